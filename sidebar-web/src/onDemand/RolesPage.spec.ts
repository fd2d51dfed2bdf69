import { expect, test } from 'vitest'
import { forget } from '../composables/useLoad'
import { open } from '../test/phone'
import { nothing, serve } from '../test/server'

const person = (change: object = {}) => ({ userid: 'chenmo', name: '陈默', role: 'rep', source: 'derived', position: '销售', ...change })

test('a role is given and taken back', async () => {
  forget('roles/')
  const server = serve({ 'GET /api/admin/roles?search=': { items: [person()] }, 'PUT /api/admin/roles/chenmo': person({ role: 'ops', source: 'import' }) })
  const phone = await open('/admin/roles')
  await phone.tap('陈默')
  await phone.tap('运营支持')
  await phone.tap('保存')
  expect(server.body('PUT /api/admin/roles/chenmo')).toEqual({ role: 'ops' })
  expect(phone.text()).toContain('陈默：运营支持')

  await phone.tap('撤回')

  expect(server.body('PUT /api/admin/roles/chenmo')).toEqual({ role: null })
})

test('an administrator stays one', async () => {
  forget('roles/')
  serve({ 'GET /api/admin/roles?search=': { items: [person({ role: 'admin', source: 'import' })] } })
  const phone = await open('/admin/roles')

  expect(phone.button('陈默').disabled).toBe(true)
  expect(phone.text()).toContain('管理员 · 指定')
})

test('somebody whose phone was lost is signed out everywhere', async () => {
  forget('roles/')
  const server = serve({ 'GET /api/admin/roles?search=': { items: [person()] }, 'POST /api/admin/roles/chenmo/sign-out': nothing })
  const phone = await open('/admin/roles')
  await phone.tap('陈默')
  await phone.tap('让此人在所有设备上退出')

  expect(server.seen.some((request) => request.route === 'POST /api/admin/roles/chenmo/sign-out')).toBe(true)
  expect(phone.text()).toContain('陈默已在所有设备上退出')
})
