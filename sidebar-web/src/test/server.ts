import { flushPromises } from '@vue/test-utils'
import { vi } from 'vitest'

export interface Seen { route: string; body: unknown; headers: Headers }

type Reply = Response | object | undefined
type Replies = Record<string, Reply | (() => Reply)>

let stray: string[] = []

export function strayRequests(): string[] {
  const found = stray
  stray = []
  return found
}

/** An answer of RFC 9457, as the service gives it. */
export const problem = (status: number, title: string) =>
  new Response(JSON.stringify({ status, title }), { status, headers: { 'Content-Type': 'application/problem+json' } })

export const nothing = () => new Response(null, { status: 204 })

/** Stands for the service: `serve({ 'GET /api/me': me })`. What it was not told of is an error of the test. */
export function serve(replies: Replies) {
  const routes = new Map(Object.entries(replies))
  const held = new Map<string, Promise<void>>()
  const server = {
    /** The network is gone: every request fails. */
    offline: false,
    seen: [] as Seen[],
    body: (route: string) => server.seen.filter((request) => request.route === route).at(-1)?.body,
    on: (route: string, reply: Reply | (() => Reply)) => { routes.set(route, reply) },
    /** Keeps answers to this route back until the returned function is called. */
    hold(route: string) {
      let release = () => {}
      held.set(route, new Promise<void>((resolve) => { release = resolve }))
      return async () => {
        held.delete(route)
        release()
        await flushPromises()
      }
    },
  }

  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const route = `${init.method} ${path}`
    server.seen.push({ route, body: init.body instanceof Blob ? init.body : init.body ? JSON.parse(String(init.body)) : undefined, headers: new Headers(init.headers) })
    if (server.offline) throw new TypeError('Failed to fetch')
    if (!routes.has(route)) {
      stray.push(route)
      throw new Error(`not served: ${route}`)
    }
    const told = routes.get(route)
    const reply = typeof told === 'function' ? told() : told
    await held.get(route)
    return reply instanceof Response ? reply.clone() : new Response(JSON.stringify(reply), { headers: { 'Content-Type': 'application/json' } })
  })
  return server
}

