import type { Proposal } from './api.types'

/** One line for a place, in the words of the card's list. */
export function placeWords({ kind, customer, opportunity }: Proposal): string {
  if (kind === 'newCustomer') return customer === '' ? '新建客户和商机' : `新建客户：${customer}`
  if (kind === 'customer') return `${customer} · 不关联商机`
  return `${customer} · ${kind === 'newOpportunity' ? '新建商机' : opportunity}`
}
