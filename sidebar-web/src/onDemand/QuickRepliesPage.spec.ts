import { beforeEach, expect, test } from 'vitest'
import type { QuickReply } from '../api.types'
import { forget } from '../composables/useLoad'
import { open } from '../test/phone'
import { nothing, problem, serve } from '../test/server'

const reply = (change: Partial<QuickReply> = {}): QuickReply =>
  ({ id: 'q1', group: '报价', title: '报价说明', kind: 'text', content: '报价单今天下午发您', link: null, position: 0, ...change })

beforeEach(() => forget('replies'))

async function write(label: string, words: string) {
  const of = [...document.body.querySelectorAll('label')].find((one) => one.textContent === label)!
  const field = document.getElementById(of.htmlFor) as HTMLTextAreaElement
  field.value = words
  field.dispatchEvent(new Event('input'))
  await Promise.resolve()
}

test('a changed reply is saved whole, under its own id', async () => {
  const server = serve({ 'GET /api/quick-replies': { items: [reply()] }, 'PUT /api/admin/quick-replies/q1': reply() })
  const phone = await open('/admin/quick-replies')
  await phone.tap('报价说明')
  await write('内容', '报价单明天上午发您')
  await phone.tap('保存')

  expect(server.body('PUT /api/admin/quick-replies/q1')).toEqual({ group: '报价', title: '报价说明', kind: 'text', content: '报价单明天上午发您', link: null, position: 0 })
  expect(phone.text()).toContain('已保存')
})

test('material needs a safe link before it can be saved', async () => {
  serve({ 'GET /api/quick-replies': { items: [reply()] } })
  const phone = await open('/admin/quick-replies')
  await phone.tap('报价说明')
  await phone.tap('资料链接')
  await write('链接', 'http://example.com/a.pdf')
  expect(phone.button('保存').disabled).toBe(true)

  await write('链接', 'https://example.com/a.pdf')
  expect(phone.button('保存').disabled).toBe(false)
})

test('a removed reply comes back by one tap, as it was', async () => {
  const server = serve({ 'GET /api/quick-replies': { items: [reply()] }, 'DELETE /api/admin/quick-replies/q1': nothing, 'PUT /api/admin/quick-replies/q1': reply() })
  const phone = await open('/admin/quick-replies')
  await phone.tap('报价说明')
  await phone.tap('删除这条')
  await phone.tap('撤回')

  const { id: _, ...whole } = reply()
  expect(server.body('PUT /api/admin/quick-replies/q1')).toEqual(whole)
})

test('what the service refuses is told in the sheet, and what was written stays', async () => {
  serve({ 'GET /api/quick-replies': { items: [reply()] }, 'PUT /api/admin/quick-replies/q1': problem(400, '标题太长') })
  const phone = await open('/admin/quick-replies')
  await phone.tap('报价说明')
  await write('内容', '改过的话')
  await phone.tap('保存')

  expect(phone.text()).toContain('标题太长。内容都在')
  expect([...document.body.querySelectorAll('textarea')].map((one) => one.value)).toContain('改过的话')
})

test('without replies the page says what the first one is good for', async () => {
  serve({ 'GET /api/quick-replies': { items: [] } })

  expect((await open('/admin/quick-replies')).text()).toContain('点「添加」写第一条，销售在聊天里一点就能发')
})
