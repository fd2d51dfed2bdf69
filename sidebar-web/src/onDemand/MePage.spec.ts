import { expect, test } from 'vitest'
import { forget } from '../composables/useLoad'
import { me } from '../test/fixtures'
import { open } from '../test/phone'
import { nothing, serve } from '../test/server'

test.each([['退出登录', 'POST /auth/end'], ['在所有设备上退出', 'POST /api/me/sign-out']])('%s ends what it says and stays out', async (button, route) => {
  forget('me')
  const server = serve({ 'GET /api/me': me, [route]: nothing })
  const phone = await open('/me')
  expect(phone.text()).toContain(me.name)
  await phone.tap(button)

  expect(server.seen.filter((request) => request.route === route)).toHaveLength(1)
  expect(phone.text()).toContain('已退出登录')
  expect(phone.text()).not.toContain(me.userid)
  expect(phone.button('重新登录')).toBeTruthy()
})
