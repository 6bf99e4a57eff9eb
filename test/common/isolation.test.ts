/** What the service worker answers, and with what headers. */
import { describe, expect, test } from 'vitest'
import { ISOLATION, isolated, pathAsked } from '../../src/common/isolation.ts'

const SCOPE = new URL('https://host.example/a/course/')
const asked = (url: string, init: RequestInit = {}) =>
  pathAsked(new Request(new URL(url, SCOPE), init), SCOPE)

describe('what it answers', () => {
  test.each([
    ['', 'index.html'],
    ['?from=mail', 'index.html'],
    ['assets/worker.js', 'assets/worker.js'],
    ['data/two%20words.bin', 'data/two words.bin'],
    ['data/100%.bin', 'data/100%.bin'],
  ])('%j is %j', (url, path) => {
    expect(asked(url)).toBe(path)
  })

  test('other places, other methods and parts of a file are left to the browser', () => {
    expect(asked('../other/page.html')).toBeNull()
    expect(asked('https://elsewhere.example/a/course/')).toBeNull()
    expect(asked('', { method: 'HEAD' })).toBeNull()
    expect(asked('', { method: 'POST', body: 'x' })).toBeNull()
    expect(asked('data/emoji.bin', { headers: { Range: 'bytes=0-9' } })).toBeNull()
  })
})

describe('an answer that may isolate', () => {
  test('has the three headers, and is else what it was', async () => {
    const given = new Response('wasm', {
      status: 203,
      statusText: 'As told',
      headers: { 'Content-Type': 'application/wasm', 'X-Of-Host': 'yes' },
    })
    const made = isolated(given)
    expect([made.status, made.statusText, await made.text()]).toEqual([203, 'As told', 'wasm'])
    expect(made.headers.get('content-type')).toBe('application/wasm')
    expect(made.headers.get('x-of-host')).toBe('yes')
    for (const [name, value] of Object.entries(ISOLATION)) expect(made.headers.get(name)).toBe(value)
  })

  test('is the very one where the host sends them', () => {
    const given = new Response('', { headers: ISOLATION })
    expect(isolated(given)).toBe(given)
  })

  test('keeps what the host says of it otherwise', () => {
    const made = isolated(new Response('', { headers: { 'Cross-Origin-Embedder-Policy': 'credentialless' } }))
    expect(made.headers.get('cross-origin-embedder-policy')).toBe('credentialless')
    expect(made.headers.get('cross-origin-opener-policy')).toBe('same-origin')
  })

  test('is made anew where it was redirected: a navigation refuses it else', () => {
    const given = redirected(new Response('page', { headers: ISOLATION }))
    const made = isolated(given)
    expect(given.redirected).toBe(true)
    expect(made).not.toBe(given)
    expect(made.redirected).toBe(false)
  })

  test.each([204, 304])('of status %d has no body', async (status) => {
    const made = isolated(new Response(null, { status }))
    expect([made.status, await made.text()]).toEqual([status, ''])
    expect(made.headers.get('cross-origin-embedder-policy')).toBe('require-corp')
  })

  test('passes as it is where it cannot be read', () => {
    const failed = Response.error()
    expect(isolated(failed)).toBe(failed)
    for (const type of ['opaque', 'opaqueredirect'] as const) {
      const given = Object.defineProperty(new Response(''), 'type', { value: type })
      expect(isolated(given)).toBe(given)
    }
  })
})

function redirected(response: Response): Response {
  return Object.defineProperty(response, 'redirected', { value: true })
}
