import type { Entity, EntityKind } from './api.types'
import { yearOf } from './times'

const kinds: Record<EntityKind, string> = {
  money: '金额',
  percent: '比例',
  quantity: '数量',
  duration: '时长',
  date: '日期',
  phone: '电话',
  personRole: '人物',
  product: '产品',
  competitor: '竞品',
}

export const kindWord = (entity: Entity) => kinds[entity.kind]

const bounds = ['以内', '之内', '以下', '以上', '以前', '之前', '以后', '之后', '左右', '上下', '前']

/** As on the cards: 30 万以内, 月底前, with the word behind an amount or a day that makes a bound of it. */
export function saidWords({ kind, text, start, end }: Entity, whole: string): string {
  // A masked text no longer stands where it was read.
  if ((kind !== 'money' && kind !== 'date') || whole.slice(start, end) !== text) return text
  const bound = bounds.find((one) => whole.startsWith(one, end))
  return bound === undefined || (bound === '前' && /^[台期面后沿]/.test(whole.slice(end + 1))) ? text : text + bound
}

/** The value in normal form, written as a person reads it. */
export function valueWords({ kind, value }: Entity, now: Date): string {
  if (kind === 'money') return money(value)
  if (kind === 'date') return period(value, now)
  if (kind === 'duration') return duration(value)
  return value
}

/** `350000` → ¥350,000; `100000-200000` → ¥100,000–¥200,000; `USD 5000` → USD 5,000. */
function money(value: string): string {
  const [, currency = '', amounts = ''] = /^(?:([A-Z]{3}) )?(.*)$/.exec(value) ?? []
  const sign = currency === '' ? '¥' : ''
  const words = amounts.split('-').map((amount) => sign + grouped(amount)).join('–')
  return currency === '' ? words : `${currency} ${words}`
}

const grouped = (amount: string) => amount.replace(/^\d+/, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ','))

/** `2026-11-30`, with a clock, or `from/to` with either side open (`..`). */
function period(value: string, now: Date): string {
  const [from = '', to] = value.split('/')
  if (to === undefined) return day(from, now)
  if (to === '..') return `${day(from, now)}起`
  if (from === '..') return `${day(to, now)}及以前`
  return from === to ? day(from, now) : `${day(from, now)}至${day(to, now)}`
}

function day(value: string, now: Date): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?/.exec(value)
  if (match === null) return value
  const [, year, month, date, clock] = match
  const words = `${Number(month)}月${Number(date)}日${clock === undefined ? '' : ` ${clock}`}`
  return Number(year) === yearOf(now) ? words : `${year}年${words}`
}

const units: Record<string, string> = {
  PY: '年', PM: '个月', PW: '周', PD: '天', TH: '小时', TM: '分钟', TS: '秒',
}

/** ISO 8601: `P2W` → 2 周, `PT1H30M` → 1 小时 30 分钟. */
function duration(value: string): string {
  const [date = '', time = ''] = value.replace(/^P/, '').split('T')
  const words = [...parts(date, 'P'), ...parts(time, 'T')]
  return words.length === 0 ? value : words.join(' ')
}

function parts(value: string, half: 'P' | 'T'): string[] {
  return [...value.matchAll(/([\d.]+)([A-Z])/g)].map(([, amount, unit]) => `${amount} ${units[half + unit!] ?? unit}`)
}
