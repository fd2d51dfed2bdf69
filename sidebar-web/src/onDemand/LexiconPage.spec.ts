import { expect, test } from 'vitest'
import { forget } from '../composables/useLoad'
import { labels } from '../test/fixtures'
import { lexicon } from '../test/pages'
import { open } from '../test/phone'
import { nothing, problem, serve } from '../test/server'

const versions = [
  { number: 2, remark: '加竞品', madeBy: '何静', madeAt: '2026-11-20T10:00:00+08:00' },
  { number: 1, remark: '', madeBy: '命令行', madeAt: '2026-11-01T10:00:00+08:00' },
]

function begin(change: Parameters<typeof lexicon>[0] = {}, proposals: object[] = []) {
  for (const key of ['lexicon', 'lexiconVersions', 'lexiconProposals', 'labels']) forget(key)
  return serve({ 'GET /api/lexicon': lexicon(change), 'GET /api/lexicon/versions': versions, 'GET /api/lexicon/proposals': proposals, 'GET /api/labels': labels })
}

async function type(label: string, words: string) {
  const field = [...document.body.querySelectorAll('label')].find((one) => one.textContent === label)!
  const area = document.getElementById((field as HTMLLabelElement).htmlFor) as HTMLTextAreaElement
  area.value = words
  area.dispatchEvent(new Event('input'))
}

test('a word is added, its effect is shown, and only then it is kept and used', async () => {
  const server = begin()
  server.on('POST /api/lexicon/preview', { read: 200, differences: [{ noteId: 'n1', text: '春糖回来再说', added: ['询价'], lost: [], changed: [] }] })
  server.on('POST /api/lexicon/versions', { number: 3 })
  server.on('POST /api/lexicon/versions/3/activate', nothing)
  const phone = await open('/admin/lexicon')
  await phone.tap('添加')
  await type('词', '春糖回来')
  await phone.tap('询价')
  await phone.tap('放进改动')
  expect(phone.text()).toContain('未启用')

  await phone.tap('看看会改变什么')
  expect(phone.text()).toContain('最近 200 条备注里，1 条的信号会变')
  expect(phone.text()).toContain('多出 询价')
  expect(server.seen.some((one) => one.route === 'POST /api/lexicon/versions')).toBe(false)
  await phone.tap('存为新版本并启用')

  expect(server.body('POST /api/lexicon/versions')).toMatchObject({ words: [{ kind: 'word', term: '春糖回来', label: 'quote_request' }, { kind: 'competitor', term: '理邦' }] })
  expect(phone.text()).toContain('已启用第 3 版')
})

test('an older version is looked at before it is used again', async () => {
  const server = begin()
  server.on('GET /api/lexicon/versions/1', lexicon({ number: 1, words: [] }))
  server.on('POST /api/lexicon/preview', { read: 0, differences: [] })
  server.on('POST /api/lexicon/versions/1/activate', nothing)
  const phone = await open('/admin/lexicon')
  phone.app.find('[aria-label="启用第 1 版"]').element.dispatchEvent(new Event('click'))
  await phone.settle()
  expect(phone.text()).toContain('还没有备注可以对比')

  await phone.tap('启用第 1 版')

  expect(server.seen.some((one) => one.route === 'POST /api/lexicon/versions')).toBe(false)
  expect(phone.text()).toContain('已启用第 1 版')
})

test('what reps strike again and again is offered as a wording in which nothing is found', async () => {
  const server = begin({}, [{ label: 'price_objection', term: '价格不高', act: 'struck', times: 5, text: '「价格不高」被当作价格异议，被划掉 5 次' }])
  server.on('POST /api/lexicon/preview', problem(400, '第 1 行：词 term 不能空'))
  const phone = await open('/admin/lexicon')
  await phone.tap('采纳')
  await phone.tap('放进改动')
  expect(phone.text()).toContain('不识别 · 价格不高')

  await phone.tap('看看会改变什么')

  expect(phone.text()).toContain('第 1 行：词 term 不能空')
  expect(phone.button('存为新版本并启用').disabled).toBe(true)
})

test('without words of its own the page says what to write', async () => {
  begin({ number: 0, words: [] })
  expect((await open('/admin/lexicon')).text()).toContain('产品、竞品和你们自己的说法加在这里')
})

test('somebody else than an administrator is refused', async () => {
  begin()
  forget('lexicon')
  const server = serve({
    'GET /api/lexicon': problem(404, ''), 'GET /api/lexicon/versions': problem(404, ''), 'GET /api/lexicon/proposals': problem(404, ''), 'GET /api/labels': labels,
  })
  expect((await open('/admin/lexicon')).text()).toContain('没有权限或不存在，请联系主管')
  expect(server.seen.length).toBe(4)
})
