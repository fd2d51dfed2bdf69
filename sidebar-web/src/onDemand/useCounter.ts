import { computed, ref, shallowRef, watch } from 'vue'
import { api } from '../api'
import type { CounterMember, CounterProduct } from '../api.types'
import { useLoad } from '../composables/useLoad'
import { useSnack } from '../composables/useSnack'
import { newId } from '../ids'
import { keep, kept } from '../storage'
import { meet } from './knownProducts'
import { useCounterQueue } from './useCounterQueue'

/** What was tapped for the member on the screen. */
export interface Done { id: string; product: string; name: string; reaction: string | null }

/** A member whose card could not be fetched: what is tapped is kept all the same. */
export interface Shown extends CounterMember { offline?: boolean }

/** A code that may have been typed is named; whatever else was scanned is not repeated. */
const noMember = (code: string) => (/^[\w-]{1,24}$/.test(code) ? `没有找到会员码 ${code}，请核对或再扫一次` : '没有找到这个会员码，请再扫一次或核对号码')
const TOO_LONG = '这不是会员码，请再扫一次'
const LONGEST_CODE = 64
export const isBadge = (code: string) => BADGE.test(code)
const BADGE = /^\s*wb[0-9a-hjkmnp-tv-z]{26}\s*$/i

/** The whole counter: who stands there, whom they serve, and each tap once. */
export function useCounter() {
  const { value: start, failure, reload } = useLoad('counter', api.counter)
  const { say } = useSnack()
  const queue = useCounterQueue(() => start.value?.me.userid ?? null, () => { void comeBack() })
  const member = shallowRef<Shown | null>(null)
  const done = ref<Done[]>([])
  const busy = ref(false)
  const problem = ref<string | null>(null)
  const locked = ref(false)
  /** A product is looked for: what the gun shoots now is a product's code. */
  const finding = ref(false)
  let ticket = 0

  const isLocked = computed(() => locked.value || start.value?.seat.locked === true)
  const turnId = () => start.value?.seat.turnId ?? null
  // The phone's clock may be wrong; how wrong it was is known since the page was loaded.
  let ahead = 0
  const now = () => new Date(Date.now() + ahead).toISOString()

  async function refresh() {
    await queue.flush()
    const asked = Date.now()
    await reload()
    if (start.value && failure.value === null) ahead = Date.parse(start.value.now) - (asked + Date.now()) / 2
  }

  /** A code from the camera, the gun or a thumb: a badge, or a member. */
  async function code(text: string) {
    problem.value = null
    if (isBadge(text)) return take(text)
    if (isLocked.value) return
    if (text.trim().length === 0 || text.trim().length > LONGEST_CODE) {
      problem.value = TOO_LONG
      return
    }
    const mine = ++ticket
    busy.value = true
    const answer = await api.member(text.trim())
    if (mine !== ticket) return
    busy.value = false
    if (answer.ok) show(answer.value)
    else if (answer.failure.why === 'offline') show(unknown(text.trim()))
    else if (answer.failure.why === 'locked') lockNow()
    else problem.value = answer.failure.why === 'refused' ? noMember(text.trim()) : answer.failure.title
  }

  function show(found: Shown) {
    member.value = found
    done.value = []
    if (found.offline !== true && found.products.length > 0) {
      keep('counter/products', found.products)
      meet(found.products)
    }
    scrollTo(0, 0)
  }

  let coming = false
  /** The card that could not be fetched comes when the network does; what was tapped on it stays. */
  async function comeBack() {
    const shown = member.value
    if (shown?.offline !== true || coming) return
    coming = true
    const answer = await api.member(shown.code)
    coming = false
    if (!answer.ok || member.value?.code !== shown.code) return
    const tapped = (code: string) => done.value.some((one) => one.product === code)
    member.value = {
      ...answer.value,
      recommendations: answer.value.recommendations.filter((one) => !done.value.some((each) => each.id === one.id)),
      products: [...member.value.products.filter((one) => tapped(one.code)), ...answer.value.products.filter((one) => !tapped(one.code))],
    }
  }
  watch(queue.online, (online) => { if (online) void comeBack() })

  const unknown = (text: string): Shown => ({
    code: text, name: '', phone: null, age: null, crossShop: false, kit: [], purchases: [], recommendations: [], records: [], suggestions: [],
    products: kept<CounterProduct[]>('counter/products') ?? [], offline: true,
  })

  /** @param found It was looked for: its row stands first, where the reaction is tapped next. */
  function recommend(product: CounterProduct, found = false) {
    if (member.value === null || done.value.some((one) => one.product === product.code)) return
    const one: Done = { id: newId(), product: product.code, name: product.name, reaction: null }
    const body = { id: one.id, memberCode: member.value.code, productCode: product.code, at: now(), turnId: turnId() }
    queue.add({ id: one.id, method: 'POST', path: '/api/counter/recommendations', body, what: `已推荐 ${product.name}` })
    done.value = [...done.value, one]
    if (found) member.value = { ...member.value, products: [product, ...member.value.products.filter((each) => each.code !== product.code)] }
    say(`已推荐 ${product.name}`, () => undo(one))
  }

  function react(id: string, reaction: string, what: string) {
    queue.add({ id: newId(), method: 'PUT', path: `/api/counter/recommendations/${id}/reaction`, body: { reaction, at: now(), turnId: turnId() }, what: `${what}：${reaction}` })
    done.value = done.value.map((one) => (one.id === id ? { ...one, reaction } : one))
    if (member.value) member.value = { ...member.value, recommendations: member.value.recommendations.map((one) => (one.id === id ? { ...one, reaction } : one)) }
    if (start.value) start.value = { ...start.value, open: start.value.open.filter((one) => one.recommendationId !== id) }
    const mine = done.value.find((one) => one.id === id)
    say(`已记录 ${reaction}`, mine && (() => undo(mine)))
  }

  function undo(one: Done) {
    const reactions = queue.taps.value.filter((tap) => tap.path.includes(one.id)).map((tap) => tap.id)
    if (!queue.takeBack([one.id, ...reactions])) {
      queue.add({ id: newId(), method: 'POST', path: `/api/counter/recommendations/${one.id}/undo`, body: { at: now(), turnId: turnId() }, what: `撤回 ${one.name}` })
    }
    done.value = done.value.filter((each) => each.id !== one.id)
  }

  /** True when it is kept and the sheet may close. */
  function record(words: { said: string; text: string; spoken: boolean; struck: string[]; leftOpen: boolean }) {
    if (member.value === null) return
    const id = newId()
    queue.add({ id, method: 'POST', path: '/api/counter/service-records', body: { id, memberCode: member.value.code, ...words, at: now(), turnId: turnId() }, what: '服务记录' })
    member.value = { ...member.value, records: [{ id, text: words.text, signals: [], at: now(), by: start.value?.seat.by ?? null, open: words.leftOpen }, ...member.value.records] }
    say('已记下')
  }

  function close(recordId: string) {
    queue.add({ id: newId(), method: 'POST', path: `/api/counter/service-records/${recordId}/done`, body: { at: now(), turnId: turnId() }, what: '已处理' })
    if (member.value) member.value = { ...member.value, records: member.value.records.map((one) => (one.id === recordId ? { ...one, open: false } : one)) }
    if (start.value) start.value = { ...start.value, open: start.value.open.filter((one) => one.recordId !== recordId) }
    say('已处理')
  }

  async function take(badge: string) {
    busy.value = true
    const answer = await api.takeTurn(newId(), badge.trim())
    busy.value = false
    if (!answer.ok) {
      problem.value = answer.failure.why === 'offline' ? '没有网络，暂时不能换人' : answer.failure.title
      return
    }
    leave()
    locked.value = false
    await refresh()
    if (start.value) say(`${start.value.seat.by}，可以开始了`)
  }

  function leave() {
    ticket++
    member.value = null
    done.value = []
    finding.value = false
    problem.value = null
    busy.value = false
  }

  function lockNow() {
    leave()
    if (locked.value) return
    locked.value = true
    if (start.value?.seat.shared) void api.lockCounter()
  }

  /** One's own phone: whoever unlocked it is its owner. */
  function unlock() {
    locked.value = false
    void refresh()
  }

  return { start, failure, refresh, queue, member, done, busy, problem, isLocked, finding, code, recommend, react, undo, record, close, leave, lockNow, unlock }
}

export type Counter = ReturnType<typeof useCounter>
