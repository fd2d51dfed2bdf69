import { send, type Method } from './send'

/**
 * The pages of a customer and of today have one question each, known from the address: it is asked before anything else of
 * the script runs, so that the answer travels while the page is built. Asked once and taken once: each asking is logged as a look.
 */
const asked = /^\/sidebar\/(?:customers\/[\w-]+|today)$/.test(location.pathname) ? location.pathname.replace('/sidebar', '/api') : null
let answer = asked === null ? null : send('GET', asked)

/** The answer that is on its way already; null when this is another question, or it was taken. */
export function takeEarly(method: Method, path: string): Promise<Response | null> | null {
  if (method !== 'GET' || path !== asked) return null
  const taken = answer
  answer = null
  return taken
}
