import { expect, test } from 'vitest'
import { stallPage } from '../test/pages'
import { open } from '../test/phone'
import { problem, serve } from '../test/server'

async function show(...change: Parameters<typeof stallPage>) {
  const page = stallPage(...change)
  const id = page.why.episode?.id ?? 'o1'
  const server = serve({ [page.why.episode ? `GET /api/stalls/${id}` : `GET /api/opportunities/${id}/stall`]: page })
  return { id, server, phone: await open(page.why.episode ? `/stalls/${id}` : `/stalls/of/${id}`) }
}

test('why, whom and by which rule', async () => {
  const { phone } = await show()

  expect(phone.text()).toContain('停滞 3 天 1 小时 · 已提醒')
  expect(phone.text()).toContain('已发出提醒')
  expect(phone.text()).toContain('提案 3 天 · 已触发')
  expect(phone.text()).toContain('企业微信已接收')
  expect(phone.text()).toContain('规则第 1 版')
})

test('a deal that raised nothing names the first reason', async () => {
  const { phone } = await show({ episode: null, recipients: [], firstReason: '未到阈值：已 19 小时', calendarDoubt: '2027 年的放假安排还没有录入' })

  expect(phone.text()).toContain('没有发出提醒：未到阈值：已 19 小时')
  expect(phone.text()).toContain('2027 年的放假安排还没有录入')
})

test('a customer who waits is named, with whom and since when', async () => {
  const { phone } = await show({
    waiting: { threshold: '30 分钟', waits: [{ member: '林晓', since: '2026-11-20T10:00:00+08:00', waited: '32 分钟', dueAt: '2026-11-20T10:30:00+08:00', fires: true, closed: null, recipients: [] }] },
  })

  expect(phone.text()).toContain('等林晓回复 32 分钟 · 已触发')
  expect(phone.text()).toContain('达到 30 分钟')
})

test('a manager urges by one tap', async () => {
  const { id, server, phone } = await show({}, { answers: ['urged', 'handed'] })
  server.on(`POST /api/stalls/${id}/answers`, { line: '周蕾 已催办 · 10:32', done: true })
  await phone.tap('催办')

  expect(server.body(`POST /api/stalls/${id}/answers`)).toEqual({ answer: 'urged' })
  expect(phone.text()).toContain('周蕾 已催办 · 10:32')
})

test('handing over asks to whom', async () => {
  const { id, server, phone } = await show({}, { answers: ['urged', 'handed'] })
  server.on(`POST /api/stalls/${id}/answers`, { line: '已转派', done: true })
  await phone.tap('转派')
  const send = [...document.querySelectorAll<HTMLButtonElement>('.sheet button')].find((button) => button.textContent === '转派')!
  expect(send.disabled).toBe(true)
  await phone.tap('陈默')
  send.click()
  await phone.settle()

  expect(server.body(`POST /api/stalls/${id}/answers`)).toEqual({ answer: 'handed', to: 'chenmo' })
})

test('a rep postpones with a reason, and is told when that is over', async () => {
  const { id, server, phone } = await show({}, { answers: ['asked', 'postponed'] })
  expect(phone.button('记录跟进').disabled).toBe(false)
  server.on(`POST /api/stalls/${id}/answers`, problem(409, '最多延后两次'))
  await phone.tap('延后')
  await phone.tap('3 天')
  await phone.tap('等客户答复')
  ;[...document.querySelectorAll<HTMLButtonElement>('.sheet button')].find((button) => button.textContent === '延后')!.click()
  await phone.settle()

  expect(server.body(`POST /api/stalls/${id}/answers`)).toEqual({ answer: 'postponed', days: 3, reason: '等客户答复' })
  expect(phone.text()).toContain('最多延后两次')
})
