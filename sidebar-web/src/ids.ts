/** An id made here, so that a repeat after a lost answer is the same act: 32 lower-case hex digits. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
