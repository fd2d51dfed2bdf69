import { onScopeDispose } from 'vue'

const LONG_MS = 450
/** A finger that moves further than this scrolls. */
const STILL_PX = 10

/** A long press (touch, pen) or the right button (mouse) on something; the click that ends a long press is swallowed. */
export function usePressed(pressed: (id: string) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let from: { x: number; y: number } | null = null
  let swallow = false

  function down(id: string, event: PointerEvent) {
    swallow = false
    if (event.pointerType === 'mouse') return
    from = { x: event.clientX, y: event.clientY }
    clearTimeout(timer)
    timer = setTimeout(() => {
      swallow = true
      pressed(id)
    }, LONG_MS)
  }

  function move(event: PointerEvent) {
    if (from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > STILL_PX) up()
  }

  function up() {
    clearTimeout(timer)
    from = null
  }

  function menu(id: string, event: Event) {
    event.preventDefault()
    // A touch screen sends this too, at the end of the same long press.
    if (swallow) return
    up()
    swallow = true
    pressed(id)
  }

  /** True for the click that belongs to the press before it. */
  function wasPress(): boolean {
    const was = swallow
    swallow = false
    return was
  }

  onScopeDispose(() => clearTimeout(timer))
  return { down, move, up, menu, wasPress }
}
