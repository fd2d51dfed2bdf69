import { expect, test, vi } from 'vitest'
import { customer, manager } from '../test/fixtures'
import { open } from '../test/phone'
import { serve } from '../test/server'

const late = vi.hoisted(() => ({ fetched: 0, gone: true }))
vi.mock('../lateSheets', async (original) => {
  const real = await original<typeof import('../lateSheets')>()
  return { lateSheets: () => (late.gone ? Promise.resolve(null) : real.lateSheets()), fetchSheetsSoon: () => { late.fetched++ } }
})

const at = async (change: Parameters<typeof customer>[0] = {}) => {
  const page = customer(change)
  late.fetched = 0
  serve({ [`GET /api/customers/${page.customer.externalUserid}`]: page })
  return open(`/customers/${page.customer.externalUserid}`)
}

test('the sheets are fetched once the page is there, before anybody taps, and not for those who only look', async () => {
  await at()
  expect(late.fetched).toBe(1)
  await at({ me: manager })
  expect(late.fetched).toBe(0)
})

test('a tap whose sheet cannot be fetched says so, and the next one opens it', async () => {
  const phone = await at({ me: { userid: 'linxiao', name: '林晓', role: 'rep', onlyLooks: false, acts: true } })
  late.gone = true
  await phone.tap('新建商机')
  await vi.waitFor(() => { expect(phone.text()).toContain('没有连上服务，暂时打不开。联网后再点一次') })
  expect(document.body.querySelector('[role=dialog]')).toBeNull()

  late.gone = false
  await phone.tap('新建商机')
  await phone.sheet('新建商机')
})
