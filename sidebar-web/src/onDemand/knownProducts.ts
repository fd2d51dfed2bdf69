import type { CounterProduct } from '../api.types'
import { keep, kept } from '../storage'

const KEY = 'counter/known-products'
const MOST = 300

const all = () => kept<CounterProduct[]>(KEY) ?? []

/** Products that this phone has seen, the newest first: without a network they can still be found. */
export function meet(products: readonly CounterProduct[]) {
  const codes = new Set(products.map((one) => one.code))
  keep(KEY, [...products, ...all().filter((one) => !codes.has(one.code))].slice(0, MOST))
}

/** By a part of the name or the whole code, as the service finds them; a camera writes the kind of a code and a comma in front of it. */
export function knownProducts(text: string): CounterProduct[] {
  const part = text.toLowerCase()
  return all().filter((one) => one.code === text || text.endsWith(`,${one.code}`) || one.name.toLowerCase().includes(part))
}
