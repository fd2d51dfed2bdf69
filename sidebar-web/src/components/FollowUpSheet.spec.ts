import { expect, test } from 'vitest'
import { atSheet, choose, chosen, field, fill } from '../test/acts'
import { entry } from '../test/fixtures'
import { problem } from '../test/server'

const prefill = { goal: '确认预算', nextContact: '2026-11-30', decisionProgress: null, obstacle: '价格太高', supportNeeded: null }
const filled = (path: string) => ({ [`GET ${path}/follow-up-prefill`]: prefill })
const open = (change = {}, replies = {}) => atSheet('follow-up', '记录跟进', change, replies)

test('the fields stand as the newest note has them, and one tap sends what the rep left of them', async () => {
  const { server, path, phone, submit } = await open({ customer: { externalUserid: 'wmPrefilled', name: '王主任', nickname: null, company: null, tags: [], owner: null, since: null, lost: false } }, filled('/api/customers/wmPrefilled'))
  expect(phone.text()).toContain('已按最近一条备注填好')
  expect([field('本次沟通目标').value, field('障碍点').value]).toEqual(['确认预算', '价格太高'])
  expect(field('下次触达时间').value).toBe('2026-11-30T09:00')

  await fill('障碍点', '')
  server.on(`POST ${path}/follow-ups`, { id: 'f1' })
  await submit()

  const body = server.body(`POST ${path}/follow-ups`)
  expect(body).toMatchObject({ opportunityId: 'o1', goal: '确认预算', nextContactAt: '2026-11-30T01:00:00.000Z', decisionProgress: null, obstacle: null, supportNeeded: null })
  expect((body as { id: string }).id).toMatch(/^[0-9a-f]{32}$/)
})

test('what was typed before, here or on another device, is not written over by the newest note', async () => {
  const typed = [{ form: 'follow-up', content: { id: 'a'.repeat(32), goal: '写到一半' }, at: '2026-11-22T10:00:00+08:00' }]
  const { server, path } = await open({ typed })

  expect(field('本次沟通目标').value).toBe('写到一半')
  expect(server.seen.some((request) => request.route === `GET ${path}/follow-up-prefill`)).toBe(false)
})

test('words typed while the prefill is on its way stay', async () => {
  const change = { customer: { externalUserid: 'wmSlow', name: '王主任', nickname: null, company: null, tags: [], owner: null, since: null, lost: false } }
  const { server, phone } = await open(change, { 'GET /api/customers/wmSlow/follow-up-prefill': () => problem(503, '忙') })
  expect(field('本次沟通目标').value).toBe('')
  await phone.tap('×')

  server.on('GET /api/customers/wmSlow/follow-up-prefill', prefill)
  const release = server.hold('GET /api/customers/wmSlow/follow-up-prefill')
  await phone.tap('记录跟进')
  await phone.sheet('记录跟进')
  await fill('决策链进展', '主任已同意')
  await release()
  expect([field('决策链进展').value, field('本次沟通目标').value]).toEqual(['主任已同意', ''])
})

test('one of the five fields is enough, and none is not', async () => {
  const { send, phone } = await open()
  expect(send().disabled).toBe(true)
  expect(phone.text()).toContain('五项里填一项就能记录')
  await fill('所需支持', '   ')
  expect(send().disabled).toBe(true)
  await fill('所需支持', '要一份对比')

  expect(send().disabled).toBe(false)
})

test('the next contact is one tap: nine in the morning in Shanghai; a second tap takes it back', async () => {
  const { server, path, submit, send } = await open()
  await choose('下次触达时间', '明天')
  expect(send().disabled).toBe(false)
  await choose('下次触达时间', '明天')
  expect([send().disabled, chosen('下次触达时间')]).toEqual([true, []])

  await choose('下次触达时间', '后天')
  server.on(`POST ${path}/follow-ups`, { id: 'f1' })
  await submit()
  const at = new Date((server.body(`POST ${path}/follow-ups`) as { nextContactAt: string }).nextContactAt)
  expect(at.toISOString()).toContain('T01:00:00')
  expect(Math.round((at.getTime() - Date.now()) / 86_400_000)).toBeGreaterThanOrEqual(1)
})

test('once it is in, the sheet closes, the timeline shows it, and nothing typed is left over', async () => {
  const { server, path, page, phone, submit, isOpen } = await open()
  await fill('本次沟通目标', '确认预算')
  expect(localStorage.length).toBe(1)
  server.on(`POST ${path}/follow-ups`, () => {
    page.timeline = { items: [entry({ kind: 'follow_up', text: '目标：确认预算' })], next: null, searchedUntil: null }
    return { id: 'f1' }
  })
  server.on(`GET ${path}`, () => ({ ...page }))
  await submit()

  expect(isOpen()).toBe(false)
  expect(phone.text()).toContain('已记录跟进')
  expect(phone.app.get('.timeline').text()).toContain('目标：确认预算')
  expect(localStorage.length).toBe(0)
})

test('when the service does not take it the sheet says why, keeps the words, and the next tap is the same act', async () => {
  const { server, path, phone, submit, isOpen } = await open()
  await fill('本次沟通目标', '确认预算')
  server.on(`POST ${path}/follow-ups`, () => problem(503, '系统正在升级，请稍后再试'))
  await submit()
  expect(phone.text()).toContain('系统正在升级，请稍后再试。内容都在')
  expect(field('本次沟通目标').value).toBe('确认预算')

  server.on(`POST ${path}/follow-ups`, { id: 'f1' })
  await submit()
  const sent = server.seen.filter((request) => request.route === `POST ${path}/follow-ups`).map((request) => (request.body as { id: string }).id)
  expect(sent).toHaveLength(2)
  expect(new Set(sent).size).toBe(1)
  expect(isOpen()).toBe(false)
})

test('two quick taps send once', async () => {
  const { server, path, send } = await open()
  await fill('本次沟通目标', '确认预算')
  server.on(`POST ${path}/follow-ups`, { id: 'f1' })
  const release = server.hold(`POST ${path}/follow-ups`)
  send().click()
  send().click()
  await release()

  expect(server.seen.filter((request) => request.route === `POST ${path}/follow-ups`)).toHaveLength(1)
})

test('closing the sheet keeps what was typed for the next time', async () => {
  const { phone, isOpen } = await open()
  await fill('障碍点', '要比三家')
  await phone.tap('×')
  expect(isOpen()).toBe(false)
  await phone.tap('记录跟进')
  await phone.sheet('记录跟进')

  expect(field('障碍点').value).toBe('要比三家')
})
