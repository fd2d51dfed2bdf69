import { beforeEach, expect, test } from 'vitest'
import { forget } from '../composables/useLoad'
import { atSheet, choose, chosen, fill } from '../test/acts'
import { customer } from '../test/fixtures'
import { problem } from '../test/server'

const [mine] = customer().opportunities
const theirs = { ...mine!, id: 'o2', title: '监护仪更新', mine: false, owner: '陈默' }
const open = (change = {}, replies = {}) => atSheet('stage', '改阶段', change, replies)

beforeEach(() => { forget('choices') })

test('a tap on a stage and one more move it, with a reason or without', async () => {
  const { server, path, submit, isOpen, phone } = await open()
  await choose('到哪个阶段', '成交')
  await choose('到哪个阶段', '需求确认')
  server.on(`POST ${path}/stage-moves`, { id: 'm1' })
  await submit()

  expect(server.body(`POST ${path}/stage-moves`)).toMatchObject({ opportunityId: 'o1', stage: '需求确认', reason: null })
  expect(isOpen()).toBe(false)
  expect(phone.text()).toContain('已改为「需求确认」')
})

test('the stage in which it is is marked and cannot be the aim', async () => {
  const { send, phone } = await open()
  expect(phone.text()).toContain('提案（现在）')
  await choose('到哪个阶段', '提案')

  expect(send().disabled).toBe(true)
})

test.each(['成交', '流失'])('「%s」 ends the opportunity and asks for a reason', async (stage) => {
  const { server, path, send, submit, phone } = await open()
  await choose('到哪个阶段', stage)
  expect(phone.text()).not.toContain('原因（可不填）')
  expect(send().disabled).toBe(true)
  await fill('原因', ' 预算取消 ')
  server.on(`POST ${path}/stage-moves`, { id: 'm1' })
  await submit()

  expect(server.body(`POST ${path}/stage-moves`)).toMatchObject({ stage, reason: '预算取消' })
})

test('only the own opportunities are offered, and the one that was tapped is chosen', async () => {
  const second = { ...mine!, id: 'o3', title: '呼吸机' }
  const { phone, server, path, submit } = await open({ opportunities: [mine!, theirs, second] })
  await phone.tap('×')
  document.body.querySelector<HTMLButtonElement>('[aria-label^="呼吸机"]')!.click()
  await phone.sheet('改阶段')
  expect(chosen('商机')).toEqual(['呼吸机'])
  expect(document.body.querySelector('[role=group][aria-label="商机"]')!.textContent).not.toContain('监护仪更新')

  await choose('到哪个阶段', '需求确认')
  server.on(`POST ${path}/stage-moves`, { id: 'm1' })
  await submit()
  expect(server.body(`POST ${path}/stage-moves`)).toMatchObject({ opportunityId: 'o3' })
})

test('an opportunity that is tapped wins over the one of a sheet that was left half done', async () => {
  const second = { ...mine!, id: 'o3', title: '呼吸机' }
  const { phone } = await open({ opportunities: [mine!, second] })
  await choose('商机', '呼吸机')
  await phone.tap('×')
  document.body.querySelector<HTMLButtonElement>('[aria-label^="CT 采购项目"]')!.click()
  await phone.sheet('改阶段')

  expect(chosen('商机')).toEqual(['CT 采购项目'])
})

test('whoever owns none is told what to do instead', async () => {
  const { phone, send } = await open({ opportunities: [theirs] })

  expect(phone.text()).toContain('没有可以改的商机。先点「新建商机」')
  expect(send().disabled).toBe(true)
})

test('when the stages cannot be had, trying again brings them', async () => {
  const { phone, server } = await open({}, { 'GET /api/act-choices': () => problem(503, '系统正在升级，请稍后再试') })
  expect(phone.text()).toContain('系统正在升级，请稍后再试')
  server.on('GET /api/act-choices', { stages: ['需求确认'], rolesMet: [] })
  await phone.tap('重试')

  expect(phone.text()).toContain('需求确认')
})

test('a move that the service refuses is told in its words, and the choice stays', async () => {
  const { server, path, phone, submit } = await open()
  await choose('到哪个阶段', '需求确认')
  server.on(`POST ${path}/stage-moves`, () => problem(400, '商机已关闭，不能再改阶段'))
  await submit()

  expect(phone.text()).toContain('商机已关闭，不能再改阶段。内容都在')
  expect(chosen('到哪个阶段')).toEqual(['需求确认'])
})
