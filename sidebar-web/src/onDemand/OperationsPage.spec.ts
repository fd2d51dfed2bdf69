import { expect, test } from 'vitest'
import { forget } from '../composables/useLoad'
import { open } from '../test/phone'
import { nothing, problem, serve } from '../test/server'

const calm = { engine: 'SQLite 3.50.4', queues: [{ name: 'inbox', waiting: 0, dead: 0, seconds: 0 }], closed: [], instances: ['host/1'], dead: [] }
const dead = { id: 'out-1', at: '2026-11-20T18:00:00+08:00', what: 'message.send → linxiao', attempts: 8, reason: '40058', fingerprint: '0123456789ab' }

test('a service without trouble says so in few words', async () => {
  forget('operations')
  serve({ 'GET /api/operations': calm })
  const phone = await open('/admin/operations')

  expect(phone.text()).toContain('收到的回调没有积压')
  expect(phone.text()).toContain('没有。处理不了的会列在这里')
})

test('what was given up shows its reason and is tried again by one tap', async () => {
  forget('operations')
  const server = serve({ 'GET /api/operations': { ...calm, dead: [dead] }, 'POST /api/operations/dead/out-1/retry': nothing })
  const phone = await open('/admin/operations')
  expect(phone.text()).toContain('试了 8 次 · 指纹 0123456789ab')
  expect(phone.text()).toContain('40058')

  server.on('GET /api/operations', calm)
  await phone.tap('重试')

  expect(server.seen.some((request) => request.route === 'POST /api/operations/dead/out-1/retry')).toBe(true)
  expect(phone.text()).not.toContain('40058')
})

test('the doctor names each fault with its fix', async () => {
  forget('operations')
  serve({
    'GET /api/operations': calm,
    'POST /api/operations/doctor': [{ what: '数据库', seen: '可以读写', fix: null }, { what: '可信域名', seen: '没有设置', fix: '在应用详情页设置' }],
  })
  const phone = await open('/admin/operations')
  await phone.tap('检查企业微信、域名和这台服务器')

  expect(phone.text()).toContain('正常 数据库')
  expect(phone.text()).toContain('有误 可信域名')
  expect(phone.text()).toContain('处理：在应用详情页设置')
})

test('somebody without the role sees the usual refusal', async () => {
  forget('operations')
  serve({ 'GET /api/operations': problem(404, '') })
  expect((await open('/admin/operations')).text()).toContain('没有权限或不存在，请联系主管')
})
