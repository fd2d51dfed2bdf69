import { onScopeDispose } from 'vue'

/** Calls back when the person comes back to the page, from the chat or from another app. */
export function useReturn(back: () => void) {
  const changed = () => { if (document.visibilityState === 'visible') back() }
  document.addEventListener('visibilitychange', changed)
  onScopeDispose(() => document.removeEventListener('visibilitychange', changed))
}
