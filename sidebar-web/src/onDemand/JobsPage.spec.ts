import { expect, test } from 'vitest'
import { forget } from '../composables/useLoad'
import { open } from '../test/phone'
import { problem, serve } from '../test/server'

const job = { name: 'daily-brief', what: '生成日报', cron: '0 0 18 * * ?', nextAt: '2026-11-23T18:00:00+08:00', lastAt: null, seconds: null, state: null, result: null }

test('each job says when it comes next, what the last run did, and why it was skipped', async () => {
  forget('jobs')
  serve({ 'GET /api/jobs': [job, { ...job, name: 'stall-scan', lastAt: '2026-11-20T18:00:00+08:00', seconds: 0.42, state: 'skipped', result: '不是工作日，没有日报' }] })
  const phone = await open('/admin/jobs')

  expect(phone.text()).toContain('还没有运行过')
  expect(phone.text()).toContain('跳过 · 用时 0.4 秒 · 不是工作日，没有日报')
})

test('somebody without the role sees the usual refusal', async () => {
  forget('jobs')
  serve({ 'GET /api/jobs': problem(404, '') })
  expect((await open('/admin/jobs')).text()).toContain('没有权限或不存在，请联系主管')
})
