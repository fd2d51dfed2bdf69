import { beforeEach, expect, test } from 'vitest'
import type { ConversionLine, ConversionPage } from '../api.types'
import { forget } from '../composables/useLoad'
import { manager } from '../test/fixtures'
import { open } from '../test/phone'
import { serve } from '../test/server'

beforeEach(() => forget('shops'))

const line = (change: Partial<ConversionLine> = {}): ConversionLine =>
  ({ product: null, reaction: '摸罐子', reactions: 60, bought: 33, rate: 0.55, low: 0.42, high: 0.67, enough: true, says: null, ...change })

const page = (change: Partial<ConversionPage> = {}): ConversionPage => ({
  me: manager, from: '2026-10-09T02:00:00Z', to: '2026-11-06T02:00:00Z', days: 14, fewest: 30,
  averages: [{ reaction: '摸罐子', reactions: 120, bought: 46, rate: 0.38, enough: true }],
  shops: [
    { code: 'SH02', name: '静安店', reactions: [line()], products: [] },
    { code: 'SH03', name: '虹桥店', reactions: [line({ reactions: 18, bought: 7, enough: false })], products: [] },
    { code: 'SH01', name: '徐汇店', reactions: [line({ bought: 13, rate: 0.22, says: '「摸罐子」转化比均值低 44%，建议调整陈列' })], products: [line({ product: '二段奶粉', bought: 13, says: '「摸罐子」转化比均值低 44%，建议调整陈列' })] },
  ], ...change,
})

test('the shop with something to do comes first, its sentence once, and few reactions are no share', async () => {
  serve({ 'GET /api/counter/conversions': page() })
  const phone = await open('/shops')
  await phone.settle()

  expect(phone.app.findAll('.shop').map((one) => one.text().slice(0, 3))).toEqual(['徐汇店', '静安店', '虹桥店'])
  expect(phone.app.findAll('.says').map((one) => one.text())).toEqual(['「摸罐子」转化比均值低 44%，建议调整陈列'])
  expect(phone.app.get('[aria-label="虹桥店"] .num').text()).toBe('7/18数据不足')
  expect(phone.app.get('[aria-label="静安店"] .num').text()).toBe('33/6055%（42%–67%）')
})

test('the products of a shop come by a tap', async () => {
  serve({ 'GET /api/counter/conversions': page() })
  const phone = await open('/shops')
  expect(phone.text()).not.toContain('二段奶粉')
  await phone.tap('按商品看')

  expect(phone.text()).toContain('二段奶粉')
})

test('without reactions the page says how they come', async () => {
  serve({ 'GET /api/counter/conversions': page({ averages: [] }) })

  expect((await open('/shops')).text()).toContain('店员点「已推荐」后再点顾客反应，两周后这里有数')
})
