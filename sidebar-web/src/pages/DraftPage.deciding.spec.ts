import { flushPromises } from '@vue/test-utils'
import { describe, expect, test, vi } from 'vitest'
import { house } from '../test/drafts'
import { draft, me } from '../test/fixtures'
import { problem } from '../test/server'

describe('deciding', () => {
  test('确认入库 ends on the note', async () => {
    const { saved, open } = house(draft())
    const phone = await open()
    await phone.tap('确认入库')

    expect(phone.router.currentRoute.value.path).toBe(`/notes/${saved.id}`)
    expect(phone.text()).toContain('已入库')
  })

  test('a double tap confirms once', async () => {
    const { server, confirm, open } = house(draft())
    const release = server.hold(confirm)
    const phone = await open()
    phone.button('确认入库').click()
    phone.button('确认入库').click()
    await flushPromises()
    phone.button('确认入库').click()
    phone.button('不是商机').click()
    await release()

    expect(server.seen.filter((request) => request.route.startsWith('POST')).map((request) => request.route)).toEqual([confirm])
  })

  test('不是商机 shows 已丢弃, and 恢复 brings the draft back as it was left', async () => {
    const phone = await house(draft()).open()
    await phone.tap('竞品在谈')
    await phone.tap('不是商机')
    expect(phone.text()).toContain('已丢弃')
    expect(phone.text()).toContain('林晓 · 11-22 10:40')

    await phone.tap('恢复')
    expect(phone.text()).toContain('确认入库')
    expect(phone.marked()).toHaveLength(2)
  })

  test('decided on another device: coming back shows what was done', async () => {
    const { saved, decide, open } = house(draft())
    const phone = await open()
    decide({ state: 'confirmed', decidedBy: '林晓', decidedAt: '2026-11-22T10:40:00+08:00', noteId: saved.id })
    await phone.comeBack()

    expect(phone.text()).toContain('已入库')
    expect(phone.text()).toContain('林晓 · 11-22 10:40')
    expect(phone.app.get(`a[href="/sidebar/notes/${saved.id}"]`).text()).toBe('查看备注')
  })

  test('discarded on another device a moment ago: the tap shows that', async () => {
    const { server, confirm, decide, open } = house(draft())
    const phone = await open()
    decide({ state: 'discarded', decidedBy: '林晓', decidedAt: '2026-11-22T10:40:00+08:00' })
    server.on(confirm, problem(409, '这条备注已丢弃'))
    await phone.tap('确认入库')

    expect(phone.text()).toContain('已丢弃')
    expect(phone.text()).toContain('恢复')
  })
})

describe('nothing is lost', () => {
  test('the panel is rebuilt: strikes, additions, place and names are still there', async () => {
    const { open } = house(draft())
    const before = await open()
    await before.tap('竞品在谈')
    await before.tap('补充')
    await before.tap('询价')
    await before.tap('更换')
    await before.tap('新建客户')
    await before.type('客户名称', '钱主任')
    before.app.unmount()

    const after = await open()
    expect(after.marked()).toEqual(['价格太高'])
    expect(after.text()).toContain('询价')
    expect(after.button('更换').textContent).toContain('新建客户：钱主任')
  })

  test('without network the page says so, keeps everything, and a tap submits it later', async () => {
    const { server, confirm, open } = house(draft())
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    const phone = await open()
    await phone.tap('竞品在谈')
    server.offline = true
    await phone.tap('确认入库')
    expect(phone.text()).toContain('没有网络。内容已保存在本机，联网后再点一次')

    server.offline = false
    online.mockReturnValue(true)
    dispatchEvent(new Event('online'))
    await flushPromises()
    expect(phone.text()).not.toContain('没有网络')
    await phone.tap('确认入库')
    expect(server.body(confirm)).toMatchObject({ struck: ['competitor_mention'] })
    expect(phone.text()).toContain('已入库')
  })

  test('where the device cannot keep anything, the page does not claim it', async () => {
    const { server, open } = house(draft())
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => { throw new DOMException('full', 'QuotaExceededError') })
    const phone = await open()
    await phone.tap('竞品在谈')
    server.offline = true
    await phone.tap('确认入库')

    expect(phone.text()).toContain('请不要关闭页面')
    expect(phone.text()).not.toContain('已保存在本机')
  })

  test('one person does not get another person\'s changes on a shared device', async () => {
    const { server, open } = house(draft())
    const before = await open()
    await before.tap('竞品在谈')
    before.app.unmount()
    server.on('GET /api/me', { ...me, userid: 'zhaoyi' })

    const after = await open()
    expect(after.marked()).toHaveLength(2)
  })

  test('once decided, nothing stays on the device', async () => {
    const phone = await house(draft()).open()
    await phone.tap('竞品在谈')
    expect(localStorage).toHaveLength(1)
    await phone.tap('确认入库')

    expect(localStorage).toHaveLength(0)
  })
})
