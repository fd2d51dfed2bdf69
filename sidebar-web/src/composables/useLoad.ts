import { onScopeDispose, ref, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { Answer, Failure } from '../api'

/** What was shown last, by key: shown again at once while the fresh answer is on its way. */
const remembered = new Map<string, unknown>()

/** The next visit must not show what is known to be over. */
export function forget(key: string) {
  remembered.delete(key)
}

/**
 * Loads whenever the key changes or `reload` is called. `value` may be older than `state` says: it stays while loading
 * and after a failure, except when access is refused. Late replies of an earlier call are dropped.
 */
export function useLoad<T>(key: MaybeRefOrGetter<string>, load: () => Promise<Answer<T>>) {
  const value = shallowRef<T | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const state = ref<'loading' | 'done' | 'failed'>('loading')
  let ticket = 0

  async function reload() {
    const mine = ++ticket
    const asked = toValue(key)
    state.value = 'loading'
    const answer = await load()
    if (mine !== ticket) return
    if (answer.ok) {
      remembered.set(asked, answer.value)
      value.value = answer.value
      failure.value = null
      state.value = 'done'
    } else {
      if (answer.failure.why === 'refused') {
        forget(asked)
        value.value = null
      }
      failure.value = answer.failure
      state.value = 'failed'
    }
  }

  watch(() => toValue(key), (current) => {
    value.value = (remembered.get(current) as T | undefined) ?? null
    failure.value = null
    void reload()
  }, { immediate: true })
  onScopeDispose(() => { ticket++ })

  return { value, failure, state, reload }
}
