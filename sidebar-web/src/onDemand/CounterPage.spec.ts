import { flushPromises } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { forget } from '../composables/useLoad'
import { counter, member, shoot, start, withMember } from '../test/counter'
import { open } from '../test/phone'
import { problem, type serve } from '../test/server'

const ofRoute = (server: ReturnType<typeof serve>, route: string) => server.seen.filter((one) => one.route === route)

test('a gun anywhere on the page opens the member, and one tap and one more are recorded with their own ids', async () => {
  const server = counter()
  const phone = await withMember()
  expect(phone.text()).toContain('宝宝 8 个月 12 天')

  await phone.tap('已推荐')
  const tap = server.body('POST /api/counter/recommendations') as { id: string }
  expect(tap).toMatchObject({ memberCode: 'M001', productCode: 'P2', turnId: null })
  server.on(`PUT /api/counter/recommendations/${tap.id}/reaction`, { id: tap.id })
  await phone.tap('摸罐子')

  expect(server.body(`PUT /api/counter/recommendations/${tap.id}/reaction`)).toMatchObject({ reaction: '摸罐子' })
  expect(ofRoute(server, 'POST /api/counter/recommendations')).toHaveLength(1)
})

test('taps without a network wait on this device and go once, in their order, also from a page that was opened anew', async () => {
  const server = counter()
  const phone = await withMember()
  server.offline = true
  await phone.tap('已推荐')
  await phone.tap('问价格')
  expect(phone.text()).toContain('正在提交 2 条')
  phone.app.unmount()
  server.offline = false
  server.seen.length = 0
  const id = (JSON.parse(localStorage.getItem('/counter/fanqi')!) as { id: string }[])[0]!.id
  server.on(`PUT /api/counter/recommendations/${id}/reaction`, { id })

  forget('counter')
  await open('/counter')
  await flushPromises()

  expect(server.seen.map((one) => one.route).filter((route) => route.includes('recommendations'))).toEqual(['POST /api/counter/recommendations', `PUT /api/counter/recommendations/${id}/reaction`])
  expect(JSON.parse(localStorage.getItem('/counter/fanqi')!)).toEqual([])
})

test('a tap that was not sent yet is taken back without a trace, one that was sent by an act of its own', async () => {
  const server = counter()
  const phone = await withMember()
  server.offline = true
  await phone.tap('已推荐')
  await phone.tap('撤回')
  expect(JSON.parse(localStorage.getItem('/counter/fanqi')!)).toEqual([])

  server.offline = false
  await phone.tap('已推荐')
  const { id } = server.body('POST /api/counter/recommendations') as { id: string }
  server.on(`POST /api/counter/recommendations/${id}/undo`, { id })
  await phone.tap('撤回')

  expect(ofRoute(server, `POST /api/counter/recommendations/${id}/undo`)).toHaveLength(1)
})

test('what the service refuses for good is shown with its reason and does not hold the next tap back', async () => {
  const server = counter({ 'POST /api/counter/recommendations': problem(400, '没有这个商品，请重新选') })
  const phone = await withMember()
  await phone.tap('已推荐')
  expect(phone.text()).toContain('没有这个商品，请重新选')

  await phone.tap('丢弃')
  expect(JSON.parse(localStorage.getItem('/counter/fanqi')!)).toEqual([])
  expect(ofRoute(server, 'POST /api/counter/recommendations')).toHaveLength(1)
})

test('a badge is heard as a badge, also on a locked phone, where no code opens a member', async () => {
  const locked = start({ seat: { ...start().seat, shared: true, locked: true, by: '沈悦' } })
  const server = counter({ 'GET /api/counter': () => (server.seen.some((one) => one.route === 'POST /api/counter/turns') ? start({ seat: { ...start().seat, shared: true, by: '沈悦', turnId: 't' } }) : locked), 'POST /api/counter/turns': { id: 't' } })
  const phone = await open('/counter')
  await vi.dynamicImportSettled()
  await flushPromises()
  expect(phone.text()).toContain('手机已锁定')
  await shoot('M001')
  expect(ofRoute(server, 'GET /api/counter/members/M001')).toHaveLength(0)

  await shoot(`wb${'7'.repeat(26)}`)

  expect(server.body('POST /api/counter/turns')).toMatchObject({ badge: `wb${'7'.repeat(26)}` })
  expect(phone.text()).toContain('沈悦，可以开始了')
})

test('without a network a code still takes taps, with the products that were offered last', async () => {
  const server = counter()
  const phone = await withMember()
  server.offline = true
  await shoot('M777')

  expect(phone.text()).toContain('会员 M777')
  await phone.tap('已推荐')
  expect((JSON.parse(localStorage.getItem('/counter/fanqi')!) as { body: unknown }[])[0]!.body).toMatchObject({ memberCode: 'M777', productCode: 'P2' })
})

test('the card that could not be fetched comes with the network, and what was tapped on it stays', async () => {
  const server = counter({ 'GET /api/counter/members/M777': () => member({ code: 'M777', name: '蒋**' }) })
  const phone = await withMember()
  server.offline = true
  await shoot('M777')
  await phone.tap('已推荐')
  expect(phone.text()).toContain('没有网络，看不到资料')

  const { id } = (JSON.parse(localStorage.getItem('/counter/fanqi')!) as { id: string }[])[0]!
  server.on(`PUT /api/counter/recommendations/${id}/reaction`, { id })
  server.offline = false
  await phone.tap('问价格')
  await phone.settle()
  expect(phone.text()).toContain('蒋**')
  expect(phone.text()).not.toContain('没有网络')
  expect(phone.app.findAll('button').map((one) => one.text())).toContain('问价格')
})

test('a code that nobody knows is named', async () => {
  counter({ 'GET /api/counter/members/M404': problem(404, '没有权限或不存在，请联系主管') })
  const phone = await withMember()
  await shoot('M404')

  expect(phone.text()).toContain('没有找到会员码 M404，请核对或再扫一次')
})

test('somebody of a shop lands at the counter from the start page', async () => {
  counter({ 'GET /api/today': { me: start().me, planned: [], drafts: [], support: [], stalled: [] } })
  forget('today')
  const phone = await open('/')
  await vi.dynamicImportSettled()
  await flushPromises()

  expect(phone.router.currentRoute.value.name).toBe('counter')
})
