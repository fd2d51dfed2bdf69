import { expect, test } from 'vitest'
import { atSheet, field, fill } from '../test/acts'

const open = (change = {}, replies = {}) => atSheet('opportunity', '新建商机', change, replies)

test('a name is enough', async () => {
  const { server, path, send, submit, phone } = await open()
  expect(send().disabled).toBe(true)
  await fill('商机名称', ' 监护仪更新 ')
  server.on(`POST ${path}/opportunities`, { id: 'o9' })
  await submit()

  expect(server.body(`POST ${path}/opportunities`)).toMatchObject({ title: '监护仪更新', amount: null, expectedClose: null })
  expect(phone.text()).toContain('已新建商机')
})

test.each([['350000', 350000], ['¥350,000', 350000], ['35 万', 350000], ['3.5万', 35000], ['12，000 元', 12000]])('「%s」 is read as an amount', async (words, amount) => {
  const { server, path, submit } = await open()
  await fill('商机名称', '监护仪更新')
  await fill('金额', words)
  server.on(`POST ${path}/opportunities`, { id: 'o9' })
  await submit()

  expect(server.body(`POST ${path}/opportunities`)).toMatchObject({ amount })
})

test.each(['三十五万', '0', '-5'])('「%s」 is no amount: the field says so and nothing is sent', async (words) => {
  const { send } = await open()
  await fill('商机名称', '监护仪更新')
  await fill('金额', words)

  expect(field('金额').getAttribute('aria-invalid')).toBe('true')
  expect(send().disabled).toBe(true)
})

test('the day on which it may close goes along', async () => {
  const { server, path, submit } = await open()
  await fill('商机名称', '监护仪更新')
  await fill('预计成交', '2026-12-31')
  server.on(`POST ${path}/opportunities`, { id: 'o9' })
  await submit()

  expect(server.body(`POST ${path}/opportunities`)).toMatchObject({ expectedClose: '2026-12-31' })
})

test('a new sheet after one that went in is empty and makes an opportunity of its own', async () => {
  const { server, path, phone, submit } = await open()
  await fill('商机名称', '监护仪更新')
  server.on(`POST ${path}/opportunities`, { id: 'o9' })
  await submit()
  await phone.tap('新建商机')
  await phone.sheet('新建商机')
  expect(field('商机名称').value).toBe('')
  await fill('商机名称', '呼吸机')
  await submit()

  const ids = server.seen.filter((request) => request.route === `POST ${path}/opportunities`).map((request) => (request.body as { id: string }).id)
  expect(new Set(ids).size).toBe(2)
})
