import { expect, test } from 'vitest'
import { forget } from '../composables/useLoad'
import { open } from '../test/phone'
import { problem, serve } from '../test/server'

const found = { lines: [{ name: '商机备注', rows: 2 }, { name: '客户资料', rows: 1 }], following: 1 }
const past = { id: 'e1', scope: 'customer', who: 'wmOld', by: 'hejing', reason: '客户来信', at: '2026-11-20T18:00:00+08:00', rows: 41, done: true }

test('an administrator sees how much there is, gives a reason and erases it once', async () => {
  forget('erasures')
  const server = serve({ 'GET /api/admin/erasures': [], 'GET /api/admin/erasures/found?externalUserid=wmWang': found, 'POST /api/admin/erasures': { messages: 3 } })
  const phone = await open('/admin/erasures')
  expect(phone.text()).toContain('还没有')

  await phone.app.get('#who').setValue(' wmWang ')
  await phone.app.get('form').trigger('submit')
  await phone.settle()
  expect(phone.text()).toContain('商机备注2')
  expect(phone.text()).toContain('还有 1 位成员')

  await phone.tap('删除这些数据')
  const reason = document.body.querySelector('textarea')!
  reason.value = '客户来信'
  reason.dispatchEvent(new Event('input'))
  await phone.settle()
  server.on('GET /api/admin/erasures', [past])
  await phone.tap('确认删除')

  const asked = server.seen.filter((request) => request.route === 'POST /api/admin/erasures')
  expect(asked).toHaveLength(1)
  expect(asked[0]!.body).toMatchObject({ externalUserid: 'wmWang', scope: 'all', reason: '客户来信' })
  expect(phone.text()).toContain('wmOld')
  expect(phone.text()).toContain('客户的全部数据 41 条')
})

test('somebody without the role sees the usual refusal', async () => {
  forget('erasures')
  serve({ 'GET /api/admin/erasures': problem(404, '') })
  expect((await open('/admin/erasures')).text()).toContain('没有权限或不存在，请联系主管')
})
