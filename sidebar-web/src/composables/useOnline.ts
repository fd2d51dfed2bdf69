import { onScopeDispose, readonly, ref } from 'vue'

/** Whether the device believes it has a network. True may be wrong; a change to true is a good moment to try again. */
export function useOnline() {
  const online = ref(navigator.onLine)
  const changed = () => { online.value = navigator.onLine }
  addEventListener('online', changed)
  addEventListener('offline', changed)
  onScopeDispose(() => {
    removeEventListener('online', changed)
    removeEventListener('offline', changed)
  })
  return readonly(online)
}
