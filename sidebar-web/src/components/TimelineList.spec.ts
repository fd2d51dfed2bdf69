import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import type { CustomerPage, TimelinePage } from '../api.types'
import { customer, entry, manager } from '../test/fixtures'
import { open } from '../test/phone'
import { problem, serve } from '../test/server'

const timeline = (items: TimelinePage['items'], change: Partial<TimelinePage> = {}): TimelinePage => ({ items, next: null, searchedUntil: null, ...change })
const cursor = { before: '2026-11-22T10:00:00+08:00', beforeId: 't9' }

async function at(first: TimelinePage, change: Partial<CustomerPage> = {}) {
  const page = customer({ timeline: first, ...change })
  const path = `/api/customers/${page.customer.externalUserid}`
  const server = serve({ [`GET ${path}`]: () => page })
  const ask = (question: Record<string, string>) => `GET ${path}/timeline?${new URLSearchParams(question).toString()}`
  return { server, page, path, ask, phone: await open(`/customers/${page.customer.externalUserid}`) }
}

const lines = () => [...document.body.querySelectorAll('.timeline li .text')].map((one) => one.textContent)
const days = () => [...document.body.querySelectorAll('.timeline h3')].map((one) => one.textContent)
const chip = async (name: string) => {
  [...document.body.querySelectorAll<HTMLButtonElement>('.chip')].find((one) => one.textContent === name)!.click()
  await flushPromises()
}
async function set(label: string, value: string) {
  const input = document.getElementById(label) as HTMLInputElement
  input.value = value
  input.dispatchEvent(new Event('input'))
  await flushPromises()
}
/** The pause after the last key is over. */
async function wait() {
  vi.advanceTimersByTime(400)
  await flushPromises()
}

afterEach(() => { vi.useRealTimers() })

test('entries stand under their days in Shanghai, also those of just after midnight', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T12:00:00+08:00') })
  await at(timeline([
    entry({ at: '2026-11-22T00:05:00+08:00', text: '今天的' }), entry({ at: '2026-11-21T23:59:00+08:00', text: '昨天的' }), entry({ at: '2026-11-21T09:00:00+08:00', text: '昨天早上的' }),
    entry({ at: '2026-11-03T09:00:00+08:00', text: '月初的' }), entry({ at: '2025-12-31T09:00:00+08:00', text: '去年的' }),
  ]))

  expect(days()).toEqual(['今天', '昨天', '11月3日 周二', '2025年12月31日 周三'])
  expect(lines()).toEqual(['今天的', '昨天的', '昨天早上的', '月初的', '去年的'])
})

test('an empty timeline tells a rep the next step, and whoever looks only that it is empty', async () => {
  const { phone } = await at(timeline([]))
  expect(phone.text()).toContain('还没有记录。长按聊天消息复制后')
  phone.app.unmount()

  const looking = await at(timeline([]), { me: manager })
  expect(looking.phone.text()).toContain('还没有记录')
  expect(looking.phone.text()).not.toContain('粘贴')
})

test('a kind narrows it, and 全部 brings everything back without asking anew', async () => {
  const { server, ask, phone } = await at(timeline([entry({ text: '一条备注' }), entry({ kind: 'visit', text: '一次拜访' })]))
  server.on(ask({ kind: 'visit' }), timeline([entry({ kind: 'visit', text: '一次拜访' })]))
  await chip('拜访')
  expect(lines()).toEqual(['一次拜访'])
  const asked = server.seen.length
  await chip('全部')

  expect(lines()).toEqual(['一条备注', '一次拜访'])
  expect(server.seen).toHaveLength(asked)
  server.on(ask({ kind: 'call' }), timeline([]))
  await chip('通话')
  expect(phone.text()).toContain('没有符合的记录')
})

test('a day is jumped to, and older entries follow from there', async () => {
  const { server, ask, phone } = await at(timeline([entry({ text: '最新的' })]))
  server.on(ask({ day: '2026-10-01' }), timeline([entry({ at: '2026-10-01T09:00:00+08:00', text: '国庆的' })], { next: cursor }))
  server.on(ask({ before: cursor.before, beforeId: cursor.beforeId }), timeline([entry({ at: '2026-09-30T09:00:00+08:00', text: '更早的' })]))
  await phone.tap('查找')
  await set('timeline-day', '2026-10-01')
  expect(lines()).toEqual(['国庆的'])
  await phone.tap('更早的记录')

  expect(lines()).toEqual(['国庆的', '更早的'])
  expect(phone.text()).toContain('没有更早的记录了')
})

test('words are searched once the thumb pauses, part by part, with the kind that is chosen', async () => {
  const { server, ask, phone } = await at(timeline([entry({ text: '最新的' })]))
  await phone.tap('查找')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  server.on(ask({ search: '价格' }), timeline([entry({ text: '价格太高' })], { next: cursor, searchedUntil: '2026-11-03T09:00:00+08:00' }))
  await set('timeline-search', '价')
  await set('timeline-search', '价格')
  vi.advanceTimersByTime(399)
  await flushPromises()
  expect(server.seen).toHaveLength(1)
  await wait()

  expect(lines()).toEqual(['价格太高'])
  expect(phone.text()).toMatch(/已找到 .*11月3日 周二 为止/)
  server.on(ask({ before: cursor.before, beforeId: cursor.beforeId, search: '价格' }), timeline([entry({ text: '去年说价格' })]))
  vi.useRealTimers()
  await phone.tap('继续往前找')
  expect(lines()).toEqual(['价格太高', '去年说价格'])
  server.on(ask({ kind: 'note', search: '价格' }), timeline([entry({ text: '备注里的价格' })]))
  await chip('备注')
  expect(lines()).toEqual(['备注里的价格'])
})

