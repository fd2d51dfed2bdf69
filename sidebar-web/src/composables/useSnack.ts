import { shallowRef } from 'vue'

/** One line at the bottom that goes away by itself, with a way back for five seconds. */
export interface Snack { text: string; undo?: () => void }

const SHOWN_MS = 5000
const snack = shallowRef<Snack | null>(null)
let timer: ReturnType<typeof setTimeout> | undefined

export function useSnack() {
  function say(text: string, undo?: () => void) {
    clearTimeout(timer)
    snack.value = { text, undo }
    timer = setTimeout(hush, SHOWN_MS)
  }

  function hush() {
    clearTimeout(timer)
    snack.value = null
  }

  return { snack, say, hush }
}
