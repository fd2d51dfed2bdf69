import type { InjectionKey } from 'vue'

/** Loads the customer's page anew. */
export const reloadKey: InjectionKey<() => void> = Symbol('reload')

/** The sheets of a customer's page, by the words of the links that open them. */
export type Sheet = 'note' | 'follow-up' | 'visit' | 'stage' | 'support' | 'opportunity' | 'plan' | 'replies'

const linkable: readonly string[] = ['follow-up', 'visit', 'stage', 'support', 'opportunity']

export const sheetOf = (word: unknown): Sheet | null =>
  (typeof word === 'string' && linkable.includes(word) ? (word as Sheet) : null)
