import { expect, test } from 'vitest'
import type { EntityKind } from './api.types'
import { kindWord, saidWords, valueWords } from './entities'

const now = new Date('2026-11-22T14:00:00+08:00')
const entity = (kind: EntityKind, value: string) => ({ kind, value, text: '', start: 0, end: 0 })

test.each<[EntityKind, string, string]>([
  ['money', '350000', '¥350,000'],
  ['money', '999', '¥999'],
  ['money', '0.2', '¥0.2'],
  ['money', '1234567.25', '¥1,234,567.25'],
  ['money', '100000-200000', '¥100,000–¥200,000'],
  ['money', 'USD 5000', 'USD 5,000'],
  ['date', '2026-11-30', '11月30日'],
  ['date', '2027-02-17', '2027年2月17日'],
  ['date', '2026-11-30T14:00', '11月30日 14:00'],
  ['date', '2026-11-25/2026-11-30', '11月25日至11月30日'],
  ['date', '2026-11-25/2026-11-25', '11月25日'],
  ['date', '2026-12-17/..', '12月17日起'],
  ['date', '../2026-12-16', '12月16日及以前'],
  ['duration', 'P2W', '2 周'],
  ['duration', 'P15D', '15 天'],
  ['duration', 'P6M', '6 个月'],
  ['duration', 'PT30M', '30 分钟'],
  ['duration', 'P1DT12H', '1 天 12 小时'],
  ['percent', '8%', '8%'],
  ['phone', '13800138000', '13800138000'],
  ['quantity', '12 台', '12 台'],
])('%s %s reads %s', (kind, value, expected) => expect(valueWords(entity(kind, value), now)).toBe(expected))

test('kinds are named in Chinese', () => {
  expect(kindWord(entity('personRole', ''))).toBe('人物')
})

test.each<[EntityKind, string, string, string]>([
  ['money', '预算就 30 万以内', '30 万', '30 万以内'],
  ['date', '月底前我们要定下来', '月底', '月底前'],
  ['date', '月底前台要换', '月底', '月底'],
  ['money', '差不多 8 万', '8 万', '8 万'],
  ['product', 'CT 以内', 'CT', 'CT'],
])('a bound stays with its %s in %s', (kind, whole, text, expected) => {
  const start = whole.indexOf(text)
  expect(saidWords({ kind, value: '', text, start, end: start + text.length }, whole)).toBe(expected)
})

test('of a text that was masked only the words themselves are told', () => expect(saidWords({ kind: 'money', value: '', text: '30 万', start: 4, end: 8 }, '预算就 ** *以内')).toBe('30 万'))
