/**
 * What the service worker answers, and the headers that isolate a page, so that WASM may use threads. Pure functions of plain web
 * types, for the service worker and the build alone: were the page to import them too, the build would tear the service worker
 * into two scripts, which it must not be.
 */

export const ISOLATION: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** Statuses that a body may not come with. */
const EMPTY: readonly number[] = [101, 204, 205, 304]

type Asked = Pick<Request, 'method' | 'url'> & { readonly headers: Pick<Headers, 'has'> }

/**
 * The path inside the scope that is asked for, `index.html` for the scope itself; null for what is the browser's and the host's own
 * business: other places, other methods, and parts of a file, which a kept whole one would answer wrongly.
 */
export function pathAsked({ method, url, headers }: Asked, scope: URL): string | null {
  const { origin, pathname } = new URL(url)
  const ours = origin === scope.origin && pathname.startsWith(scope.pathname)
  if (method !== 'GET' || !ours || headers.has('Range')) return null
  const path = decoded(pathname.slice(scope.pathname.length))
  return path === '' ? 'index.html' : path
}

/** A path that is no valid escape names no file of ours: it goes to the host as it stands. */
function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

/**
 * The same answer, as one that isolates a page or may stand in an isolated one. What the host says itself stands. Redirects
 * not yet followed, errors and what another host gave unread cannot be made anew, and pass as they are.
 */
export function isolated(response: Response): Response {
  const closed = response.status === 0 || ['opaque', 'opaqueredirect', 'error'].includes(response.type)
  if (closed) return response
  const missing = Object.entries(ISOLATION).filter(([name]) => !response.headers.has(name))
  // A navigation refuses an answer that was redirected on its way; one that is made anew was not.
  if (missing.length === 0 && !response.redirected) return response
  const headers = new Headers(response.headers)
  for (const [name, value] of missing) headers.set(name, value)
  const { status, statusText } = response
  return new Response(EMPTY.includes(status) ? null : response.body, { status, statusText, headers })
}
