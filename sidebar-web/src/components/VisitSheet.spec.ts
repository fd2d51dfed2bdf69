import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { atSheet, choose, chosen, fill } from '../test/acts'
import { nothing, problem } from '../test/server'

const open = (change = {}, replies = {}) => atSheet('visit', '记录拜访', change, replies)

/** Takes a photo; jsdom cannot make it smaller, so it goes as it is. */
async function photograph() {
  const input = document.body.querySelector<HTMLInputElement>('input[type=file]')!
  Object.defineProperty(input, 'files', { value: [new File(['jpeg'], 'door.jpg', { type: 'image/jpeg' })] })
  input.dispatchEvent(new Event('change'))
  await flushPromises()
}

/** A photo has no JSON to look into. */
const photos = (server: Awaited<ReturnType<typeof open>>['server']) => server.seen.filter((request) => request.route.endsWith('/photo'))

test('what was learned is enough; whom one met and the opportunity are a tap each', async () => {
  const { server, path, send, submit, phone } = await open()
  expect(send().disabled).toBe(true)
  await fill('本次获取的关键信息', ' 主任支持 ')
  await choose('见到了谁', '决策人')
  await choose('商机', 'CT 采购项目')
  server.on(`POST ${path}/visits`, { id: 'v1' })
  await submit()

  expect(server.body(`POST ${path}/visits`)).toMatchObject({ learned: '主任支持', roleMet: '决策人', opportunityId: 'o1', place: null })
  expect(phone.text()).toContain('已记录拜访')
})

test('a second tap on the role takes it back', async () => {
  await open()
  await choose('见到了谁', '采购')
  await choose('见到了谁', '采购')

  expect(chosen('见到了谁')).toEqual([])
})

test('the photo goes after the visit and hangs on it', async () => {
  const { server, path, submit, isOpen } = await open()
  await fill('本次获取的关键信息', '主任支持')
  await photograph()
  server.on(`POST ${path}/visits`, () => {
    const { id } = server.body(`POST ${path}/visits`) as { id: string }
    server.on(`PUT /api/visits/${id}/photo`, nothing())
    return { id }
  })
  await submit()

  expect(photos(server)).toHaveLength(1)
  expect(photos(server)[0]!.headers.get('Content-Type')).toBe('image/jpeg')
  expect(isOpen()).toBe(false)
})

test('a photo that did not get through keeps the sheet open, and the next tap sends it with the same visit', async () => {
  const { server, path, phone, submit, isOpen } = await open()
  await fill('本次获取的关键信息', '主任支持')
  await photograph()
  let works = false
  server.on(`POST ${path}/visits`, () => {
    const { id } = server.body(`POST ${path}/visits`) as { id: string }
    server.on(`PUT /api/visits/${id}/photo`, () => (works ? nothing() : problem(503, '系统正在升级，请稍后再试')))
    return { id }
  })
  await submit()
  expect(isOpen()).toBe(true)
  expect(phone.text()).toContain('系统正在升级，请稍后再试。内容都在')
  expect(phone.text()).not.toContain('已记录拜访')

  works = true
  await submit()
  const ids = server.seen.filter((request) => request.route === `POST ${path}/visits`).map((request) => (request.body as { id: string }).id)
  expect(new Set(ids).size).toBe(1)
  expect(isOpen()).toBe(false)
})

test('without a network words alone wait on this phone, but a photo would be lost: then the sheet stays', async () => {
  const { server, phone, submit, isOpen } = await open()
  await fill('本次获取的关键信息', '主任支持')
  await photograph()
  server.offline = true
  await submit()
  expect(isOpen()).toBe(true)
  expect(phone.text()).toContain('没有网络。内容都在')
  phone.app.unmount()

  const other = await open()
  await fill('本次获取的关键信息', '主任支持')
  other.server.offline = true
  await other.submit()
  expect(other.isOpen()).toBe(false)
  expect(other.phone.text()).toContain('拜访已保存在本机，联网后自动提交')
})

test('outside WeCom no place is offered, since nobody could tell it', async () => {
  const { phone } = await open()

  expect(phone.text()).not.toContain('定位')
})
