import { beforeEach, expect, test } from 'vitest'
import { forget } from '../composables/useLoad'
import { open } from '../test/phone'
import { problem, serve } from '../test/server'

beforeEach(() => forget('looks'))

const look = (change: object = {}) => ({ id: 'l1', by: '周蕾', action: 'customer.open', customer: '王主任', at: '2026-11-20T10:32:00+08:00', ...change })

test('each look says who, what and of whom, also where its kind is new', async () => {
  serve({ 'GET /api/looks': { items: [look(), look({ id: 'l2', action: 'role.change', customer: null }), look({ id: 'l3', action: 'something.new' })] } })
  const lines = (await open('/looks')).app.findAll('li').map((one) => one.get('.what').text())

  expect(lines).toEqual(['周蕾打开了客户 · 王主任', '周蕾改了你的角色', '周蕾查看 · 王主任'])
})

test('where nobody has looked, the page says what would stand there', async () => {
  serve({ 'GET /api/looks': { items: [] } })

  expect((await open('/looks')).text()).toContain('还没有人查看。主管每次查看都会记在这里')
})

test('what cannot be loaded now is loaded by a tap', async () => {
  const server = serve({ 'GET /api/looks': problem(503, '服务暂时没有响应') })
  const phone = await open('/looks')
  expect(phone.text()).toContain('服务暂时没有响应')

  server.on('GET /api/looks', { items: [look()] })
  await phone.tap('重试')
  expect(phone.text()).toContain('打开了客户 · 王主任')
})
