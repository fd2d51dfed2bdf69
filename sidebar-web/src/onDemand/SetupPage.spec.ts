import { expect, test, vi } from 'vitest'
import { forget } from '../composables/useLoad'
import { me } from '../test/fixtures'
import { open } from '../test/phone'
import { nothing, problem, serve } from '../test/server'

const admin = { ...me, role: 'admin' }
const cards = '/api/operations/test-cards/'

/** Answers every test card, whatever id the page makes. */
function withCards(replies: Parameters<typeof serve>[0], put: () => Response, state: () => object) {
  const server = serve(replies)
  const known = globalThis.fetch
  const pressed: string[] = []
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (!path.startsWith(cards)) return known(path, init)
    if (init.method !== 'PUT') return new Response(JSON.stringify(state()), { headers: { 'Content-Type': 'application/json' } })
    pressed.push(path.slice(cards.length))
    return put()
  })
  return { server, pressed }
}

test('each finding of the doctor stands at its step with its fix', async () => {
  forget('me')
  serve({
    'GET /api/me': admin,
    'POST /api/operations/doctor': [
      { what: '数据库', seen: '可以读写', fix: null, step: 3 },
      { what: '可信域名', seen: '没有设置', fix: '在应用详情页设置', step: 4 },
    ],
  })
  const phone = await open('/admin/setup')
  expect(phone.text()).toContain('1　构建')
  await phone.tap('检查')

  const steps = phone.app.findAll('.step').map((step) => step.text())
  expect(steps[2]).toContain('正常')
  expect(steps[2]).toContain('数据库')
  expect(steps[3]).toContain('1 处要处理')
  expect(steps[3]).toContain('处理：在应用详情页设置')
})

test('a test card is followed until its button was tapped', async () => {
  forget('me')
  const states = ['waiting', 'sent', 'answered']
  const { pressed } = withCards({ 'GET /api/me': admin }, nothing, () => ({ state: states.shift(), reason: null }))
  const phone = await open('/admin/setup')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await phone.tap('发一张测试卡片给自己')
  expect(phone.text()).toContain('正在发送…')

  await vi.advanceTimersByTimeAsync(2000)
  expect(phone.text()).toContain('点卡片上的「收到了」')
  await vi.advanceTimersByTimeAsync(2000)
  expect(phone.text()).toContain('测试成功')
  await vi.advanceTimersByTimeAsync(60_000)
  vi.useRealTimers()
  expect(states).toEqual([])
  expect(pressed).toHaveLength(1)
  expect(pressed[0]).toMatch(/^[0-9a-f]{32}$/)
})

test('a press whose answer was lost is pressed again with the same id, so that one card comes', async () => {
  forget('me')
  const answers = [problem(503, '服务暂时没有响应'), nothing()]
  const { pressed } = withCards({ 'GET /api/me': admin }, () => answers.shift()!, () => ({ state: 'failed', reason: '60020' }))
  const phone = await open('/admin/setup')
  await phone.tap('发一张测试卡片给自己')
  await phone.tap('发一张测试卡片给自己')

  expect(phone.text()).toContain('没有发出去：60020')
  expect(pressed).toHaveLength(2)
  expect(pressed[1]).toBe(pressed[0])
})

test('a rep is refused', async () => {
  forget('me')
  serve({ 'GET /api/me': me })
  expect((await open('/admin/setup')).text()).toContain('没有权限或不存在，请联系主管')
})
