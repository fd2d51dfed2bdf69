import { beforeEach, expect, test } from 'vitest'
import { forget } from '../composables/useLoad'
import { open } from '../test/phone'
import { problem, serve } from '../test/server'

beforeEach(() => forget('looks'))

const look = (change: object = {}) => ({ id: 'l1', by: '周蕾', action: 'customer.open', customer: '王主任', at: '2026-11-20T10:32:00+08:00', ...change })

test('each look says who, what and of whom, also where its kind is new', async () => {
  serve({ 'GET /api/looks': { items: [look(), look({ id: 'l2', action: 'role.change', customer: null }), look({ id: 'l3', action: 'something.new' })], next: null } })
  const lines = (await open('/looks')).app.findAll('li').map((one) => one.get('.what').text())

  expect(lines).toEqual(['周蕾打开了客户 · 王主任', '周蕾改了你的角色', '周蕾查看 · 王主任'])
})

test('where nobody has looked, the page says what would stand there', async () => {
  serve({ 'GET /api/looks': { items: [], next: null } })

  expect((await open('/looks')).text()).toContain('还没有人查看。主管每次查看都会记在这里')
})

test('what cannot be loaded now is loaded by a tap', async () => {
  const server = serve({ 'GET /api/looks': problem(503, '服务暂时没有响应') })
  const phone = await open('/looks')
  expect(phone.text()).toContain('服务暂时没有响应')

  server.on('GET /api/looks', { items: [look()], next: null })
  await phone.tap('重试')
  expect(phone.text()).toContain('打开了客户 · 王主任')
})

test('older looks follow behind the newest, and a page that does not come can be asked for again', async () => {
  const next = { before: '2026-11-20T10:32:00+08:00', beforeId: 'l1' }
  const older = `GET /api/looks?${new URLSearchParams(next).toString()}`
  const server = serve({ 'GET /api/looks': { items: [look()], next }, [older]: problem(503, '服务暂时没有响应') })
  const phone = await open('/looks')
  await phone.tap('更早的查看')
  expect(phone.text()).toContain('服务暂时没有响应')
  server.on(older, { items: [look({ id: 'l2', customer: '李老师' })], next: null })
  await phone.tap('更早的查看')

  expect(phone.app.findAll('li').map((one) => one.get('.what').text())).toEqual(['周蕾打开了客户 · 王主任', '周蕾打开了客户 · 李老师'])
  expect(phone.text()).not.toContain('更早的查看')
  expect(phone.text()).not.toContain('服务暂时没有响应')
})
