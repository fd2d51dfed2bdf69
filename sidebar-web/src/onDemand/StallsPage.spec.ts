import { expect, test } from 'vitest'
import { forget } from '../composables/useLoad'
import { board, boardLine } from '../test/pages'
import { open } from '../test/phone'
import { problem, serve } from '../test/server'

function begin(change: Parameters<typeof board>[0] = {}) {
  forget('stalls')
  return serve({ 'GET /api/stalls': board(change) })
}

test('customers who wait stand above the deals', async () => {
  begin({ waiting: [{ externalUserid: 'wm1', customer: '王主任', member: '林晓', words: '等待回复 45 分钟' }] })
  const phone = await open('/stalls')

  expect(phone.text()).toContain('客户在等回复 · 1 位')
  expect(phone.text()).toContain('等待回复 45 分钟')
})

test('the numbers count all, the list goes on by a tap', async () => {
  const server = begin()
  server.on('GET /api/stalls/lines?after=0_1_o1', { items: [boardLine({ title: '第二页的商机', stallId: null, level: 'warned' })], next: null })
  const phone = await open('/stalls')
  expect(phone.text()).toContain('全部 · 253 个')

  await phone.tap('更多')

  expect(phone.text()).toContain('第二页的商机')
  expect(phone.app.findAll('a.line').length).toBe(2)
  expect(phone.text()).not.toContain('更多')
})

test('a group shows its own rows, asked for by its key', async () => {
  const server = begin()
  server.on('GET /api/stalls/lines?team=7', { items: [boardLine({ title: '团队的商机' })], next: null })
  const phone = await open('/stalls')
  await phone.tap('按团队')

  await phone.tap('华东二组')

  expect(phone.text()).toContain('团队的商机')
  expect(phone.text()).toContain('华东二组 · 253 个')
  await phone.tap('看全部')
  expect(phone.text()).toContain('CT 采购项目')
})

test('a page that did not come can be asked for again', async () => {
  const server = begin()
  server.on('GET /api/stalls/lines?after=0_1_o1', problem(503, '系统正在升级，请稍后再试'))
  const phone = await open('/stalls')
  await phone.tap('更多')
  expect(phone.text()).toContain('系统正在升级，请稍后再试')
  server.on('GET /api/stalls/lines?after=0_1_o1', { items: [boardLine({ title: '第二页的商机' })], next: null })

  await phone.tap('重试')

  expect(phone.text()).toContain('第二页的商机')
})

test('nothing stalled is said in words, a year without its days off too', async () => {
  begin({ stalled: 0, warned: 0, first: { items: [], next: null }, stages: [], teams: [], calendarDoubt: '没有 2028 年的放假安排' })
  const phone = await open('/stalls')

  expect(phone.text()).toContain('没有停滞的商机，也没有预警')
  expect(phone.text()).toContain('没有 2028 年的放假安排')
})
