import { expect, test } from 'vitest'
import { forget } from '../composables/useLoad'
import { line, manager, signal, today } from '../test/fixtures'
import { open } from '../test/phone'
import { problem, serve } from '../test/server'

const list = (...items: ReturnType<typeof line>[]) => {
  forget('today')
  return serve({ 'GET /api/today': today({ drafts: items }) })
}

test('drafts are listed newest first, each with its signals, and a tap opens it', async () => {
  const older = line({ text: '旧的', at: '2026-11-20T10:00:00+08:00', signals: [] })
  const newer = line({ text: '新的', at: '2026-11-21T10:00:00+08:00' })
  list(older, newer)
  const phone = await open('/')
  const lines = phone.app.findAll('a.line')

  expect(phone.text()).toContain('待确认的备注 2')
  expect(lines.map((one) => one.attributes('href'))).toEqual([`/sidebar/drafts/${newer.id}`, `/sidebar/drafts/${older.id}`])
  expect(lines[0]!.text()).toContain('价格异议 · 竞品在谈')
  expect(lines[1]!.text()).toContain('没有识别到信号')
})

test('a denied signal is written as such', async () => {
  list(line({ signals: [signal('price_objection', '价格异议', '价格太高', 'negated')] }))

  expect((await open('/')).text()).toContain('非价格异议')
})

test('an empty list says what to do next', async () => {
  list()

  expect((await open('/')).text()).toContain('把客户的消息转发给本应用')
})

test('whoever leads finds the stalls that wait for an answer, one tap from giving it', async () => {
  forget('today')
  serve({ 'GET /api/today': today({ me: manager, stalled: [{ externalUserid: 'wmWang', customer: '王主任', opportunityId: 'o1', opportunity: 'CT 采购项目', stage: '提案', hours: 115 }] }) })
  const phone = await open('/')
  const stall = phone.app.get('a.line')

  expect(stall.text()).toContain('停滞 4 天')
  expect(stall.text()).toContain('催办或转派')
  expect(stall.attributes('href')).toBe('/sidebar/stalls/of/o1')
})

test('coming back from the chat shows what arrived meanwhile', async () => {
  const server = list()
  const phone = await open('/')
  server.on('GET /api/today', today({ drafts: [line({ text: '刚转发的' })] }))
  await phone.comeBack()

  expect(phone.text()).toContain('刚转发的')
})

test('without network the last list stays, and the page says that it is the last one', async () => {
  const server = list(line({ text: '昨天的' }))
  const phone = await open('/')
  server.offline = true
  await phone.comeBack()

  expect(phone.text()).toContain('昨天的')
  expect(phone.text()).toContain('没有网络，显示的是上次的内容')
})

test('a broken service is told in its own words, with a way to try again', async () => {
  const server = list()
  server.on('GET /api/today', problem(503, '系统正在升级，请稍后再试'))
  const phone = await open('/')
  expect(phone.text()).toContain('系统正在升级，请稍后再试')

  server.on('GET /api/today', today())
  await phone.tap('重试')
  expect(phone.text()).toContain('今天没有待办')
})

test('an address that does not exist is refused in the usual words', async () => {
  list()

  expect((await open('/nowhere/at/all')).text()).toContain('没有权限或不存在，请联系主管')
})
