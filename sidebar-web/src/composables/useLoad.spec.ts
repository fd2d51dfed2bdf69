import { flushPromises } from '@vue/test-utils'
import { effectScope, nextTick, ref, type EffectScope } from 'vue'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Answer } from '../api'
import { forget, useLoad } from './useLoad'

let page: EffectScope
beforeEach(() => { page = effectScope() })
afterEach(() => { page.stop() })

/** Used as a page that stays open until the test ends. */
const loaded = (...given: Parameters<typeof useLoad<string>>) => page.run(() => useLoad(...given))!

const ok = (value: string): Answer<string> => ({ ok: true, value })
const refused: Answer<string> = { ok: false, failure: { why: 'refused', title: '' } }
const offline: Answer<string> = { ok: false, failure: { why: 'offline', title: '' } }

/** A loader whose answers the test gives, in the order that it wants. */
function loader() {
  const waiting: ((answer: Answer<string>) => void)[] = []
  const load = () => new Promise<Answer<string>>((resolve) => { waiting.push(resolve) })
  return { load, answer: async (call: number, answer: Answer<string>) => { waiting[call]!(answer); await flushPromises() } }
}

test('a slow first reply never overwrites a fast second one', async () => {
  const { load, answer } = loader()
  const { value, reload } = loaded('late', load)
  void reload()
  await answer(1, ok('second'))
  await answer(0, ok('first'))

  expect(value.value).toBe('second')
})

test('a reply for the key before does not appear under the new key', async () => {
  const key = ref('key-a')
  const { load, answer } = loader()
  const { value, state } = loaded(key, load)
  key.value = 'key-b'
  await nextTick()
  await answer(0, ok('a'))
  expect([value.value, state.value]).toEqual([null, 'loading'])
  await answer(1, ok('b'))

  expect([value.value, state.value]).toEqual(['b', 'done'])
})

test('a reply after the page is gone changes nothing', async () => {
  const { load, answer } = loader()
  const { value } = loaded('gone', load)
  page.stop()
  await answer(0, ok('late'))

  expect(value.value).toBeNull()
})

test('what was shown last is there at once, until the fresh answer comes', async () => {
  const first = loader()
  loaded('again', first.load)
  await first.answer(0, ok('old'))
  const second = loader()
  const { value, state } = loaded('again', second.load)
  expect([value.value, state.value]).toEqual(['old', 'loading'])
  await second.answer(0, ok('new'))

  expect([value.value, state.value]).toEqual(['new', 'done'])
})

test('what was forgotten is not shown again', async () => {
  const first = loader()
  loaded('over', first.load)
  await first.answer(0, ok('old'))
  forget('over')

  expect(loaded('over', loader().load).value.value).toBeNull()
})

test('a failure keeps what is shown; a refusal takes it away, now and for the next visit', async () => {
  const { load, answer } = loader()
  const { value, failure, reload } = loaded('taken', load)
  await answer(0, ok('data'))
  void reload()
  await answer(1, offline)
  expect([value.value, failure.value?.why]).toEqual(['data', 'offline'])
  void reload()
  await answer(2, refused)

  expect([value.value, failure.value?.why]).toEqual([null, 'refused'])
  expect(loaded('taken', loader().load).value.value).toBeNull()
})
