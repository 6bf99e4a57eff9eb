/** When a reload is offered for the other cores, and when it is said that none helps. */
import { describe, expect, test } from 'vitest'
import { threadsOn } from '../../../src/common/cores.ts'
import { coresNews, type Situation } from '../../../src/page/state/cores.ts'

/** Where a reload helps. */
const HELPS: Situation = {
  backend: 'wasm',
  cores: 8,
  kept: true,
  refused: false,
  tried: false,
  framed: false,
  secure: true,
}
const news = (change: Partial<Situation> = {}) => coresNews({ ...HELPS, ...change })

describe('a page that is not isolated', () => {
  test('offers all but one of the cores once its service worker answers', () => {
    expect(news()).toEqual({ kind: 'reload', threads: 7 })
    expect(news({ kept: false })).toBeNull()
  })

  test.each([null, 'webgpu', 'webgl', 'cpu'])('says nothing on the back end %j', (backend) => {
    expect(news({ backend })).toBeNull()
    expect(news({ backend, refused: true })).toBeNull()
  })

  test.each([1, 2])('says nothing on %d cores: there is none to spare', (cores) => {
    expect(news({ cores })).toBeNull()
    expect(news({ cores, tried: true })).toBeNull()
  })

  test.each([
    [{ tried: true }, 'after a reload'],
    [{ refused: true, kept: false }, 'private windows'],
    [{ secure: false, refused: true, kept: false }, 'https'],
    [{ framed: true }, 'Inside another page'],
  ])('says why no reload helps: %j', (change, word) => {
    const said = news(change)
    expect(said?.kind === 'never' ? said.why : said).toContain(word)
  })
})

test.each([
  [1, 1],
  [2, 1],
  [3, 2],
  [4, 3],
  [8, 7],
  [16, 8],
])('on %d cores WASM takes %d', (cores, threads) => {
  expect(threadsOn(cores)).toBe(threads)
})
