import { flushPromises } from '@vue/test-utils'
import { vi } from 'vitest'
import type { CounterMember, CounterStart } from '../api.types'
import { forget } from '../composables/useLoad'
import { open } from './phone'
import { serve } from './server'

export const start = (change: Partial<CounterStart> = {}): CounterStart => ({
  me: { userid: 'fanqi', name: '范琪', role: 'clerk', onlyLooks: false, acts: false },
  seat: { by: '范琪', shop: '徐汇店', shared: false, locked: false, turnId: null, idleSeconds: 180, mayManage: false },
  reactions: [{ name: '问价格', signal: '询价' }, { name: '摸罐子', signal: '购买意向' }],
  open: [], now: new Date().toISOString(), ...change,
})

export const member = (change: Partial<CounterMember> = {}): CounterMember => ({
  code: 'M001', name: '孟**', phone: '138****0431', age: '8 个月 12 天', crossShop: false, kit: ['防溢乳垫'], purchases: [], recommendations: [], records: [],
  suggestions: [{ product: { code: 'P2', name: '二段奶粉' }, why: '这个月龄常买二段奶粉' }], products: [{ code: 'P2', name: '二段奶粉' }], ...change,
})

export function counter(replies: Parameters<typeof serve>[0] = {}) {
  forget('counter')
  return serve({
    'GET /api/counter': () => start(), 'GET /api/counter/members/M001': member(), 'POST /api/counter/recommendations': { id: 'x' }, ...replies,
  })
}

/** As a gun types: fast, and Enter at the end, wherever the focus is. */
export async function shoot(code: string) {
  for (const key of [...code, 'Enter']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  await flushPromises()
}

/** At the counter, with this member's card open. */
export async function withMember() {
  const phone = await open('/counter')
  await vi.dynamicImportSettled()
  await flushPromises()
  await shoot('M001')
  return phone
}
