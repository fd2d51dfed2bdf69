// @vitest-environment node
import { readFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'
import { expect, test } from 'vitest'

const here = (path: string) => new URL(path, import.meta.url)

test('the types are those of the service\'s document; `npm run types` makes them anew', async () => {
  const made = astToString(await openapiTS(here('../openapi.json')))

  expect(readFileSync(here('../src/api.schema.ts'), 'utf8')).toContain(made.trim())
})
