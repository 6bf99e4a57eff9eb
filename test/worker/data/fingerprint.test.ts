import { createHash } from 'node:crypto'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { fingerprint } from '../../../src/worker/data/fingerprint.ts'
import { fnv1a64 } from '../../../src/worker/data/fnv.ts'

const text = (value: string) => new TextEncoder().encode(value)

describe('fnv1a64', () => {
  // Published vectors: draft-eastlake-fnv, appendix C.
  test.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
  ])('of %j', (input, digest) => expect(fnv1a64(text(input))).toBe(digest))
})

describe('fingerprint', () => {
  afterEach(() => vi.unstubAllGlobals())

  test('is SHA-256 of the shape and of the parts’ digests', async () => {
    const sha = (...parts: (string | Uint8Array)[]) => {
      const hash = createHash('sha256')
      for (const part of parts) hash.update(part)
      return hash.digest()
    }
    const expected = sha('images 1x1x1\n', sha('ab'), sha('c')).toString('hex')
    expect(await fingerprint('images 1x1x1', [text('ab'), text('c')])).toBe(expected)
  })

  test('shape and the border between parts count', async () => {
    const prints = await Promise.all([
      fingerprint('a', [text('ab'), text('c')]),
      fingerprint('b', [text('ab'), text('c')]),
      fingerprint('a', [text('a'), text('bc')]),
    ])
    expect(new Set(prints).size).toBe(3)
  })

  test('an insecure page falls back to FNV-1a', async () => {
    vi.stubGlobal('crypto', {})
    expect(await fingerprint('a', [text('b')])).toBe(fnv1a64(text('a\nb')))
  })
})
