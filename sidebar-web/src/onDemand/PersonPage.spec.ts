import { beforeEach, expect, test } from 'vitest'
import { forget } from '../composables/useLoad'
import { open } from '../test/phone'
import { problem, serve } from '../test/server'

beforeEach(() => forget('person/linxiao'))

const customer = (change: object = {}) =>
  ({ externalUserid: 'wmWang', name: '王主任', company: '仁和医院', opportunities: 2, health: { hours: 80, red: true, everContacted: true, contacts: 1 }, ...change })

const page = (change: object = {}) => ({ userid: 'linxiao', name: '林晓', customers: [customer()], next: null, ...change })

test('a customer who was left alone for long is red in words too, one never spoken to says so', async () => {
  serve({ 'GET /api/team/linxiao': page({ customers: [customer(), customer({ externalUserid: 'wmLi', name: '李老师', company: null, health: { hours: 0, red: false, everContacted: false, contacts: 0 } })] }) })
  const phone = await open('/team/linxiao')

  expect(phone.app.findAll('.red').map((one) => one.text())).toEqual(['80 小时未沟通'])
  expect(phone.text()).toContain('还没有沟通')
  expect(phone.app.get('a.line').attributes('href')).toBe('/sidebar/customers/wmWang')
  expect(phone.text()).toContain('只读 · 每次查看会告诉林晓')
})

test('a customer spoken to just now is not said to be left alone', async () => {
  serve({ 'GET /api/team/linxiao': page({ customers: [customer({ health: { hours: 0, red: false, everContacted: true, contacts: 1 } })] }) })
  const phone = await open('/team/linxiao')

  expect(phone.text()).toContain('1 小时内沟通过')
})

test('more customers come behind the ones that are there, until there are no more', async () => {
  const server = serve({ 'GET /api/team/linxiao': page({ next: 'wmWang' }), 'GET /api/team/linxiao?after=wmWang': page({ customers: [customer({ externalUserid: 'wmZhao', name: '赵护士长' })] }) })
  const phone = await open('/team/linxiao')
  await phone.tap('更多客户')

  expect(phone.app.findAll('.name').map((one) => one.text())).toEqual(['王主任', '赵护士长'])
  expect(phone.text()).not.toContain('更多客户')
  expect(server.seen).toHaveLength(2)
})

test('a page that does not come leaves those that did, and the way to try again', async () => {
  const server = serve({ 'GET /api/team/linxiao': page({ next: 'wmWang' }), 'GET /api/team/linxiao?after=wmWang': problem(503, '服务暂时没有响应') })
  const phone = await open('/team/linxiao')
  await phone.tap('更多客户')
  expect(phone.text()).toContain('服务暂时没有响应')
  expect(phone.text()).toContain('王主任')

  server.on('GET /api/team/linxiao?after=wmWang', page({ customers: [customer({ externalUserid: 'wmZhao', name: '赵护士长' })] }))
  await phone.tap('更多客户')
  expect(phone.text()).toContain('赵护士长')
  expect(phone.app.find('[role=alert]').exists()).toBe(false)
})

test('somebody of another team is refused without a name', async () => {
  serve({ 'GET /api/team/linxiao': problem(404, '没有权限或不存在，请联系主管') })
  const phone = await open('/team/linxiao')

  expect(phone.text()).toContain('没有权限或不存在，请联系主管')
  expect(phone.text()).not.toContain('林晓')
})
