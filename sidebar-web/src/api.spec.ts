import { afterEach, expect, test, vi } from 'vitest'
import { api } from './api'
import { me } from './test/fixtures'
import { problem, serve } from './test/server'

afterEach(() => { vi.useRealTimers() })

test.each([
  [403, 'refused', '没有权限或不存在，请联系主管'],
  [404, 'refused', '没有权限或不存在，请联系主管'],
  [409, 'conflict', '这条备注已丢弃'],
  [500, 'failed', '这条备注已丢弃'],
])('%i means %s', async (status, why, title) => {
  serve({ 'GET /api/me': problem(status, '这条备注已丢弃') })

  expect(await api.me()).toEqual({ ok: false, failure: { why, title, status } })
})

test('a page of the network in between is not shown to the person', async () => {
  serve({ 'GET /api/me': new Response('<html>502 Bad Gateway</html>', { status: 502 }) })
  expect(await api.me()).toMatchObject({ failure: { why: 'failed', title: '服务暂时没有响应' } })

  serve({ 'GET /api/me': new Response('<html>Welcome to the airport</html>') })
  expect(await api.me()).toMatchObject({ failure: { why: 'failed' } })
})

test('a connection that hangs counts as no network', async () => {
  vi.useFakeTimers()
  vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) =>
    new Promise((_resolve, reject) => { signal!.addEventListener('abort', () => reject(signal!.reason)) }))
  const answer = api.me()
  await vi.advanceTimersByTimeAsync(15_000)

  expect(await answer).toMatchObject({ failure: { why: 'offline' } })
})

test('ids are escaped in addresses', async () => {
  const server = serve({ 'GET /api/notes/a%2F..%2Fme': me })
  await api.note('a/../me')

  expect(server.seen).toHaveLength(1)
})
