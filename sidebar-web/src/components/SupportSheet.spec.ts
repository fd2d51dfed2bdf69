import { expect, test } from 'vitest'
import { atSheet, choose, chosen, field, fill } from '../test/acts'
import { problem } from '../test/server'

const open = (change = {}, replies = {}) => atSheet('support', '申请支援', change, replies)

test('a request names what is needed, of whom, and for which opportunity', async () => {
  const { server, path, send, submit, phone, isOpen } = await open()
  expect(send().disabled).toBe(true)
  expect([chosen('请谁支援'), chosen('商机')]).toEqual([['运营支持'], ['CT 采购项目']])
  await choose('请谁支援', '售前')
  await fill('需要什么', ' 周三前要一份竞品对比 ')
  server.on(`POST ${path}/support-requests`, { id: 's1' })
  await submit()

  expect(server.body(`POST ${path}/support-requests`)).toMatchObject({ from: 'presales', what: '周三前要一份竞品对比', opportunityId: 'o1' })
  expect(isOpen()).toBe(false)
  expect(phone.text()).toContain('已申请支援，对方会收到卡片')
})

test('somebody has to be asked: a second tap on the chosen one changes nothing', async () => {
  await open()
  await choose('请谁支援', '运营支持')

  expect(chosen('请谁支援')).toEqual(['运营支持'])
})

test('it can be about no opportunity', async () => {
  const { server, path, submit } = await open()
  await choose('商机', '不关联商机')
  await fill('需要什么', '样品')
  server.on(`POST ${path}/support-requests`, { id: 's1' })
  await submit()

  expect(server.body(`POST ${path}/support-requests`)).toMatchObject({ opportunityId: null })
})

test('when nobody is there to ask, the rep reads so and loses no word', async () => {
  const { server, path, submit, phone } = await open()
  await fill('需要什么', '样品')
  server.on(`POST ${path}/support-requests`, () => problem(400, '还没有可以申请的支援人员，请联系管理员'))
  await submit()

  expect(phone.text()).toContain('还没有可以申请的支援人员，请联系管理员。内容都在')
  expect(field('需要什么').value).toBe('样品')
})
