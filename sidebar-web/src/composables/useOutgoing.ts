import { onScopeDispose, ref, watch } from 'vue'
import { api, isFinal, type Failure } from '../api'
import { keep, kept as stored } from '../storage'
import { useOnline } from './useOnline'

/** An act that could not be sent. Its id is in the body, so sending it twice is one act. */
export interface Outgoing { path: string; body: object; what: string; failure: Failure | null }

const AGAIN_MS = 10_000

/** Acts made without a network: kept on this device, sent by themselves as soon as there is one (ui.md). */
export function useOutgoing(userid: () => string | null, sent: () => void) {
  const waiting = ref<Outgoing[]>([])
  const online = useOnline()
  let busy = false
  const key = () => `outgoing/${userid()}`

  watch(userid, (current) => {
    if (current === null) return
    waiting.value = stored<Outgoing[]>(key()) ?? []
    void flush()
  }, { immediate: true })
  watch(online, () => { void flush() })
  const timer = setInterval(() => { void flush() }, AGAIN_MS)
  onScopeDispose(() => clearInterval(timer))

  function save() {
    return keep(key(), waiting.value)
  }

  /** False when this device keeps nothing: the form must stay open. */
  function add(path: string, body: object, what: string): boolean {
    waiting.value = [...waiting.value, { path, body, what, failure: null }]
    if (save()) return true
    waiting.value = waiting.value.slice(0, -1)
    return false
  }

  async function flush() {
    if (busy || !online.value) return
    busy = true
    for (const one of waiting.value.filter((each) => each.failure === null)) {
      const answer = await api.act(one.path, one.body)
      if (answer.ok) {
        waiting.value = waiting.value.filter((each) => each !== one)
        save()
        sent()
      } else if (isFinal(answer.failure)) {
        waiting.value = waiting.value.map((each) => (each === one ? { ...one, failure: answer.failure } : each))
        save()
      } else {
        break
      }
    }
    busy = false
  }

  function again() {
    waiting.value = waiting.value.map((each) => ({ ...each, failure: null }))
    void flush()
  }

  function discard(one: Outgoing) {
    waiting.value = waiting.value.filter((each) => each !== one)
    save()
  }

  return { waiting, add, again, discard }
}

export type OutgoingActs = ReturnType<typeof useOutgoing>
