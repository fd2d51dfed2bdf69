import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { FIRST_LOAD_LIMIT, firstLoadBytes, inlineParts } from './firstLoad.ts'

type Bundle = Parameters<typeof firstLoadBytes>[0]

const chunk = (fileName: string, code: string, imports: string[] = [], isEntry = false) =>
  ({ type: 'chunk', fileName, code, imports, isEntry }) as unknown as Bundle[string]

test('counts the entry and what it imports, not what is loaded on demand', () => {
  const alone = firstLoadBytes({ 'a.js': chunk('a.js', 'let a = 1', [], true) })
  const bundle = {
    'a.js': chunk('a.js', 'let a = 1', ['b.js'], true),
    'b.js': chunk('b.js', 'let a = 1', ['a.js']),
    'later.js': chunk('later.js', 'let later = 1'),
  }

  expect(firstLoadBytes(bundle)).toBe(2 * alone)
})

test('sees a page that grew over the limit', () => {
  const heavy = randomBytes(FIRST_LOAD_LIMIT).toString('hex')

  expect(firstLoadBytes({ 'a.js': chunk('a.js', heavy, [], true) })).toBeGreaterThan(FIRST_LOAD_LIMIT)
})

test('sees inline scripts, styles and handlers', () => {
  expect(inlineParts('<script type="module" src="/sidebar/a.js"></script><link rel="stylesheet" href="a.css">')).toEqual([])
  expect(inlineParts('<script>let a</script>')).toHaveLength(1)
  expect(inlineParts('<style>a{}</style>')).toHaveLength(1)
  expect(inlineParts('<p style="color:red" onclick="a()">')).toHaveLength(2)
})
