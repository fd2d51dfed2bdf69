import { expect, test } from 'vitest'
import { forget } from '../composables/useLoad'
import { me } from '../test/fixtures'
import { open } from '../test/phone'
import { nothing, serve } from '../test/server'

const wish = (change: object = {}) => ({ departmentId: 7, team: '示例公司/华东二组', userid: 'zhoulei', name: '周蕾', leads: true, wanted: true, ...change })

function begin(role: string) {
  forget('briefWishes/all')
  forget('me')
  return serve({
    'GET /api/me': { ...me, role }, 'GET /api/brief-recipients': [wish(), wish({ departmentId: 8, team: '示例公司/华东三组' })],
    'GET /api/admin/roles?search=%E9%99%88': { items: [{ userid: 'chenmo', name: '陈默', role: 'rep', source: 'derived', position: null }] },
  })
}

test('an administrator puts somebody on the list of one team', async () => {
  const server = begin('admin')
  server.on('PUT /api/brief-recipients/8', nothing)
  const phone = await open('/admin/recipients')
  phone.app.find('[aria-label="＋ 加人：华东三组"]').element.dispatchEvent(new Event('click'))
  await phone.settle()
  const search = document.getElementById('recipient-search') as HTMLInputElement
  search.value = '陈'
  search.dispatchEvent(new Event('input'))
  await phone.settle()
  await phone.tap('查找')

  await phone.tap('加上')

  expect(server.body('PUT /api/brief-recipients/8')).toEqual({ userid: 'chenmo', wanted: true })
  expect(phone.text()).toContain('陈默：会收到')
})

test('a switch ends it, with a way back', async () => {
  const server = begin('admin')
  server.on('PUT /api/brief-recipients/7', nothing)
  const phone = await open('/admin/recipients')
  await phone.app.findAll('[role=switch]')[0]!.trigger('click')
  await phone.settle()
  expect(server.body('PUT /api/brief-recipients/7')).toEqual({ userid: 'zhoulei', wanted: false })

  await phone.tap('撤回')

  expect(server.body('PUT /api/brief-recipients/7')).toEqual({ userid: 'zhoulei', wanted: true })
})

test('a leader has the switch elsewhere and is refused here', async () => {
  begin('manager')
  expect((await open('/admin/recipients')).text()).toContain('没有权限或不存在，请联系主管')
})
