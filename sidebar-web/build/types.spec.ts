import { readFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'
import { expect, test } from 'vitest'

test('the types are those of the service\'s document; `npm run types` makes them anew', async () => {
  const made = astToString(await openapiTS(JSON.parse(readFileSync('openapi.json', 'utf8'))))

  expect(readFileSync('src/api.schema.ts', 'utf8')).toContain(made.trim())
})
