import { describe, expect, test, vi } from 'vitest'
import { house } from '../test/drafts'
import { draft } from '../test/fixtures'
import { problem } from '../test/server'

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
