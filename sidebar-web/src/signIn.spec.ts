import { beforeEach, expect, test, vi } from 'vitest'
import { api } from './api'
import { forget } from './composables/useLoad'
import { me } from './test/fixtures'
import { open } from './test/phone'
import { problem, serve } from './test/server'

const assign = vi.fn()

beforeEach(() => {
  assign.mockReset()
  forget('today')
  vi.stubGlobal('location', { pathname: '/sidebar/drafts/d1', search: '?from=card', assign })
  // As after a real return from the sign-in: a fresh page.
  dispatchEvent(new Event('pageshow'))
})

const expired = () => serve({ 'GET /api/today': problem(401, '请重新登录'), 'GET /api/me': problem(401, '请重新登录') })

test('an expired session leaves for the sign-in and comes back to this page', async () => {
  expired()
  void api.me()
  void api.today()
  await vi.waitFor(() => expect(assign).toHaveBeenCalled())

  expect(assign.mock.calls).toEqual([['/auth/start?return=%2Fsidebar%2Fdrafts%2Fd1%3Ffrom%3Dcard']])
})

test('a sign-in that did not help is not repeated by itself', async () => {
  expired()
  void api.me()
  await vi.waitFor(() => expect(assign).toHaveBeenCalledTimes(1))
  dispatchEvent(new Event('pageshow'))

  const phone = await open('/')
  expect(assign).toHaveBeenCalledTimes(1)
  expect(phone.text()).toContain('登录没有成功')
  await phone.tap('重新登录')
  expect(assign).toHaveBeenCalledTimes(2)
})

test('after an answer came through, the next expiry may sign in again', async () => {
  expired()
  void api.me()
  await vi.waitFor(() => expect(assign).toHaveBeenCalledTimes(1))
  dispatchEvent(new Event('pageshow'))
  serve({ 'GET /api/me': me })
  await api.me()

  expired()
  void api.me()
  await vi.waitFor(() => expect(assign).toHaveBeenCalledTimes(2))
})
