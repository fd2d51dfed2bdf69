import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { api } from '../api'
import { drop, keep, kept as stored } from '../storage'

const PAUSE_MS = 800

interface Kept<T> { content: T; at: string }

/**
 * What a person types into a form about a customer, kept on this device at every key and on the server soon after: the
 * panel is rebuilt at every change of chat, and the next device has the words too (F5).
 */
export function useTyped<T extends object>(userid: string, customer: string, form: string, empty: () => T, onServer: Kept<T> | null) {
  const key = `typed/${userid}/${customer}/${form}`
  const here = stored<Kept<T>>(key)
  const newer = here && (onServer === null || here.at >= onServer.at) ? here : onServer
  const typed = ref({ ...empty(), ...newer?.content }) as Ref<T>
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(typed, () => {
    keep(key, { content: typed.value, at: new Date().toISOString() })
    clearTimeout(timer)
    timer = setTimeout(send, PAUSE_MS)
  }, { deep: true, flush: 'sync' })

  function send() {
    timer = undefined
    void api.keepTyped(customer, form, typed.value)
  }

  /** It was sent, or is on its way: what was kept is over. */
  function forget() {
    clearTimeout(timer)
    timer = undefined
    drop(key)
  }

  /** The person threw it away. */
  function clear() {
    typed.value = empty()
    forget()
    void api.forgetTyped(customer, form)
  }

  onScopeDispose(() => { if (timer !== undefined) { clearTimeout(timer); send() } })
  return { typed, forget, clear, wasKept: newer !== null }
}
