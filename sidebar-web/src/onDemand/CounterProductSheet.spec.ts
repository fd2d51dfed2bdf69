import { flushPromises } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { counter, shoot, withMember } from '../test/counter'

const rice = { code: 'P900', name: '有机米粉 225g' }
const search = 'GET /api/counter/products?search='

async function look(words: string) {
  const input = document.body.querySelector<HTMLInputElement>('[aria-label="商品名称或商品码"]')!
  input.value = words
  input.dispatchEvent(new Event('input'))
  input.form!.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()
}

const waiting = () => JSON.parse(localStorage.getItem('/counter/fanqi') ?? '[]') as { body: Record<string, string> }[]

test('a product that nobody suggested is recommended with two taps, its reaction with a third', async () => {
  const server = counter({ [`${search}${encodeURIComponent('米粉')}`]: { items: [rice] } })
  const phone = await withMember()
  await phone.tap('找别的商品')
  await look('米粉')
  document.body.querySelector<HTMLButtonElement>('[aria-label="已推荐 有机米粉 225g"]')!.click()
  await flushPromises()

  const tap = server.body('POST /api/counter/recommendations') as { id: string }
  expect(tap).toMatchObject({ memberCode: 'M001', productCode: 'P900' })
  expect(document.body.querySelector('[role=dialog]:not([style*="none"])')).toBeNull()
  server.on(`PUT /api/counter/recommendations/${tap.id}/reaction`, { id: tap.id })
  await phone.tap('问价格')
  expect(server.body(`PUT /api/counter/recommendations/${tap.id}/reaction`)).toMatchObject({ reaction: '问价格' })
  expect(phone.app.get('[aria-label="推荐"]').text()).toContain('有机米粉 225g')
})

test('what the gun shoots while a product is looked for is a product, and a member again afterwards', async () => {
  const server = counter({ [`${search}P900`]: { items: [rice] } })
  const phone = await withMember()
  await phone.tap('找别的商品')
  await shoot('P900')
  expect(phone.text()).toContain('有机米粉 225g')
  expect(server.seen.some((one) => one.route === 'GET /api/counter/members/P900')).toBe(false)

  await phone.tap('×')
  server.on('GET /api/counter/members/M002', { ...(await fetch('/api/counter/members/M001', { method: 'GET' }).then((one) => one.json()) as object), code: 'M002', name: '李**' })
  await shoot('M002')
  expect(phone.text()).toContain('李**')
})

test('a scanned code goes to the service as the camera gave it, and is found on this phone when there is no network', async () => {
  const server = counter({ [`${search}${encodeURIComponent('EAN_13,P900')}`]: { items: [rice] } })
  const phone = await withMember()
  await phone.tap('找别的商品')
  await shoot('EAN_13,P900')
  expect(phone.text()).toContain('有机米粉 225g')
  expect(document.body.querySelector<HTMLInputElement>('[aria-label="商品名称或商品码"]')!.value).toBe('')

  server.offline = true
  await look('尿不湿')
  expect(phone.text()).not.toContain('有机米粉 225g')
  await shoot('EAN_13,P900')
  expect(phone.text()).toContain('有机米粉 225g')
})

test('without a network what this phone has seen is found, and the tap waits', async () => {
  const server = counter({ [`${search}${encodeURIComponent('米粉')}`]: { items: [rice] } })
  const phone = await withMember()
  await phone.tap('找别的商品')
  await look('米粉')
  await phone.tap('×')
  server.offline = true
  await phone.tap('找别的商品')
  await look('尿不湿')
  expect(phone.text()).toContain('没有网络，只找这台手机见过的商品')
  expect(phone.text()).toContain('没有找到，换个字再找')
  await look('有机')
  document.body.querySelector<HTMLButtonElement>('[aria-label="已推荐 有机米粉 225g"]')!.click()
  await flushPromises()

  expect(waiting().map((tap) => tap.body.productCode)).toEqual(['P900'])
})

test('an answer that comes late does not replace the one for what was typed since', async () => {
  vi.spyOn(globalThis, 'scrollTo').mockImplementation(() => {})
  const first = `${search}${encodeURIComponent('米')}`
  const server = counter({ [first]: { items: [{ code: 'P1', name: '原味米饼' }] }, [`${search}${encodeURIComponent('米粉')}`]: { items: [rice] } })
  const phone = await withMember()
  await phone.tap('找别的商品')
  const release = server.hold(first)
  await look('米')
  await look('米粉')
  await release()

  expect(phone.text()).toContain('有机米粉 225g')
  expect(phone.text()).not.toContain('原味米饼')
})
