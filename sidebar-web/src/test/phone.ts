import { flushPromises, mount } from '@vue/test-utils'
import { vi } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import App from '../App.vue'
import { makeRouter } from '../router'

/** Opens the app at an address, as a person with a phone would; sheets included, since they hang on the body. */
export async function open(path: string) {
  const router = makeRouter(createMemoryHistory('/sidebar/'))
  await router.push(path)
  const app = mount(App, { global: { plugins: [router] }, attachTo: document.body })
  await flushPromises()
  await vi.dynamicImportSettled()
  await flushPromises()

  const buttons = () => [...document.body.querySelectorAll<HTMLButtonElement>('button')]
  const named = (name: string) => {
    const found = buttons().find((button) => button.textContent?.includes(name))
    if (!found) throw new Error(`no button 「${name}」 among ${buttons().map((button) => button.textContent?.trim()).join(' | ')}`)
    return found
  }
  return {
    app,
    router,
    text: () => document.body.textContent ?? '',
    marked: () => app.findAll('mark').map((mark) => mark.text()),
    button: named,
    tap: async (name: string) => {
      named(name).click()
      await flushPromises()
      await vi.dynamicImportSettled()
      await flushPromises()
    },
    type: async (label: string, words: string) => {
      const field = [...document.body.querySelectorAll('.van-field')].find((one) => one.textContent?.includes(label))
      const input = field!.querySelector('input')!
      input.value = words
      input.dispatchEvent(new Event('input'))
      await flushPromises()
    },
    /** Everything that was asked for has been answered. */
    settle: flushPromises,
    /** Until the sheet with this title is open: it comes a frame after the tap. */
    sheet: (title: string) => vi.waitFor(() => {
      const sheet = document.body.querySelector<HTMLElement>(`[role=dialog][aria-label="${title}"]`)
      if (!sheet || sheet.style.display === 'none') throw new Error(`no sheet 「${title}」`)
      return sheet
    }, { timeout: 4000 }),
    comeBack: async () => {
      document.dispatchEvent(new Event('visibilitychange'))
      await flushPromises()
    },
  }
}
