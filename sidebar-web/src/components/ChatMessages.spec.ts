import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import type { Message, MessageReading } from '../api.types'
import { customer, manager, proposals, signal, text } from '../test/fixtures'
import { open } from '../test/phone'
import { serve } from '../test/server'

const message = (id: string, words: string, ours = false): Message =>
  ({ id, at: '2026-11-22T10:32:00+08:00', name: ours ? '林晓' : '王主任', ours, kind: 'text', text: words, quoted: null, recalled: false })

const reading: MessageReading = {
  text, at: '2026-11-22T10:32:00+08:00',
  reading: { signals: [signal('price_objection', '价格异议', '价格太高')], entities: [], nextAction: null, messages: [], proposals, likely: 'p1' },
  context: [{ name: '林晓', ours: true, at: '2026-11-22T10:31:00+08:00', text: '方案您看了吗', chosen: false }, { name: '王主任', ours: false, at: '2026-11-22T10:32:00+08:00', text, chosen: true }],
}

async function chat(change: Parameters<typeof customer>[0] = {}) {
  const page = customer({ messages: { chat: 'linxiao~wm', items: [message('m2', text), message('m1', '方案您看了吗', true)], next: { before: '2026-11-22T10:31:00+08:00', beforeSeq: 5 } }, ...change })
  const path = `/api/customers/${page.customer.externalUserid}`
  const server = serve({ [`GET ${path}`]: page, [`POST ${path}/messages/reading`]: reading, [`POST ${path}/messages/notes`]: { noteId: 'n1' } })
  return { server, path, phone: await open(`/customers/${page.customer.externalUserid}`) }
}

const line = (words: string) => [...document.querySelectorAll<HTMLElement>('.message')].find((one) => one.textContent!.includes(words))!

async function hold(words: string) {
  vi.useFakeTimers()
  line(words).dispatchEvent(Object.assign(new Event('pointerdown', { bubbles: true }), { pointerType: 'touch', clientX: 5, clientY: 5 }))
  vi.advanceTimersByTime(500)
  line(words).dispatchEvent(new Event('pointerup', { bubbles: true }))
  line(words).click()
  vi.useRealTimers()
  await flushPromises()
}

afterEach(() => { vi.useRealTimers() })

test('a long press chooses, two taps more and the note is in, with its evidence and the words around', async () => {
  const { server, path, phone } = await chat()
  await hold(text)
  await phone.tap('转为商机备注（1）')

  expect([...document.querySelectorAll('.sheet mark')].map((mark) => mark.textContent)).toEqual(['价格太高'])
  expect(phone.text()).toContain('前后消息')
  await phone.tap('确认入库')

  expect(server.body(`POST ${path}/messages/notes`)).toMatchObject({ messages: ['m2'], proposalId: 'p1', struck: [], added: [] })
  expect(document.querySelector('.choose')).toBeNull()
})

test('the right button begins choosing, a tap adds and takes back, and cancelling chooses nothing', async () => {
  const { phone } = await chat()
  line(text).dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))
  await flushPromises()
  line('方案').dispatchEvent(Object.assign(new Event('pointerdown', { bubbles: true }), { pointerType: 'mouse' }))
  line('方案').click()
  await flushPromises()
  expect(phone.text()).toContain('转为商机备注（2）')

  await phone.tap('取消')
  expect(phone.text()).not.toContain('转为商机备注（')
})

test('a preview that is closed leaves the choice as it was, and at most twenty go into one note', async () => {
  const items = Array.from({ length: 22 }, (_, index) => message(`m${index}`, `第${index}条。`))
  const { phone } = await chat({ messages: { chat: 'linxiao~wm', items, next: null } })
  await hold('第0条')
  await phone.tap('转为商机备注（1）')
  await phone.tap('×')
  expect(phone.text()).toContain('转为商机备注（1）')

  await phone.tap('更早的消息')
  for (let index = 1; index < 22; index++) {
    line(`第${index}条`).dispatchEvent(Object.assign(new Event('pointerdown', { bubbles: true }), { pointerType: 'mouse' }))
    line(`第${index}条`).click()
  }
  await flushPromises()
  expect(phone.text()).toContain('转为商机备注（20）')
  expect(phone.text()).toContain('一条备注最多选 20 条消息')
})

test('older messages come above, and a page without the archive shows no list', async () => {
  const { server, path, phone } = await chat()
  server.on(`GET ${path}/messages?chat=linxiao%7Ewm&before=2026-11-22T10%3A31%3A00%2B08%3A00&beforeSeq=5`, { chat: 'linxiao~wm', items: [message('m0', '在吗')], next: null })
  await phone.tap('更早的消息')
  expect([...document.querySelectorAll('.message .bubble')].map((one) => one.textContent)).toEqual(['在吗', '方案您看了吗', text])

  phone.app.unmount()
  await chat({ messages: null })
  expect(document.querySelector('.messages')).toBeNull()
})

test('the newest stand in sight, and a tap shows the others that came with them', async () => {
  const { phone } = await chat({ messages: { chat: 'linxiao~wm', items: [5, 4, 3, 2, 1].map((index) => message(`m${index}`, `第${index}条`)), next: null } })
  const seen = () => [...document.querySelectorAll('.message .bubble')].map((one) => one.textContent)
  expect(seen()).toEqual(['第3条', '第4条', '第5条'])

  await phone.tap('更早的消息')
  expect(seen()).toEqual(['第1条', '第2条', '第3条', '第4条', '第5条'])
  expect(phone.text()).not.toContain('更早的消息')
})

test('whoever only looks cannot choose', async () => {
  await chat({ me: manager })
  await hold(text)

  expect(document.querySelector('.choose')).toBeNull()
})
