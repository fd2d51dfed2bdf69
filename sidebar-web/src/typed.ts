import type { CustomerPage } from './api.types'

/** What the server keeps of a form, in the form's own shape; null when there is nothing. */
export function typedOf<T extends object>(page: CustomerPage, form: string, empty: () => T): { content: T; at: string } | null {
  const found = page.typed.find((one) => one.form === form)
  return found ? { content: { ...empty(), ...(found.content as Partial<T>) }, at: found.at } : null
}
