import { flushPromises } from '@vue/test-utils'
import { describe, expect, test, vi } from 'vitest'
import type { Draft } from '../api.types'
import { draft, labels, me, note, today } from '../test/fixtures'
import { open } from '../test/phone'
import { nothing, problem, serve } from '../test/server'

function house(one: Draft) {
  const at = `/api/drafts/${one.id}`
  const saved = note()
  const server = serve({
    'GET /api/me': me,
    'GET /api/labels': labels,
    'GET /api/today': today(),
    [`GET ${at}`]: () => one,
    [`GET /api/notes/${saved.id}`]: saved,
    [`POST ${at}/confirm`]: { noteId: saved.id },
    [`POST ${at}/discard`]: () => {
      one = { ...one, state: 'discarded', decidedBy: '林晓', decidedAt: '2026-11-22T10:40:00+08:00' }
      return nothing()
    },
    [`POST ${at}/restore`]: () => {
      one = { ...one, state: 'open', decidedBy: null, decidedAt: null }
      return nothing()
    },
  })
  const confirm = `POST ${at}/confirm`
  return { server, confirm, at, saved, decide: (change: Partial<Draft>) => { one = { ...one, ...change } }, open: () => open(`/drafts/${one.id}`) }
}

describe('what the page shows', () => {
  test('the message with its evidence, the place, the advice and the forwarding time marked so', async () => {
    const phone = await house(draft()).open()

    expect(phone.marked()).toEqual(['价格太高', '比理邦贵两成'])
    expect(phone.text()).toContain('王主任 · CT 采购项目')
    expect(phone.text()).toContain('推送竞品应答话术包')
    expect(phone.text()).toContain('转发于 11-22 10:32（原消息时间未知）')
  })

  test('a known message time is not called a forwarding time', async () => {
    const phone = await house(draft({ source: 'archive', timeIsForwarding: false })).open()

    expect(phone.text()).toContain('消息时间 11-22 10:32')
    expect(phone.text()).not.toContain('原消息时间未知')
  })

  test('no more than two requests before everything stands', async () => {
    const { server, open } = house(draft())
    await open()

    expect(server.seen).toHaveLength(2)
  })

  test('an image is shown instead of its placeholder', async () => {
    const one = draft({ content: 'image', text: '[图片]', signals: [], attachment: { state: 'kept', contentType: 'image/jpeg', reason: null } })
    const phone = await house(one).open()

    expect(phone.app.get('img').attributes('src')).toBe(`/api/drafts/${one.id}/attachment`)
    expect(phone.text()).not.toContain('[图片]')
    expect(phone.text()).toContain('没有识别到信号')
  })

  test('a voice message plays where the browser can, and is explained where it cannot', async () => {
    const voice = () => draft({ content: 'voice', attachment: { state: 'kept', contentType: 'audio/amr', reason: null } })
    const can = vi.spyOn(HTMLMediaElement.prototype, 'canPlayType').mockReturnValue('probably')
    const playing = await house(voice()).open()
    expect(playing.app.find('audio').exists()).toBe(true)
    playing.app.unmount()

    can.mockReturnValue('')
    const silent = await house(voice()).open()
    expect(silent.app.find('audio').exists()).toBe(false)
    expect(silent.text()).toContain('这里不能播放')
  })

  test('a missing attachment says so, with the reason', async () => {
    const one = draft({ content: 'image', attachment: { state: 'missing', contentType: null, reason: '图片超过 20 MB，没有保存' } })

    expect((await house(one).open()).text()).toContain('图片超过 20 MB，没有保存')
  })
})

describe('changing what goes in', () => {
  test('a struck signal loses its mark and is sent as struck; a second tap takes the strike back', async () => {
    const { server, confirm, open } = house(draft())
    const phone = await open()
    await phone.tap('竞品在谈')
    expect(phone.marked()).toEqual(['价格太高'])
    await phone.tap('竞品在谈')
    expect(phone.marked()).toHaveLength(2)
    await phone.tap('竞品在谈')
    await phone.tap('确认入库')

    expect(server.body(confirm)).toEqual({ proposalId: 'p1', struck: ['competitor_mention'], added: [] })
  })

  test('a signal of the list can be added and taken back', async () => {
    const { server, confirm, open } = house(draft())
    const phone = await open()
    await phone.tap('补充')
    await phone.tap('询价')
    await phone.tap('完成')
    await phone.tap('确认入库')

    expect(server.body(confirm)).toEqual({ proposalId: 'p1', struck: [], added: ['quote_request'] })
  })

  test('another place is one tap in the sheet', async () => {
    const { server, confirm, open } = house(draft())
    const phone = await open()
    await phone.tap('更换')
    await phone.tap('李院长')
    await phone.tap('确认入库')

    expect(server.body(confirm)).toMatchObject({ proposalId: 'p2' })
  })

  test('a new customer takes a name and a title', async () => {
    const { server, confirm, open } = house(draft())
    const phone = await open()
    await phone.tap('更换')
    await phone.tap('新建客户')
    await phone.type('客户名称', ' 钱主任 ')
    await phone.type('商机名称', 'DR 采购')
    await phone.tap('完成')
    expect(phone.button('更换').textContent).toContain('新建客户：钱主任')
    await phone.tap('确认入库')

    expect(server.body(confirm)).toEqual({ proposalId: 'new', struck: [], added: [], customerName: '钱主任', opportunityTitle: 'DR 采购' })
  })

  test('what was typed for a new customer is not sent for a known one', async () => {
    const { server, confirm, open } = house(draft())
    const phone = await open()
    await phone.tap('更换')
    await phone.tap('新建客户')
    await phone.type('客户名称', '钱主任')
    await phone.tap('王主任')
    await phone.tap('确认入库')

    expect(server.body(confirm)).toEqual({ proposalId: 'p1', struck: [], added: [] })
  })
})

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

  test('every change carries the header that other sites cannot send', async () => {
    const { server, confirm, open } = house(draft())
    await (await open()).tap('确认入库')

    expect(server.seen.find((request) => request.route === confirm)!.headers.get('X-Requested-With')).toBe('wecomsales')
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

describe('when it cannot be shown', () => {
  test('refused or not found: whom to ask, and no data', async () => {
    const one = draft()
    const { server, at, open } = house(one)
    server.on(`GET ${at}`, problem(404, '没有权限或不存在，请联系主管'))
    const phone = await open()

    expect(phone.text()).toContain('没有权限或不存在，请联系主管')
    expect(phone.text()).not.toContain('确认入库')
  })

  test('access taken away in the meantime: what was shown goes away', async () => {
    const { server, at, open } = house(draft())
    const phone = await open()
    server.on(`GET ${at}`, problem(404, '没有权限或不存在，请联系主管'))
    await phone.comeBack()

    expect(phone.text()).not.toContain('价格太高')
    expect(phone.text()).toContain('没有权限或不存在，请联系主管')
  })

  test('without network from the start: said so, and 重试 opens it', async () => {
    const { server, open } = house(draft())
    server.offline = true
    const phone = await open()
    expect(phone.text()).toContain('没有网络')

    server.offline = false
    await phone.tap('重试')
    expect(phone.marked()).toHaveLength(2)
  })

  test('a draft never opened before waits as a skeleton, not as a blank page', async () => {
    const one = draft()
    const { server, at, open } = house(one)
    const release = server.hold(`GET ${at}`)
    const phone = await open()
    expect(phone.app.find('[aria-busy="true"]').exists()).toBe(true)
    await release()

    expect(phone.app.find('[aria-busy="true"]').exists()).toBe(false)
  })
})
