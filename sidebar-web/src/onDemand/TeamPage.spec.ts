import { expect, test } from 'vitest'
import { forget } from '../composables/useLoad'
import { manager } from '../test/fixtures'
import { open } from '../test/phone'
import { serve } from '../test/server'

test('the figures are said to be those of the brief to come, and a name is only a name', async () => {
  forget('team')
  serve({
    'GET /api/team': {
      me: manager, figures: { since: '2026-11-19T18:00:00+08:00', notes: 4, followUps: 3, forward: 2, longCalls: 9, visits: 1, openOpportunities: 14 },
      people: [{ userid: 'x', name: '<i>林</i>\u202E', department: null, opportunities: 1, stalls: 2, lastActAt: null, left: false }],
    },
  })
  const phone = await open('/team')

  expect(phone.app.findAll('dd').map((number) => number.text())).toEqual(['4', '3', '2'])
  expect(phone.text()).toContain('11-19 18:00 以来，与日报同口径 · 有效通话 9 · 拜访 1 · 进行中商机 14')
  expect(phone.app.find('.name bdi').text()).toBe('<i>林</i>\u202E')
  expect(phone.app.find('a.line').attributes('href')).toBe('/sidebar/team/x')
})

test('teams stand under their names, who has stalls first, and those who sell nothing last', async () => {
  forget('team')
  const person = (name: string, department: string, opportunities: number, stalls: number) => ({ userid: name, name, department, opportunities, stalls, lastActAt: null, left: false })
  serve({
    'GET /api/team': {
      me: manager, figures: { since: '2026-11-19T18:00:00+08:00', notes: 0, followUps: 0, forward: 0, longCalls: 0, visits: 0, openOpportunities: 0 },
      people: [person('方芸', '华东区', 0, 0), person('孙浩', '华东一组', 2, 0), person('许婧', '华东一组', 1, 1), person('林晓', '华东二组', 5, 1), person('范琪', '徐汇店', 0, 0)],
    },
  })
  const phone = await open('/team')

  expect(phone.app.findAll('h2').map((one) => one.text())).toEqual(['华东一组', '华东二组', '华东区', '徐汇店'])
  expect(phone.app.findAll('.name').map((one) => one.text())).toEqual(['许婧', '孙浩', '林晓', '方芸', '范琪'])
})
