import type { AgeOffer, CounterLists, Label, ListedReaction } from '../api.types'

/** What the page edits: the service may leave a list out, the page never does. */
export interface EditedLists { reactions: ListedReaction[]; offers: AgeOffer[] }

export const copyLists = ({ reactions, offers }: Pick<CounterLists, 'reactions' | 'offers'>): EditedLists =>
  JSON.parse(JSON.stringify({ reactions: reactions ?? [], offers: offers ?? [] })) as EditedLists

const monthWords = (month: number) => (month === 0 ? '出生' : month < 0 ? `产前 ${-month} 个月` : `${month} 个月`)

/** 产前 10 个月到出生; 6 个月到 12 个月 */
export const spanWords = ({ fromMonth, toMonth }: AgeOffer) => `${monthWords(fromMonth)}到${toMonth === 0 ? '' : ' '}${monthWords(toMonth)}`

/** 算作 购买意向 · 转化低时：建议调整陈列 */
export const reactionLine = ({ signal, advice }: ListedReaction, labels: readonly Label[]) =>
  [`算作 ${labels.find((one) => one.label === signal)?.name ?? signal}`, advice && `转化低时：${advice}`].filter(Boolean).join(' · ')

/** A list with one thing put at its place, behind all others, or taken out. */
export function put<T>(list: readonly T[], place: number, thing: T | null): T[] {
  if (thing === null) return list.filter((_, index) => index !== place)
  return place < list.length ? list.map((one, index) => (index === place ? thing : one)) : [...list, thing]
}

/** The one at a place goes before the one in front of it: chips stand in the order of the list. */
export function forward<T>(list: readonly T[], place: number): T[] {
  const before = list[place - 1]
  return before === undefined ? [...list] : [...list.slice(0, place - 1), list[place]!, before, ...list.slice(place + 1)]
}
