import { expect, test, vi } from 'vitest'
import type { CustomerPage } from '../api.types'
import { customer, entry, manager } from '../test/fixtures'
import { open } from '../test/phone'
import { nothing, problem, serve } from '../test/server'

async function at(change: Partial<CustomerPage> = {}, query = '') {
  const page = customer(change)
  const path = `/api/customers/${page.customer.externalUserid}`
  const server = serve({
    [`GET ${path}`]: () => page,
    [`GET ${path}/follow-up-prefill`]: { goal: null, nextContact: null, decisionProgress: null, obstacle: null, supportNeeded: null },
    [`PUT ${path}/typed/follow-up`]: () => nothing(),
  })
  return { server, path, page, phone: await open(`/customers/${page.customer.externalUserid}${query}`) }
}

const who = (change: Partial<CustomerPage['customer']>) => ({ ...customer().customer, ...change })
const buttons = () => [...document.body.querySelectorAll('button')].map((button) => button.textContent!.trim())

test('one call brings who this is, how it stands, what is planned, what is open and what happened', async () => {
  const { server, phone } = await at({
    customer: who({ nickname: '老王' }),
    next: { at: '2099-12-03T09:00:00+08:00', opportunityId: 'o1' },
    timeline: { items: [entry({ text: '主任支持' })], next: null, searchedUntil: null },
  })

  const text = phone.text()
  for (const words of ['王主任', '仁和医院 · 微信名 老王', '骨科', '负责人 林晓 · 2026年10月1日添加', '距上次沟通 20 小时', '12月3日 09:00 · CT 采购项目', '提案 · 4 天', '¥350,000', '主任支持']) expect(text).toContain(words)
  expect(server.seen).toHaveLength(1)
})

test('a customer who waits too long is told in words, not by a colour alone', async () => {
  expect((await at({ health: { hours: 78, everContacted: true, red: true } })).phone.text()).toContain('距上次沟通 78 小时，已超过 72 小时')
})

test.each([[true, '1 小时内沟通过'], [false, '刚添加，还没有沟通记录']])('the first hour is told without a number (spoken to: %s)', async (everContacted, words) => {
  expect((await at({ health: { hours: 0, everContacted, red: false } })).phone.app.get('.health').text()).toBe(words)
})

test('a customer to whom nobody spoke yet, and one who deleted the rep, are told as such', async () => {
  const { phone } = await at({ customer: who({ lost: true }), health: { hours: 200, everContacted: false, red: true } })

  expect(phone.text()).toContain('添加 8 天，还没有沟通记录，已超过 72 小时')
  expect(phone.text()).toContain('客户已删除好友，消息发不到')
})

test('an empty page says what to do first', async () => {
  const { phone } = await at({ opportunities: [] })

  expect(phone.text()).toContain('还没有计划')
  expect(phone.text()).toContain('还没有进行中的商机。点下面的「新建商机」')
  expect(phone.text()).toContain('长按聊天消息复制后，点下面的「粘贴为备注」')
})

test('whoever only looks is told so and finds nothing to change', async () => {
  const frames = vi.spyOn(window, 'requestAnimationFrame')
  const { phone } = await at({ me: manager, opportunities: [{ ...customer().opportunities[0]!, mine: false, owner: '林晓' }] }, '?act=follow-up')

  expect(phone.text()).toContain('只读 · 电话、金额等已隐去 · 这次查看会告诉负责人')
  expect(phone.text()).toContain('提案 · 4 天 · 林晓')
  expect(buttons().filter((words) => !['查找', '全部', '备注', '跟进', '拜访', '阶段', '消息', '通话', '支援', '提醒'].includes(words))).toEqual([])
  expect(frames).not.toHaveBeenCalled()
})

test('the stage of an opportunity that is somebody else\'s is no button', async () => {
  const [mine] = customer().opportunities
  await at({ opportunities: [mine!, { ...mine!, id: 'o2', title: '监护仪更新', mine: false, owner: '陈默' }] })

  expect([...document.body.querySelectorAll('.opportunities button')].map((button) => button.getAttribute('aria-label'))).toEqual(['CT 采购项目，提案 · 4 天，改阶段'])
})

test('without a right there is the usual sentence, no data, and nothing to tap', async () => {
  serve({ 'GET /api/customers/wmTheirs': () => problem(404, '没有权限或不存在，请联系主管') })
  const phone = await open('/customers/wmTheirs')

  expect(phone.app.get('main').text()).toBe('没有权限或不存在，请联系主管')
  expect(buttons()).toEqual([])
})

