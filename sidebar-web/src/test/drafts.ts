import type { Draft } from '../api.types'
import { labels, me, note, today } from './fixtures'
import { open } from './phone'
import { nothing, serve } from './server'

/** A draft with everything that its page asks for. */
export function house(one: Draft) {
  const at = `/api/drafts/${one.id}`
  const saved = note()
  const server = serve({
    'GET /api/me': me,
    'GET /api/labels': labels,
    'GET /api/today': today(),
    [`GET ${at}`]: () => one,
    [`GET /api/notes/${saved.id}`]: saved,
    [`POST ${at}/confirm`]: { noteId: saved.id },
    [`POST ${at}/discard`]: () => {
      one = { ...one, state: 'discarded', decidedBy: '林晓', decidedAt: '2026-11-22T10:40:00+08:00' }
      return nothing()
    },
    [`POST ${at}/restore`]: () => {
      one = { ...one, state: 'open', decidedBy: null, decidedAt: null }
      return nothing()
    },
  })
  const confirm = `POST ${at}/confirm`
  return { server, confirm, at, saved, decide: (change: Partial<Draft>) => { one = { ...one, ...change } }, open: () => open(`/drafts/${one.id}`) }
}
