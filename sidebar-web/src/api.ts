import type { Confirmation, Confirmed, Draft, DraftList, Label, Me, Note } from './api.types'
import { goToSignIn, signedIn } from './signIn'
import { words } from './words'

/** Why there is no answer, with a sentence for the person. `conflict`: somebody decided meanwhile. */
export interface Failure {
  why: 'offline' | 'refused' | 'signedOut' | 'conflict' | 'failed'
  title: string
}

export type Answer<T> = { ok: true; value: T } | { ok: false; failure: Failure }

/** A dead connection in a moving car often hangs instead of failing. */
const PATIENCE_MS = 15_000

export const api = {
  me: () => ask<Me>('GET', '/api/me'),
  labels: () => ask<Label[]>('GET', '/api/labels'),
  drafts: () => ask<DraftList>('GET', '/api/drafts'),
  draft: (id: string) => ask<Draft>('GET', draftPath(id)),
  attachmentPath: (id: string) => `${draftPath(id)}/attachment`,
  confirm: (id: string, confirmation: Confirmation) => ask<Confirmed>('POST', `${draftPath(id)}/confirm`, confirmation),
  discard: (id: string) => ask<void>('POST', `${draftPath(id)}/discard`),
  restore: (id: string) => ask<void>('POST', `${draftPath(id)}/restore`),
  note: (id: string) => ask<Note>('GET', `/api/notes/${encodeURIComponent(id)}`),
}

const draftPath = (id: string) => `/api/drafts/${encodeURIComponent(id)}`

async function ask<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer<T>> {
  const response = await send(method, path, body)
  if (response === null) return failed('offline', words.offline)
  if (response.status === 401) return signedOut()
  if (response.status < 500) signedIn()
  if (response.status === 404 || response.status === 403) return failed('refused', words.refused)
  if (response.ok) return read<T>(response)
  return failed(response.status === 409 ? 'conflict' : 'failed', await problemTitle(response))
}

/** Null when the service could not be reached in time. */
async function send(method: 'GET' | 'POST', path: string, body?: object): Promise<Response | null> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS)
  const headers: Record<string, string> = { Accept: 'application/json' }
  // A form on another site cannot send this header; the service asks for it on every change.
  if (method === 'POST') headers['X-Requested-With'] = 'wecomsales'
  if (body) headers['Content-Type'] = 'application/json'
  try {
    return await fetch(path, { method, headers, body: body ? JSON.stringify(body) : undefined, signal: patience.signal })
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}

async function read<T>(response: Response): Promise<Answer<T>> {
  if (response.status === 204) return { ok: true, value: undefined as T }
  try {
    return { ok: true, value: (await response.json()) as T }
  } catch {
    // The line broke in the middle of the answer, or something between us and the service answered instead.
    return failed('failed', words.noAnswer)
  }
}

/** The Chinese title of the problem document (RFC 9457), when the service itself answered. */
async function problemTitle(response: Response): Promise<string> {
  if (!response.headers.get('Content-Type')?.includes('problem+json')) return words.noAnswer
  const problem = (await response.json().catch(() => null)) as { title?: string } | null
  return problem?.title ?? words.noAnswer
}

function signedOut<T>(): Answer<T> | Promise<Answer<T>> {
  // While the browser leaves for the sign-in, the page keeps what it shows.
  return goToSignIn() ? new Promise<never>(() => {}) : failed('signedOut', words.signedOut)
}

const failed = <T>(why: Failure['why'], title: string): Answer<T> => ({ ok: false, failure: { why, title } })
