import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const at = (path: string) => { history.replaceState(null, '', path) }
const fetched = vi.fn<(path: string) => Promise<Response>>()

beforeEach(() => {
  vi.resetModules()
  fetched.mockImplementation(async () => new Response('{"name":"王主任"}', { headers: { 'Content-Type': 'application/json' } }))
  vi.stubGlobal('fetch', fetched)
})
afterEach(() => {
  fetched.mockReset()
  at('/')
})

test('the customer of the address is asked for once, before anybody wants the answer', async () => {
  at('/sidebar/customers/wmRenheWang')
  const { api } = await import('./api')
  expect(fetched.mock.calls.map(([path]) => path)).toEqual(['/api/customers/wmRenheWang'])

  expect(await api.customer('wmRenheWang')).toEqual({ ok: true, value: { name: '王主任' } })
  expect(fetched).toHaveBeenCalledTimes(1)
})

test('today is asked for early too', async () => {
  at('/sidebar/today')
  await import('./api')

  expect(fetched.mock.calls.map(([path]) => path)).toEqual(['/api/today'])
})

test('a second look is a question of its own', async () => {
  at('/sidebar/customers/wmRenheWang')
  const { api } = await import('./api')
  await api.customer('wmRenheWang')
  await api.customer('wmRenheWang')

  expect(fetched).toHaveBeenCalledTimes(2)
})

test.each(['/sidebar/', '/sidebar/me', '/sidebar/customers/', '/sidebar/customers/a%2Fb', '/sidebar/customers/wm1/timeline'])('%s asks nothing early', async (path) => {
  at(path)
  await import('./api')

  expect(fetched).not.toHaveBeenCalled()
})
