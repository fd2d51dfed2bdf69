export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** A dead connection in a moving car often hangs instead of failing. */
const PATIENCE_MS = 15_000

/** Null when the service could not be reached in time. */
export async function send(method: Method, path: string, body?: object): Promise<Response | null> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS)
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (body) headers['Content-Type'] = body instanceof Blob ? body.type : 'application/json'
  try {
    return await fetch(path, { method, headers, body: body instanceof Blob ? body : body && JSON.stringify(body), signal: patience.signal })
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}
