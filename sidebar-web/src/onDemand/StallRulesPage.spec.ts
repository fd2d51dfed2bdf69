import { expect, test } from 'vitest'
import { forget } from '../composables/useLoad'
import { rulesView } from '../test/pages'
import { open } from '../test/phone'
import { nothing, problem, serve } from '../test/server'

function begin(change: Parameters<typeof rulesView>[0] = {}) {
  forget('stallRules')
  return serve({ 'GET /api/stall-rules': rulesView(change) })
}

async function number(label: string, value: string) {
  const field = [...document.body.querySelectorAll('label')].find((one) => one.textContent === label)!
  const input = document.getElementById((field as HTMLLabelElement).htmlFor) as HTMLInputElement
  input.value = value
  input.dispatchEvent(new Event('change'))
}

test('a changed rule is tried on what is there before it is kept', async () => {
  const server = begin()
  server.on('POST /api/stall-rules/preview', { now: 40, added: 3, gone: 0, today: 37, waiting: 0, line: '今天会触发 37 条' })
  server.on('POST /api/stall-rules', { ...rulesView().versions[0]!, version: 3 })
  const phone = await open('/admin/stall-rules')
  await phone.tap('提案 3 天')
  await number('多久算停滞', '24')
  await number('多久算预警', '16')
  await phone.tap('放进改动')
  expect(phone.text()).toContain('24 小时停滞，16 小时预警')

  await phone.tap('看看今天会触发多少')
  expect(phone.text()).toContain('今天会触发 37 条')
  expect(phone.text()).toContain('此刻停滞 40 个：比现在多 3 个，少 0 个')
  await phone.tap('存为新版本')

  expect(server.body('POST /api/stall-rules')).toMatchObject({ basedOn: 2, rules: { rules: [{ name: '提案 3 天', hours: 24, warnHours: 16 }], cardsPerDay: 6 } })
  expect(phone.text()).toContain('第 3 版已生效')
})

test('the rule of waiting customers is switched on in a sheet of its own', async () => {
  const server = begin()
  server.on('POST /api/stall-rules/preview', { now: 0, added: 0, gone: 0, today: 0, waiting: 2, line: '今天会触发 0 条，另有 2 位客户在等回复' })
  const phone = await open('/admin/stall-rules')
  await phone.tap('没有开启')
  await phone.tap('打开')
  await number('等多久提醒（工作时间）', '45')
  await phone.tap('放进改动')
  expect(phone.text()).toContain('45 分钟（工作时间）没有回复，告诉销售')

  await phone.tap('看看今天会触发多少')
  expect(phone.text()).toContain('另有 2 位客户在等回复')
  expect(server.body('POST /api/stall-rules/preview')).toMatchObject({ waiting: { minutes: 45, tells: ['rep'] } })
})

test('what is wrong with a rule is said by the service, and nothing is kept', async () => {
  const server = begin()
  server.on('POST /api/stall-rules/preview', problem(400, '规则「提案 3 天」：预警要早于停滞'))
  const phone = await open('/admin/stall-rules')
  await phone.tap('提案 3 天')
  await number('多久算预警', '72')
  await phone.tap('放进改动')
  await phone.tap('看看今天会触发多少')

  expect(phone.text()).toContain('规则「提案 3 天」：预警要早于停滞')
  expect(phone.button('存为新版本').disabled).toBe(true)
})

test('an older version comes back as a new one', async () => {
  const server = begin()
  server.on('POST /api/stall-rules/preview', { now: 1, added: 0, gone: 0, today: 0, line: '今天会触发 0 条' })
  server.on('POST /api/stall-rules', { ...rulesView().versions[1]!, version: 3 })
  const phone = await open('/admin/stall-rules')
  await phone.tap('恢复')
  await phone.tap('存为新版本')

  expect(server.body('POST /api/stall-rules')).toMatchObject({ basedOn: 2, reason: '恢复第 1 版', rules: { cardsPerDay: 9 } })
})

test('a year whose days off nobody entered is said at the top', async () => {
  begin({ calendarDoubts: ['没有 2027 年的放假安排，现在只按周一至周五计算'] })
  const phone = await open('/admin/stall-rules')

  expect(phone.app.find('[role=alert]').text()).toContain('没有 2027 年的放假安排')
  expect(phone.app.find('[role=alert] a').attributes('href')).toBe('/sidebar/admin/calendar')
})

test('a year is entered, its fault told, and taken back', async () => {
  forget('calendar')
  const year = { year: 2027, rest: '01-01 02-05..02-08', work: '', doubt: '2027 年的放假安排还没有录入', entered: false }
  const server = serve({ 'GET /api/stall-rules/calendar': [year], 'POST /api/stall-rules/calendar/2027': problem(400, '日期应形如 01-01..01-03 04-05') })
  const phone = await open('/admin/calendar')
  expect(phone.text()).toContain('放假 1月1日、2月5日至2月8日')
  await phone.tap('2027 年')
  await phone.tap('保存')
  expect(phone.text()).toContain('日期应形如 01-01..01-03 04-05')

  server.on('POST /api/stall-rules/calendar/2027', nothing)
  await phone.tap('保存')

  expect(phone.text()).toContain('2027 年已保存')
  expect(server.body('POST /api/stall-rules/calendar/2027')).toEqual({ rest: '01-01 02-05..02-08', work: '' })
})