test('a right that is taken away takes the data away too', async () => {
  const { server, path, phone } = await at()
  server.on(`GET ${path}`, () => problem(404, ''))
  await phone.comeBack()

  expect(phone.app.get('main').text()).toBe('没有权限或不存在，请联系主管')
})

test('without a network the page says what to do, and trying again brings it', async () => {
  const page = customer()
  const server = serve({ [`GET /api/customers/${page.customer.externalUserid}`]: () => page })
  server.offline = true
  const phone = await open(`/customers/${page.customer.externalUserid}`)
  expect(phone.text()).toContain('没有网络')
  expect(phone.text()).toContain('联网后点重试，已填的内容都在')

  server.offline = false
  await phone.tap('重试')
  expect(phone.text()).toContain('王主任')
})

test('what was shown stays when the network goes, and says that it is not fresh', async () => {
  const { server, phone } = await at()
  server.offline = true
  await phone.comeBack()

  expect(phone.text()).toContain('没有网络，显示的是上次的内容')
  expect(phone.text()).toContain('王主任')
})

test('coming back from the chat shows what happened meanwhile', async () => {
  const { server, path, page, phone } = await at()
  server.on(`GET ${path}`, { ...page, timeline: { items: [entry({ text: '刚发生的' })], next: null, searchedUntil: null } })
  await phone.comeBack()

  expect(phone.text()).toContain('刚发生的')
})

test('a card\'s link opens its sheet for its opportunity, once', async () => {
  const [mine] = customer().opportunities
  const { phone } = await at({ opportunities: [mine!, { ...mine!, id: 'o2', title: '监护仪更新' }] }, '?act=follow-up&opportunity=o2')
  await phone.sheet('记录跟进')
  expect([...document.body.querySelectorAll('[aria-label="商机"] [aria-pressed=true]')].map((one) => one.textContent)).toEqual(['监护仪更新'])

  await phone.tap('×')
  const frames = vi.spyOn(window, 'requestAnimationFrame')
  await phone.comeBack()
  expect(document.body.querySelector('[role=dialog]')).toBeNull()
  expect(frames).not.toHaveBeenCalled()
})

test('a link with a word that is no act opens the page and nothing more', async () => {
  const { phone } = await at({}, '?act=replies')

  expect(phone.text()).toContain('王主任')
  expect(document.body.querySelector('[role=dialog]')).toBeNull()
})

test('quick replies are offered beside a chat only, since they go into it', async () => {
  await at()

  expect(buttons()).not.toContain('快捷话术')
})

test('who was asked for support answers on the page, and the request is gone', async () => {
  const ops = { userid: 'chenmo', name: '陈默', role: 'ops', onlyLooks: false, acts: false }
  const { server, path, page, phone } = await at({ me: ops, support: [{ id: 's1', externalUserid: 'wm', customer: null, what: '一份竞品对比', by: '林晓', at: '2026-11-22T10:32:00+08:00' }] })
  expect(phone.text()).toContain('林晓 申请支援')
  expect(phone.button('提供支援').disabled).toBe(true)
  const answer = document.body.querySelector('textarea')!
  answer.value = '已发到群里'
  answer.dispatchEvent(new Event('input'))
  await phone.settle()
  server.on('POST /api/support-requests/s1/answer', { id: 's1' })
  server.on(`GET ${path}`, { ...page, support: [] })
  await phone.tap('提供支援')

  expect(server.body('POST /api/support-requests/s1/answer')).toMatchObject({ answer: '已发到群里' })
  expect(phone.text()).not.toContain('一份竞品对比')
})

test('a sheet without a plan offers to set one, and only a plan can be taken back', async () => {
  const { phone } = await at({ next: null })
  await phone.tap('下次联系')
  await phone.sheet('下次联系')

  expect(document.body.querySelector<HTMLButtonElement>('[role=dialog] .done .van-button')!.textContent).toBe('设定')
})

test('a plan is set by one tap in its sheet, and taken back within five seconds', async () => {
  const { server, path, phone } = await at()
  server.on(`PUT ${path}/next-contact`, { id: 'p' })
  await phone.tap('下次联系')
  await phone.sheet('下次联系')
  await phone.tap('后天')
  document.body.querySelector<HTMLButtonElement>('[role=dialog] .done .van-button')!.click()
  await phone.settle()
  expect(server.body(`PUT ${path}/next-contact`)).toMatchObject({ opportunityId: 'o1' })
  expect(phone.text()).toMatch(/下次联系：后天 09:00/)

  await phone.tap('撤回')
  expect(server.body(`PUT ${path}/next-contact`)).toEqual({ opportunityId: 'o1', at: null })
})
