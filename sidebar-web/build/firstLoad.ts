import { gzipSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

/** ui and performance goal 26: what a phone must fetch before it shows anything. */
export const FIRST_LOAD_LIMIT = 100 * 1024

type Bundle = Record<string, Rolldown.OutputChunk | Rolldown.OutputAsset>

/** Gzipped bytes of the entry and of everything it imports statically. */
export function firstLoadBytes(bundle: Bundle): number {
  const seen = new Set<string>()
  const waiting = Object.values(bundle).filter((part) => part.type === 'chunk' && part.isEntry).map((part) => part.fileName)
  let bytes = 0
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const part = bundle[file]
    if (part?.type !== 'chunk' || seen.has(file)) continue
    seen.add(file)
    bytes += gzipSync(part.code).length
    waiting.push(...part.imports)
  }
  return bytes
}

/** Inline scripts, inline styles and handlers: the service's CSP would refuse them. */
export function inlineParts(html: string): string[] {
  return html.match(/<script(?![^>]*\bsrc=)[^>]*>|<style[\s>]|\sstyle=|\son[a-z]+=/gi) ?? []
}

/** Fails the build when the page got too heavy, or would need `unsafe-inline`. */
export function firstLoad(): Plugin {
  return {
    name: 'first-load',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const bytes = firstLoadBytes(bundle)
      if (bytes > FIRST_LOAD_LIMIT) this.error(`first-load JavaScript is ${bytes} bytes gzipped; the limit is ${FIRST_LOAD_LIMIT}`)
      for (const part of Object.values(bundle)) {
        if (part.type !== 'asset' || !part.fileName.endsWith('.html')) continue
        const inline = inlineParts(String(part.source))
        if (inline.length > 0) this.error(`${part.fileName} holds ${inline.join(' ')}, which the CSP refuses`)
      }
    },
  }
}
