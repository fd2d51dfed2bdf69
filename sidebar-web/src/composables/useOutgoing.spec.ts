import { flushPromises } from '@vue/test-utils'
import { effectScope, ref, type EffectScope } from 'vue'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { problem, serve } from '../test/server'
import { useOutgoing } from './useOutgoing'

const PATH = '/api/customers/wm/notes'
const note = (id: string) => ({ id, text: `第 ${id} 条` })

let page: EffectScope
let isOnline: boolean
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  page = effectScope()
  isOnline = true
  vi.spyOn(navigator, 'onLine', 'get').mockImplementation(() => isOnline)
})
afterEach(() => {
  page.stop()
  vi.useRealTimers()
})

/** Used as a page that stays open; `sent` counts how often the page is told. */
function outgoing(userid: () => string | null = () => 'linxiao') {
  const sent = vi.fn()
  return { sent, ...page.run(() => useOutgoing(userid, sent))! }
}

async function network(now: boolean) {
  isOnline = now
  dispatchEvent(new Event(now ? 'online' : 'offline'))
  await flushPromises()
}

/** Ten seconds pass. */
async function later() {
  vi.advanceTimersByTime(10_000)
  await flushPromises()
}

const sentIds = (server: ReturnType<typeof serve>) => server.seen.map((request) => (request.body as { id: string }).id)

test('what was written without a network goes by itself once there is one, once, and the page is told', async () => {
  const server = serve({ [`POST ${PATH}`]: { id: 'a' } })
  await network(false)
  const { add, waiting, sent } = outgoing()
  expect(add(PATH, note('a'), '备注')).toBe(true)
  await later()
  expect(server.seen).toEqual([])

  await network(true)
  await later()
  expect(sentIds(server)).toEqual(['a'])
  expect(server.body(`POST ${PATH}`)).toEqual(note('a'))
  expect([waiting.value, sent.mock.calls.length]).toEqual([[], 1])
})

test('it outlives the panel: the next page of the same person sends it, another person\'s does not', async () => {
  const server = serve({ [`POST ${PATH}`]: { id: 'a' } })
  await network(false)
  outgoing().add(PATH, note('a'), '备注')
  page.stop()
  page = effectScope()
  await network(true)

  outgoing(() => 'chenmo')
  await flushPromises()
  expect(server.seen).toEqual([])
  const { waiting } = outgoing()
  await flushPromises()
  expect(sentIds(server)).toEqual(['a'])
  expect(waiting.value).toEqual([])
  page.stop()
  page = effectScope()
  outgoing()
  await flushPromises()
  expect(sentIds(server)).toEqual(['a'])
})

test('a page that does not know yet who is signed in sends nothing until it does', async () => {
  const server = serve({ [`POST ${PATH}`]: { id: 'a' } })
  await network(false)
  outgoing().add(PATH, note('a'), '备注')
  page.stop()
  page = effectScope()
  isOnline = true
  const userid = ref<string | null>(null)
  outgoing(() => userid.value)
  await later()
  expect(server.seen).toEqual([])

  userid.value = 'linxiao'
  await flushPromises()
  expect(sentIds(server)).toEqual(['a'])
})

test('several go in the order in which they were written', async () => {
  const server = serve({ [`POST ${PATH}`]: { id: 'x' } })
  await network(false)
  const { add } = outgoing()
  for (const id of ['a', 'b', 'c']) add(PATH, note(id), '备注')
  await network(true)

  expect(sentIds(server)).toEqual(['a', 'b', 'c'])
})

test('a network that only seems to be there loses nothing: the same words are tried again until they are in', async () => {
  const server = serve({ [`POST ${PATH}`]: { id: 'x' } })
  server.offline = true
  const { add, waiting } = outgoing()
  add(PATH, note('a'), '备注')
  add(PATH, note('b'), '备注')
  await later()
  expect(sentIds(server)).toEqual(['a'])
  expect(waiting.value).toHaveLength(2)

  server.offline = false
  await later()
  expect(sentIds(server)).toEqual(['a', 'a', 'b'])
  expect(waiting.value).toEqual([])
})

test('while one is under way it is not sent a second time', async () => {
  const server = serve({ [`POST ${PATH}`]: { id: 'a' } })
  const release = server.hold(`POST ${PATH}`)
  const { add } = outgoing()
  add(PATH, note('a'), '备注')
  await later()
  await later()
  await network(false)
  await network(true)
  await release()

  expect(sentIds(server)).toEqual(['a'])
})

test('what the service does not take is kept with its reason, does not hold up the others, and goes when the person says so', async () => {
  const server = serve({ [`POST ${PATH}`]: () => problem(400, '内容太长'), 'POST /api/other': { id: 'b' } })
  const { add, again, waiting } = outgoing()
  add(PATH, note('a'), '备注')
  add('/api/other', note('b'), '跟进')
  await later()
  await later()
  expect(sentIds(server)).toEqual(['a', 'b'])
  expect(waiting.value.map((one) => [one.what, one.failure?.title])).toEqual([['备注', '内容太长']])

  server.on(`POST ${PATH}`, { id: 'a' })
  again()
  await flushPromises()
  expect(sentIds(server)).toEqual(['a', 'b', 'a'])
  expect(waiting.value).toEqual([])
})

test('a service that is out of breath is asked again by itself', async () => {
  const server = serve({ [`POST ${PATH}`]: () => problem(503, '稍后再试') })
  const { add, waiting } = outgoing()
  add(PATH, note('a'), '备注')
  await later()
  expect(waiting.value.map((one) => one.failure)).toEqual([null])

  server.on(`POST ${PATH}`, { id: 'a' })
  await later()
  expect(waiting.value).toEqual([])
})

test('what the person discards is gone for good', async () => {
  const server = serve({ [`POST ${PATH}`]: () => problem(404, '') })
  const { add, discard, waiting } = outgoing()
  add(PATH, note('a'), '备注')
  await later()
  discard(waiting.value[0]!)
  expect(waiting.value).toEqual([])
  page.stop()
  page = effectScope()

  expect(outgoing().waiting.value).toEqual([])
  expect(server.seen).toHaveLength(1)
})

test('a phone that keeps nothing says so, so that the form stays open', async () => {
  serve({})
  await network(false)
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => { throw new DOMException('full', 'QuotaExceededError') })
  const { add, waiting } = outgoing()

  expect(add(PATH, note('a'), '备注')).toBe(false)
  expect(waiting.value).toEqual([])
})
