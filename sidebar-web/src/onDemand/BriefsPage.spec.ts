import { expect, test } from 'vitest'
import { forget } from '../composables/useLoad'
import { me } from '../test/fixtures'
import { open } from '../test/phone'
import { nothing, serve } from '../test/server'

const counts = { contacts: 1, longCalls: 2, notes: 3, stallsOpened: 0 }
const line = (id: string, day: string) => ({ id, team: '华东二组', day, late: false, delivers: true, counts })
const wish = (change: object) => ({ departmentId: 7, team: '示例公司/华东区/华东二组', userid: 'zhoulei', name: '周蕾', leads: true, wanted: true, ...change })

function begin(role: string, items: object[], wishes: object[]) {
  for (const key of ['briefs', 'briefWishes', 'me']) forget(key)
  return serve({ 'GET /api/me': { ...me, userid: 'zhoulei', role }, 'GET /api/briefs': { items, next: items.length > 0 ? '2026-11-19/b1' : null }, 'GET /api/brief-recipients': wishes })
}

test('older briefs come by a tap', async () => {
  const server = begin('manager', [line('b1', '2026-11-19')], [wish({})])
  server.on('GET /api/briefs?before=2026-11-19%2Fb1', { items: [line('b0', '2026-11-18')], next: null })
  const phone = await open('/reports')

  await phone.tap('更早')

  expect(phone.app.findAll('a.line').map((one) => one.attributes('href'))).toEqual(['/sidebar/reports/b1', '/sidebar/reports/b0'])
  expect(phone.text()).not.toContain('更早')
})

test('a leader says no for one team', async () => {
  const server = begin('manager', [line('b1', '2026-11-19')], [wish({}), wish({ departmentId: 8, team: '示例公司/华东区/华东三组' })])
  server.on('PUT /api/brief-recipients/8', nothing)
  const phone = await open('/reports')
  const switches = phone.app.findAll('[role=switch]')
  expect(switches.length).toBe(2)

  await switches[1]!.trigger('click')

  expect(server.body('PUT /api/brief-recipients/8')).toEqual({ wanted: false })
})

test('whoever gets none is told to whom they go', async () => {
  begin('rep', [], [])
  const phone = await open('/reports')

  expect(phone.text()).toContain('没有发给你的日报')
  expect(phone.text()).not.toContain('18:00 发给我')
})
