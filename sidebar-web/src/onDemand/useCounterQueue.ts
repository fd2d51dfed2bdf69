import { computed, onScopeDispose, ref, watch } from 'vue'
import { api, isFinal, type Failure } from '../api'
import { useOnline } from '../composables/useOnline'
import { keep, kept } from '../storage'

/** One tap, with its own id, time and badge's turn: sent twice, it is still one. */
export interface Tap { id: string; method: 'POST' | 'PUT'; path: string; body: object; what: string; failure?: Failure }

const AGAIN_MS = 5000

/**
 * Every tap is on this device before it is sent, and leaves it when the service has it: a killed page loses none.
 * Taps go in their order, because a reaction needs its recommendation.
 */
export function useCounterQueue(account: () => string | null, sent: () => void) {
  const taps = ref<Tap[]>([])
  const online = useOnline()
  const waiting = computed(() => taps.value.filter((tap) => tap.failure === undefined).length)
  const failed = computed(() => taps.value.filter((tap) => tap.failure !== undefined))
  let sending: string | null = null

  const key = () => `counter/${account()}`
  // Always from the device: the same page may be open twice.
  const read = () => kept<Tap[]>(key()) ?? []
  const write = (list: Tap[]) => {
    taps.value = list
    return keep(key(), list)
  }

  watch(account, (now) => {
    if (now === null) return
    taps.value = read()
    void flush()
  }, { immediate: true })
  watch(online, () => { void flush() })
  const timer = setInterval(() => { void flush() }, AGAIN_MS)
  onScopeDispose(() => clearInterval(timer))

  /** False when this device keeps nothing: then the tap counts only once the service has it. */
  function add(tap: Tap): boolean {
    const safe = write([...read(), tap])
    if (!safe) taps.value = [...taps.value, tap]
    void flush()
    return safe
  }

  /** Takes taps back that were not sent yet; false when one of them may be on its way. */
  function takeBack(ids: string[]): boolean {
    if (sending !== null && ids.includes(sending)) return false
    const list = read()
    if (!list.some((tap) => ids.includes(tap.id))) return false
    write(list.filter((tap) => !ids.includes(tap.id)))
    return true
  }

  async function flush() {
    if (sending !== null || account() === null || !online.value) return
    for (let tap = next(); tap !== undefined; tap = next()) {
      sending = tap.id
      const answer = await api.tap(tap.method, tap.path, tap.body)
      sending = null
      const final = answer.ok || isFinal(answer.failure)
      if (!final) return
      write(answer.ok ? read().filter((one) => one.id !== tap.id) : read().map((one) => (one.id === tap.id ? { ...one, failure: answer.failure } : one)))
      if (answer.ok) sent()
    }
  }

  const next = () => read().find((tap) => tap.failure === undefined)

  function again() {
    write(read().map(({ failure: _, ...tap }) => tap))
    void flush()
  }

  function discard(tap: Tap) {
    write(read().filter((one) => one.id !== tap.id))
  }

  return { taps, waiting, failed, online, add, takeBack, flush, again, discard }
}

export type CounterQueue = ReturnType<typeof useCounterQueue>
