import { describe, expect, test } from 'vitest'
import { exactTime, timeWords, usualDays } from './times'

const now = new Date('2026-11-22T14:00:00+08:00')

describe('time in words a person uses', () => {
  test.each([
    ['2026-11-22T13:59:30+08:00', '刚刚'],
    ['2026-11-22T13:48:00+08:00', '12 分钟前'],
    ['2026-11-22T10:32:00+08:00', '今天 10:32'],
    ['2026-11-22T00:01:00+08:00', '今天 00:01'],
    ['2026-11-21T23:59:00+08:00', '昨天 23:59'],
    ['2026-11-20T23:59:00+08:00', '11月20日'],
    ['2025-11-03T09:00:00+08:00', '2025年11月3日'],
  ])('%s is %s', (at, expected) => expect(timeWords(at, now)).toBe(expected))

  test('a day begins at midnight in Shanghai, not in Greenwich', () => {
    expect(timeWords('2026-11-21T16:30:00Z', new Date('2026-11-22T04:00:00Z'))).toBe('今天 00:30')
    expect(timeWords('2026-11-21T15:30:00Z', new Date('2026-11-22T04:00:00Z'))).toBe('昨天 23:30')
  })

  test('a time ahead of the device is told by day, not by a negative age', () => {
    expect(timeWords('2026-11-23T10:00:00+08:00', now)).toBe('11月23日')
  })
})

test('the exact time is written as on the cards', () => {
  expect(exactTime('2026-11-22T02:32:00Z', now)).toBe('11-22 10:32')
  expect(exactTime('2025-01-02T09:05:00+08:00', now)).toBe('2025-01-02 09:05')
})

test.each([
  ['2026-11-27T10:00:00+08:00', ['明天', '后天', '下周一']],
  ['2026-11-25T10:00:00+08:00', ['明天', '后天', '三天后', '下周一']],
  ['2026-11-29T10:00:00+08:00', ['明天', '后天', '三天后']],
])('on %s every usual day is offered once', (now, names) => expect(usualDays(new Date(now)).map(([name]) => name)).toEqual(names))
