import { onScopeDispose } from 'vue'

const CHECK_MS = 1000

/** Calls when nobody has touched the page for so long; a phone that slept counts the time too. */
export function useIdle(seconds: () => number, idle: () => void) {
  let last = Date.now()
  const touched = () => { last = Date.now() }
  const signs = ['pointerdown', 'keydown', 'touchmove'] as const
  for (const sign of signs) addEventListener(sign, touched, { capture: true, passive: true })
  const look = () => { if (Date.now() - last >= seconds() * 1000) idle() }
  const timer = setInterval(look, CHECK_MS)
  document.addEventListener('visibilitychange', look)
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
    for (const sign of signs) removeEventListener(sign, touched, { capture: true })
  })
  return { touched }
}
