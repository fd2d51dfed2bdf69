import type { JsConfig } from './api.types'

/** The document brings company, app and the signature of its own address along. */
export function broughtAlong(): JsConfig | null {
  const content = document.querySelector<HTMLMetaElement>('meta[name="js-config"]')?.content
  return content ? (JSON.parse(content) as JsConfig) : null
}
