import { onScopeDispose } from 'vue'

const FASTEST_THUMB_MS = 60
const SHORTEST_CODE = 3

/** A scanner gun is a keyboard that types faster than anybody and ends with Enter; it is heard wherever the focus is. */
export function useScannerGun(scanned: (code: string) => void) {
  let burst = ''
  let last = 0

  function press(event: KeyboardEvent) {
    const fast = event.timeStamp - last < FASTEST_THUMB_MS
    last = event.timeStamp
    if (event.key === 'Enter') {
      const code = fast && burst.length >= SHORTEST_CODE ? burst : ''
      burst = ''
      if (code === '') return
      event.preventDefault()
      event.stopPropagation()
      takeOut(event.target, code)
      scanned(code)
      return
    }
    const letter = letterOf(event)
    if (letter === null) return
    burst = fast ? burst + letter : letter
  }

  addEventListener('keydown', press, true)
  onScopeDispose(() => removeEventListener('keydown', press, true))
}

/** An input method may keep the letter to itself and tell the key only. */
function letterOf({ key, code, shiftKey }: KeyboardEvent): string | null {
  if (key.length === 1) return key
  const named = /^(?:Key|Digit|Numpad)(\w)$/.exec(code)?.[1]
  return named === undefined ? null : shiftKey ? named : named.toLowerCase()
}

/** What the gun typed does not stay in a field that happened to have the focus. */
function takeOut(target: EventTarget | null, code: string) {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) || !target.value.endsWith(code)) return
  target.value = target.value.slice(0, -code.length)
  target.dispatchEvent(new Event('input'))
}
