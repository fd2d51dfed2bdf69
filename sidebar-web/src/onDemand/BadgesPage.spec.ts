import { expect, test, vi } from 'vitest'
import type { BadgeList } from '../api.types'
import { forget } from '../composables/useLoad'
import { open } from '../test/phone'
import { problem, serve } from '../test/server'

const people: BadgeList['people'] = [
  { userid: 'fanqi', name: '范琪', manager: false, badgeId: 'b1', issuedAt: new Date(Date.now() - 3_600_000 * 30).toISOString() },
  { userid: 'xudan', name: '徐丹', manager: true, badgeId: null, issuedAt: null },
]
const issued = { id: 'b2', name: '徐丹', shop: '徐汇店', code: 'wb0123', modules: ['101', '010', '111'] }

async function at(list: Partial<BadgeList> | (() => Response) = {}) {
  forget('badges')
  let current: BadgeList = { shop: '徐汇店', people, ...(typeof list === 'function' ? {} : list) }
  const server = serve({ 'GET /api/counter/badges': () => (typeof list === 'function' ? list() : current) })
  return { server, phone: await open('/counter/badges'), now: (change: BadgeList['people']) => { current = { ...current, people: change } } }
}

const row = (name: string) => [...document.body.querySelectorAll('li')].find((one) => one.textContent!.includes(name))!
const tap = async (name: string, word: string, phone: Awaited<ReturnType<typeof at>>['phone']) => {
  [...row(name).querySelectorAll('button')].find((button) => button.textContent === word)!.click()
  await phone.settle()
}
const dialog = () => [...document.body.querySelectorAll<HTMLElement>('[role=dialog]')].find((one) => one.style.display !== 'none')

test('each of the shop is listed with the badge they have or have not', async () => {
  await at()

  expect(row('范琪').textContent).toMatch(/发的工牌，在用/)
  expect(row('徐丹').textContent).toContain('店长')
  expect(row('徐丹').textContent).toContain('没有工牌')
  expect([...row('徐丹').querySelectorAll('button')].map((one) => one.textContent)).toEqual(['发工牌'])
})

test('a new badge is shown once, with its code and its squares, and the list says that it is in use', async () => {
  const { server, phone, now } = await at()
  server.on('POST /api/counter/badges', () => {
    now([people[0]!, { ...people[1]!, badgeId: 'b2', issuedAt: new Date().toISOString() }])
    return issued
  })
  await tap('徐丹', '发工牌', phone)

  expect(server.body('POST /api/counter/badges')).toMatchObject({ userid: 'xudan' })
  expect((server.body('POST /api/counter/badges') as { id: string }).id).toMatch(/^[0-9a-f]{32}$/)
  expect(dialog()!.textContent).toContain('wb0123')
  expect(dialog()!.textContent).toContain('只显示这一次')
  expect(dialog()!.querySelector('path')!.getAttribute('d')).toBe('M0 0h1v1h-1zM2 0h1v1h-1zM1 1h1v1h-1zM0 2h1v1h-1zM1 2h1v1h-1zM2 2h1v1h-1z')
  expect(row('徐丹').textContent).toContain('刚刚发的工牌，在用')
  const print = vi.fn()
  vi.stubGlobal('print', print)
  await phone.tap('打印')
  expect(print).toHaveBeenCalledOnce()
  await phone.tap('×')
  expect(phone.text()).not.toContain('wb0123')
})

test('a badge goes out of force after a second tap that says so; a tap on somebody else begins anew', async () => {
  const { server, phone, now } = await at({ people: [people[0]!, { ...people[1]!, badgeId: 'b2', issuedAt: new Date().toISOString() }] })
  await tap('范琪', '停用', phone)
  await tap('徐丹', '停用', phone)
  expect(server.seen.some((request) => request.route.endsWith('/revoke'))).toBe(false)
  expect([...row('范琪').querySelectorAll('button')].map((one) => one.textContent)).toContain('停用')

  server.on('POST /api/counter/badges/b2/revoke', () => {
    now([people[0]!, people[1]!])
    return { id: 'b2' }
  })
  await tap('徐丹', '确定停用', phone)
  expect(phone.text()).toContain('已停用，这张工牌不能再用')
  expect(row('徐丹').textContent).toContain('没有工牌')
})

test('what the service does not do is told in its words, and no badge is shown', async () => {
  const { server, phone } = await at()
  server.on('POST /api/counter/badges', () => problem(400, '这个人不在本店'))
  await tap('徐丹', '发工牌', phone)

  expect(phone.app.get('[role=alert]').text()).toBe('这个人不在本店')
  expect(dialog()).toBeUndefined()
})

test('a shop without people says who brings them', async () => {
  const { phone } = await at({ people: [] })

  expect(phone.text()).toContain('本店还没有店员')
})

test('whoever manages no shop is refused in the usual words', async () => {
  const { phone } = await at(() => problem(404, ''))

  expect(phone.app.get('main').text()).toBe('没有权限或不存在，请联系主管')
})

test('without a network the page says what to do', async () => {
  forget('badges')
  const server = serve({ 'GET /api/counter/badges': { shop: '徐汇店', people } })
  server.offline = true
  const phone = await open('/counter/badges')
  expect(phone.text()).toContain('没有网络')
  server.offline = false
  await phone.tap('重试')

  expect(phone.text()).toContain('范琪')
})
