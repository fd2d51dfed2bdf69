import { expect, test } from 'vitest'
import { forget } from '../composables/useLoad'
import { me } from '../test/fixtures'
import { open } from '../test/phone'
import { serve } from '../test/server'

test('every page of the administrator has its way', async () => {
  forget('me')
  serve({ 'GET /api/me': { ...me, role: 'admin' } })
  const phone = await open('/admin')

  const ways = phone.app.findAll('a.line').map((way) => way.attributes('href'))
  const pages = phone.router.getRoutes().map((route) => route.path).filter((path) => path.startsWith('/admin/'))
  expect(ways.sort()).toEqual(pages.map((path) => `/sidebar${path}`).sort())
})

test('a rep is refused', async () => {
  forget('me')
  serve({ 'GET /api/me': me })
  expect((await open('/admin')).text()).toContain('没有权限或不存在，请联系主管')
})
