import { ref, shallowRef } from 'vue'
import type { Answer, Failure } from '../api'

/** One change at a time: a second tap while the first is under way does nothing. */
export function useAct() {
  const busy = ref(false)
  const failure = shallowRef<Failure | null>(null)

  /** Null when another change is still under way. */
  async function act<T>(send: () => Promise<Answer<T>>): Promise<Answer<T> | null> {
    if (busy.value) return null
    busy.value = true
    failure.value = null
    const answer = await send()
    busy.value = false
    if (!answer.ok) failure.value = answer.failure
    return answer
  }

  return { busy, failure, act }
}
