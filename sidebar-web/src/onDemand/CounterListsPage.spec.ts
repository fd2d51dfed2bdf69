import { beforeEach, expect, test } from 'vitest'
import type { CounterLists } from '../api.types'
import { forget } from '../composables/useLoad'
import { labels } from '../test/fixtures'
import { open } from '../test/phone'
import { problem, serve } from '../test/server'
import { forward, spanWords } from './counterLists'

const stored = (change: Partial<CounterLists> = {}): CounterLists => ({
  version: 3,
  reactions: [{ name: '问价格', signal: 'quote_request', advice: '' }, { name: '嫌贵', signal: 'price_objection', advice: '建议培训价格话术' }],
  offers: [{ fromMonth: -10, toMonth: 0, category: '待产用品' }], ...change,
})

const route = 'PUT /api/admin/counter-lists'

function begin(first = stored()) {
  return serve({ 'GET /api/admin/counter-lists': first, 'GET /api/labels': labels })
}

beforeEach(() => {
  forget('counterLists')
  forget('labels')
})

test('a reaction is added with its signal, and both lists are kept behind the version that was edited', async () => {
  const server = begin()
  const phone = await open('/admin/counter-lists')
  expect(phone.text()).toContain('算作 价格异议 · 转化低时：建议培训价格话术')
  await phone.tap('添加')
  await write('反应（店员看到的字）', '看配料表')
  expect(phone.button('放进改动').disabled).toBe(true)
  await phone.tap('竞品在谈')
  await phone.tap('放进改动')
  server.on(route, stored({ version: 4 }))
  await phone.tap('保存')

  expect(server.body(route)).toEqual({ version: 3, offers: stored().offers, reactions: [...stored().reactions!, { name: '看配料表', signal: 'competitor_mention', advice: '' }] })
  expect(phone.text()).toContain('已保存，店员下次打开柜台就是新的')
})

test('somebody else was faster: said in words, nothing is overwritten, and theirs comes by a tap', async () => {
  const server = begin()
  const phone = await open('/admin/counter-lists')
  await phone.tap('待产用品')
  await phone.tap('删除这条')
  server.on(route, problem(409, '清单刚被别人改过，请刷新'))
  await phone.tap('保存')
  expect(phone.text()).toContain('清单刚被别人改过，这里的改动没有保存')
  expect(phone.text()).toContain('还没有月龄推荐')

  server.on('GET /api/admin/counter-lists', stored({ version: 4, offers: [{ fromMonth: 6, toMonth: 12, category: '辅食' }] }))
  await phone.tap('放弃改动，看最新的')

  expect(phone.text()).toContain('6 个月到 12 个月')
  expect(phone.app.find('[role=alert]').exists()).toBe(false)
  expect(phone.text()).toContain('第 4 版')
})

test('what was saved is taken back for five seconds, as a version of its own', async () => {
  const server = begin()
  const phone = await open('/admin/counter-lists')
  await phone.tap('嫌贵')
  await phone.tap('删除这个反应')
  server.on(route, stored({ version: 4, reactions: stored().reactions!.slice(0, 1) }))
  await phone.tap('保存')
  await phone.tap('撤回')

  expect(server.body(route)).toEqual(stored({ version: 4 }))
})

test('a chip goes to the front, and a new name is a new reaction', async () => {
  const server = begin()
  const phone = await open('/admin/counter-lists')
  await phone.tap('嫌贵')
  await write('反应（店员看到的字）', '说贵')
  expect(phone.text()).toContain('以前的记录还按「嫌贵」统计')
  await phone.tap('往前移一位')
  server.on(route, stored())
  await phone.tap('保存')

  expect((server.body(route) as CounterLists).reactions!.map((one) => one.name)).toEqual(['嫌贵', '问价格'])
})

test('months that do not go up cannot be put in, and what the service finds is told with the edits kept', async () => {
  const server = begin()
  const phone = await open('/admin/counter-lists')
  await phone.tap('待产用品')
  await number('到', '-12')
  expect(phone.text()).toContain('「到」要比「从」大')
  expect(phone.button('放进改动').disabled).toBe(true)
  await number('到', '-2')
  await phone.tap('放进改动')
  server.on(route, problem(400, '反应「嫌贵」重复'))
  await phone.tap('保存')

  expect(phone.text()).toContain('反应「嫌贵」重复。改动都在')
  expect(phone.text()).toContain('产前 10 个月到 产前 2 个月')
})

test('somebody who is no administrator is refused', async () => {
  serve({ 'GET /api/admin/counter-lists': problem(404, '没有权限或不存在，请联系主管'), 'GET /api/labels': labels })
  const phone = await open('/admin/counter-lists')

  expect(phone.text()).toContain('没有权限或不存在，请联系主管')
  expect(phone.text()).not.toContain('柜台清单')
})

test('spans are said in words, also before the birth', () => {
  expect(spanWords({ fromMonth: -10, toMonth: 0, category: '' })).toBe('产前 10 个月到出生')
  expect(spanWords({ fromMonth: 0, toMonth: 6, category: '' })).toBe('出生到 6 个月')
  expect(forward(['a', 'b', 'c'], 2)).toEqual(['a', 'c', 'b'])
  expect(forward(['a', 'b'], 0)).toEqual(['a', 'b'])
})

async function write(label: string, words: string) {
  const input = field(label) as HTMLTextAreaElement
  input.value = words
  input.dispatchEvent(new Event('input'))
  await Promise.resolve()
}

async function number(label: string, value: string) {
  const input = field(label) as HTMLInputElement
  input.value = value
  input.dispatchEvent(new Event('change'))
  await new Promise((resolve) => { setTimeout(resolve) })
}

function field(label: string) {
  const found = [...document.body.querySelectorAll('label')].find((one) => one.textContent === label)!
  return document.getElementById(found.htmlFor)
}
