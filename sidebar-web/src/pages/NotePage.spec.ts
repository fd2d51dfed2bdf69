import { expect, test } from 'vitest'
import type { Note } from '../api.types'
import { note, text } from '../test/fixtures'
import { open } from '../test/phone'
import { problem, serve } from '../test/server'

async function openNote(change: Partial<Note> = {}) {
  const one = note(change)
  serve({ [`GET /api/notes/${one.id}`]: one })
  return open(`/notes/${one.id}`)
}

test('a note tells who confirmed it and when, where it belongs, and what was said', async () => {
  const phone = await openNote()

  expect(phone.text()).toContain('已入库')
  expect(phone.text()).toContain('林晓 · 11-22 10:40')
  expect(phone.text()).toContain('王主任 · CT 采购项目')
  expect(phone.text()).toContain('骨科王主任')
  expect(phone.text()).toContain('转发于 11-22 10:32（原消息时间未知）')
  expect(phone.text()).toContain(text)
  expect(phone.marked()).toEqual(['价格太高'])
})

test('what was mentioned is told in words, with the customer\'s own beside it', async () => {
  const start = text.indexOf('30 万')
  const phone = await openNote({ entities: [{ kind: 'money', text: '30 万', value: '300000', start, end: start + 4 }] })

  expect(phone.app.get('dl').text()).toBe('金额¥300,000「30 万以内」')
})

test('what the person changed is told', async () => {
  const phone = await openNote({
    changes: { struck: [{ label: 'competitor_mention', name: '竞品在谈' }], added: [{ label: 'quote_request', name: '询价' }], choseOther: true },
  })

  expect(phone.text()).toContain('划去：竞品在谈')
  expect(phone.text()).toContain('补充：询价')
  expect(phone.text()).toContain('换了客户或商机')
})

test('without changes nothing is said of changes', async () => {
  expect((await openNote()).text()).not.toContain('改动')
})

test('a note without an opportunity names the customer alone', async () => {
  expect((await openNote({ opportunity: null })).app.get('.strong').text()).toBe('王主任')
})

test('the image that came with the message stays with the note', async () => {
  const phone = await openNote({ text: '[图片]', content: 'image', draftId: 'd7', attachment: { state: 'kept', contentType: 'image/jpeg', reason: null } })

  expect(phone.app.get('img').attributes('src')).toBe('/api/drafts/d7/attachment')
})

test('somebody else\'s note is refused, without data', async () => {
  serve({ 'GET /api/notes/other': problem(404, '没有权限或不存在，请联系主管') })
  const phone = await open('/notes/other')

  expect(phone.app.get('main').text()).toBe('没有权限或不存在，请联系主管')
})
