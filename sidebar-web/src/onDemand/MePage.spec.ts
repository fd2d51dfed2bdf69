import { expect, test } from 'vitest'
import type { MySession } from '../api.types'
import { forget } from '../composables/useLoad'
import { me } from '../test/fixtures'
import { open } from '../test/phone'
import { nothing, serve } from '../test/server'

const session = (change: Partial<MySession> = {}): MySession =>
  ({ id: 's1', device: 'iphone', inWeCom: true, signedInAt: '2026-11-20T09:00:00+08:00', usedAt: '2026-11-20T10:32:00+08:00', isThis: true, ...change })

test.each([['退出登录', 'POST /auth/end'], ['在所有设备上退出', 'POST /api/me/sign-out']])('%s ends what it says and stays out', async (button, route) => {
  forget('me')
  const server = serve({ 'GET /api/me': me, 'GET /api/me/sessions': { items: [session()] }, [route]: nothing })
  const phone = await open('/me')
  expect(phone.text()).toContain(me.name)
  await phone.tap(button)

  expect(server.seen.filter((request) => request.route === route)).toHaveLength(1)
  expect(phone.text()).toContain('已退出登录')
  expect(phone.text()).not.toContain(me.userid)
  expect(phone.button('重新登录')).toBeTruthy()
})

test('another device is known by its kind and signed out by a tap, this one is named and has no such button', async () => {
  forget('me')
  forget('sessions')
  const other = session({ id: 's2', device: 'windows', inWeCom: false, isThis: false })
  const server = serve({ 'GET /api/me': me, 'GET /api/me/sessions': { items: [session(), other] }, 'DELETE /api/me/sessions/s2': nothing })
  const phone = await open('/me')
  expect(phone.text()).toContain('企业微信 · iPhone（本机）')
  expect(phone.text()).toContain('浏览器 · Windows')
  server.on('GET /api/me/sessions', { items: [session()] })
  await phone.tap('退出这台')

  expect(server.seen.filter((request) => request.route === 'DELETE /api/me/sessions/s2')).toHaveLength(1)
  expect(phone.text()).not.toContain('Windows')
  expect(phone.text()).not.toContain('退出这台')
})

test('without the list of devices everything else is there', async () => {
  forget('me')
  forget('sessions')
  serve({ 'GET /api/me': me, 'GET /api/me/sessions': () => new Response(null, { status: 500 }) })
  const phone = await open('/me')

  expect(phone.text()).toContain(me.name)
  expect(phone.text()).not.toContain('登录的设备')
  expect(phone.button('退出登录')).toBeTruthy()
})
