import { flushPromises } from '@vue/test-utils'
import type { CustomerPage } from '../api.types'
import type { Sheet } from '../sheets'
import { customer } from './fixtures'
import { open } from './phone'
import { nothing, serve } from './server'

/** A customer's page with the sheet of an act open, as a card's button opens it. */
export async function atSheet(act: Sheet, title: string, change: Partial<CustomerPage> = {}, replies: Parameters<typeof serve>[0] = {}) {
  const page = customer(change)
  const path = `/api/customers/${page.customer.externalUserid}`
  const server = serve({
    [`GET ${path}`]: () => page,
    [`PUT ${path}/typed/${act}`]: () => nothing(),
    [`GET ${path}/follow-up-prefill`]: { goal: null, nextContact: null, decisionProgress: null, obstacle: null, supportNeeded: null },
    'GET /api/act-choices': { stages: ['初步接触', '需求确认', '提案', '成交', '流失'], rolesMet: [] },
    ...replies,
  })
  const phone = await open(`/customers/${page.customer.externalUserid}?act=${act}`)
  await phone.sheet(title)
  await flushPromises()
  return {
    server, path, page, phone,
    /** The button at the foot, which is called like the act. */
    send: () => sheet()!.querySelector<HTMLButtonElement>('.done .van-button')!,
    isOpen: () => sheet() !== null,
    submit: async () => {
      sheet()!.querySelector<HTMLButtonElement>('.done .van-button')!.click()
      await flushPromises()
    },
  }
}

const sheet = () => [...document.body.querySelectorAll<HTMLElement>('[role=dialog]')].find((one) => one.style.display !== 'none') ?? null

/** The field that this label is for. */
export function field(label: string): HTMLInputElement | HTMLTextAreaElement {
  const found = [...document.body.querySelectorAll('label')].find((one) => one.textContent!.startsWith(label))
  const input = found && document.getElementById(found.htmlFor)
  if (!input) throw new Error(`no field 「${label}」`)
  return input as HTMLInputElement
}

export async function fill(label: string, words: string) {
  const input = field(label)
  input.value = words
  input.dispatchEvent(new Event('input'))
  await flushPromises()
}

/** A choice among those under a label. */
export async function choose(label: string, option: string) {
  const group = document.body.querySelector(`[role=group][aria-label="${label}"]`)
  const button = [...group!.querySelectorAll('button')].find((one) => one.textContent!.startsWith(option))
  if (!button) throw new Error(`no choice 「${option}」 under 「${label}」`)
  button.click()
  await flushPromises()
}

/** Which choice is made under a label. */
export const chosen = (label: string) =>
  [...document.body.querySelectorAll(`[role=group][aria-label="${label}"] [aria-pressed=true]`)].map((one) => one.textContent)
