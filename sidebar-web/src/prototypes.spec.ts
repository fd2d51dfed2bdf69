import { expect, test } from 'vitest'
import { forget } from './composables/useLoad'
import { keep, kept } from './storage'
import { open } from './test/phone'
import { serve } from './test/server'

const sources = import.meta.glob<string>(['./**/*.{ts,vue}', '!./**/*.spec.ts', '!./test/**', '!./api.schema.ts'], { query: '?raw', import: 'default', eager: true })

/** Writes under a name that is not in the source, and helpers that copy one object into another. */
const writes = (text: string) => text.match(/[\w)\]!]\[[^\]'"\n]+\]\s*(?:=(?![=>])|\?\?=|\|\|=|\+=)|Object\.(?:assign|setPrototypeOf|defineProperty)|__proto__|\beval\(|new Function/g) ?? []

test('nothing is written under a name that came from outside', () => {
  expect(Object.keys(sources).length).toBeGreaterThan(80)
  expect(Object.entries(sources).flatMap(([file, text]) => writes(text).map((one) => `${file}: ${one}`))).toEqual([])
})

test.each(['kept[name] = value', 'box.value[key] ??= 1', 'Object.assign(target, answer)', 'a.__proto__'])('%s would be seen', (line) => {
  expect(writes(line)).toHaveLength(1)
})

test.each(["headers['Accept'] = 'x'", 'const names: string[] = []', 'if (a[b] === c) {', 'row[0]'])('%s is no such write', (line) => {
  expect(writes(line)).toEqual([])
})

test('an answer, a stored value and an address that name a prototype change none', async () => {
  const before = Object.getOwnPropertyNames(Object.prototype)
  const hostile = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}'
  forget('me')
  forget('sessions')
  serve({
    'GET /api/me': () => new Response(`${hostile},"userid":"linxiao","name":"林晓","role":"__proto__","onlyLooks":false,"departments":[],"teams":[]}`),
    'GET /api/me/sessions': () => new Response('{"items":[{"id":"s1","device":"__proto__","inWeCom":true,"signedInAt":"2026-11-20T09:00:00+08:00","usedAt":"2026-11-20T09:00:00+08:00","isThis":true}]}'),
  })
  keep('note', JSON.parse(`${hostile}}`))

  const phone = await open('/me?__proto__[polluted]=1&__proto__=1&__proto__=2&constructor.prototype.polluted=1')

  expect(phone.text()).toContain('林晓')
  expect({ ...kept<object>('note') }).toHaveProperty('constructor')
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
})