test('closing the search brings the whole timeline back', async () => {
  const { server, ask, phone } = await at(timeline([entry({ text: '最新的' })]))
  await phone.tap('查找')
  server.on(ask({ day: '2026-10-01' }), timeline([]))
  await set('timeline-day', '2026-10-01')
  expect(lines()).toEqual([])
  await phone.tap('收起')

  expect(lines()).toEqual(['最新的'])
  expect(document.getElementById('timeline-day')).toBeNull()
})

test('an answer to an earlier question never stands under a later one', async () => {
  const { server, ask } = await at(timeline([]))
  server.on(ask({ kind: 'note' }), timeline([entry({ text: '备注的答复' })]))
  server.on(ask({ kind: 'visit' }), timeline([entry({ kind: 'visit', text: '拜访的答复' })]))
  const release = server.hold(ask({ kind: 'note' }))
  await chip('备注')
  await chip('拜访')
  await release()

  expect(lines()).toEqual(['拜访的答复'])
})

test('a page that does not come keeps what is there, says so, and trying again goes on behind it', async () => {
  const { server, ask, phone } = await at(timeline([entry({ text: '第一页' })], { next: cursor }))
  const next = ask({ before: cursor.before, beforeId: cursor.beforeId })
  server.on(next, () => problem(503, '系统正在升级，请稍后再试'))
  await phone.tap('更早的记录')
  expect(phone.text()).toContain('系统正在升级，请稍后再试。已有的内容都在')
  expect(lines()).toEqual(['第一页'])

  server.on(next, timeline([entry({ text: '第二页' })]))
  await phone.tap('重试')
  expect(lines()).toEqual(['第一页', '第二页'])
})

test('a search without a network can be tried again as it was', async () => {
  const { server, ask, phone } = await at(timeline([entry({ text: '最新的' })]))
  server.offline = true
  await chip('备注')
  expect(phone.text()).toContain('没有网络。已有的内容都在')
  server.offline = false
  server.on(ask({ kind: 'note' }), timeline([entry({ text: '备注的答复' })]))
  await phone.tap('重试')

  expect(lines()).toEqual(['备注的答复'])
})

test('the next page is fetched before the end is reached, one at a time', async () => {
  const watchers: (() => void)[] = []
  vi.stubGlobal('IntersectionObserver', class {
    constructor(seen: (entries: { isIntersecting: boolean }[]) => void) { watchers.push(() => seen([{ isIntersecting: true }])) }
    observe() {}
    unobserve() {}
    disconnect() {}
  })
  const { server, ask } = await at(timeline([entry({ text: '第一页' })], { next: cursor }))
  const next = ask({ before: cursor.before, beforeId: cursor.beforeId })
  server.on(next, timeline([entry({ text: '第二页' })]))
  const release = server.hold(next)
  watchers[watchers.length - 1]!()
  watchers[watchers.length - 1]!()
  await release()

  expect(lines()).toEqual(['第一页', '第二页'])
  expect(server.seen.filter((request) => request.route === next)).toHaveLength(1)
})

test('a fresh first page replaces the old one, but not while somebody reads a filtered one', async () => {
  const { server, ask, page, path, phone } = await at(timeline([entry({ text: '旧的' })]))
  const fresh = { ...page, timeline: timeline([entry({ text: '新的' })]) }
  server.on(`GET ${path}`, fresh)
  await phone.comeBack()
  expect(lines()).toEqual(['新的'])

  server.on(ask({ kind: 'note' }), timeline([entry({ text: '备注的答复' })]))
  await chip('备注')
  server.on(`GET ${path}`, { ...page, timeline: timeline([entry({ text: '更新的' })]) })
  await phone.comeBack()
  expect(lines()).toEqual(['备注的答复'])
})

test('a line opens in place: the whole text, what was planned, whom one met, the photo, the note', async () => {
  const { phone } = await at(timeline([
    entry({ id: 'v1', kind: 'visit', text: '主任支持', roleMet: '决策人', place: '31.22,121.47', photo: true, nextContactAt: '2099-12-03T09:00:00+08:00', refId: null }),
    entry({ text: '一条备注', refId: 'n7' }),
  ]))
  const [visit, note] = [...document.body.querySelectorAll<HTMLButtonElement>('.timeline li .line')]
  expect(phone.text()).not.toContain('见到 决策人')
  visit!.click()
  note!.click()
  await flushPromises()

  for (const words of ['下次联系 12月3日 09:00', '见到 决策人', '位置 31.22,121.47']) expect(phone.text()).toContain(words)
  expect(document.body.querySelector('.timeline img')!.getAttribute('src')).toBe('/api/visits/v1/photo')
  expect([...document.body.querySelectorAll('.timeline .more a')].map((one) => one.getAttribute('href'))).toEqual(['/sidebar/notes/n7'])
  expect(visit!.getAttribute('aria-expanded')).toBe('true')
})

test('a message says whose it was and that it was taken back; an entry without words says its plan', async () => {
  await at(timeline([
    entry({ kind: 'message', actor: null, opportunity: null, recalled: true, text: '价格再谈谈' }),
    entry({ kind: 'follow_up', text: '', nextContactAt: '2099-12-03T09:00:00+08:00' }),
  ]))

  expect(document.body.querySelector('.timeline .about')!.textContent).toBe('客户 · 已撤回')
  expect(lines()[1]).toBe('下次联系 12月3日 09:00')
})
