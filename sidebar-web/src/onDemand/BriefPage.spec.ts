import { expect, test } from 'vitest'
import { brief } from '../test/pages'
import { open } from '../test/phone'
import { problem, serve } from '../test/server'

const entry = (id: string) => ({ id, who: '林晓', externalUserid: 'wm1', customer: '王主任', title: 'CT 采购项目', what: '价格太高', at: '2026-11-20T10:00:00+08:00' })

async function show(change: Parameters<typeof brief>[0] = {}) {
  const one = brief(change)
  const server = serve({ [`GET /api/briefs/${one.id}`]: one })
  return { one, server, phone: await open(`/reports/${one.id}`) }
}

test('a figure opens the entries that it counts', async () => {
  const { one, server, phone } = await show()
  server.on(`GET /api/briefs/${one.id}/entries?figure=notes&skip=0`, { items: [entry('n1'), entry('n2')], total: 2, next: null })
  await phone.app.findAll('.tiles button').find((tile) => tile.text().includes('备注'))!.trigger('click')
  await phone.settle()

  expect(phone.text()).toContain('共 2 条')
  expect(phone.text()).toContain('价格太高')
})

test('a number in the table opens the entries of that person, page by page', async () => {
  const { one, server, phone } = await show()
  server.on(`GET /api/briefs/${one.id}/entries?figure=longCalls&skip=0&userid=linxiao`, { items: [entry('c1')], total: 2, next: 1 })
  server.on(`GET /api/briefs/${one.id}/entries?figure=longCalls&skip=1&userid=linxiao`, { items: [], total: 2, next: null })
  await phone.app.findAll('td button').find((cell) => cell.text() === '3')!.trigger('click')
  await phone.settle()
  expect(phone.text()).toContain('林晓 · 有效通话')

  await phone.tap('更多')

  expect(phone.text()).toContain('其中 1 条已不在')
})

test('whoever only gets the figures can open none of them', async () => {
  const { phone } = await show({ canOpen: false })

  expect(phone.app.findAll('.tiles button').every((tile) => tile.attributes('disabled') !== undefined)).toBe(true)
  expect(phone.app.findAll('td button')).toEqual([])
  expect(phone.text()).not.toContain('打开 PDF')
})

test('a roll-up leads to the briefs of its teams', async () => {
  const { phone } = await show({ isRollUp: true, rows: [{ key: '7', name: '华东二组', counts: brief().rows[0]!.counts, brief: 'b-east2' }, { key: '3', name: '华东区', counts: brief().rows[0]!.counts, brief: null }] })

  expect(phone.app.findAll('th a').map((link) => link.attributes('href'))).toEqual(['/sidebar/reports/b-east2'])
  expect(phone.app.findAll('td button')).toEqual([])
})

test('a day without a Friday before it says so instead of an average of nothing', async () => {
  expect((await show()).phone.text()).toContain('还没有以前的星期五可以比较')
  expect((await show({ weeks: 2 })).phone.text()).toContain('均值是前 2 个星期五的平均')
})

test('names of any kind stay words', async () => {
  const { phone } = await show({ quiet: ['<b>王</b>', 'a\u202Eb'] })

  expect(phone.app.findAll('b')).toEqual([])
  expect(phone.app.findAll('.note bdi').map((name) => name.text())).toEqual(['<b>王</b>', 'a\u202Eb'])
})

test('somebody who may not see it is refused, and a broken line can be tried again', async () => {
  const server = serve({ 'GET /api/briefs/x': problem(404, '没有权限或不存在，请联系主管') })
  expect((await open('/reports/x')).text()).toContain('没有权限或不存在，请联系主管')

  server.on('GET /api/briefs/y', problem(503, '系统正在升级，请稍后再试'))
  const phone = await open('/reports/y')
  server.on('GET /api/briefs/y', brief())
  await phone.tap('重试')
  expect(phone.text()).toContain('华东二组 日报')
})
