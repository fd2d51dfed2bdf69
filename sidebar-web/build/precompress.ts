import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type { Plugin } from 'vite'

/** Every script and style sheet once more, compressed as small as can be: done here once instead of at each request. */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    // From the written files: before that, other plugins still change what is in them.
    writeBundle(output, bundle) {
      for (const fileName of Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name))) {
        const path = join(output.dir!, fileName)
        writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }))
      }
    },
  }
}
