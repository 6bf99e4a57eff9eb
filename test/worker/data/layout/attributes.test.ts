/** What tables beside pictures and their own names tell of them, beside a class. */
import { describe, expect, test } from 'vitest'
import { attributesOf } from '../../../../src/worker/data/layout/attributes.ts'
import type { Beside } from '../../../../src/worker/data/layout/beside.ts'

const pictures = (count: number, name: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => name(i))
const text = (content: string): Beside => ({
  holds: 'text',
  name: 'list.csv',
  path: 'list.csv',
  text: content,
})
const plain = (paths: readonly string[], beside: readonly Beside[] = []) =>
  attributesOf(paths, beside).attributes.map(({ name, kind, values }) => [name, kind, [...values]])

describe('a table beside', () => {
  const paths = ['a.png', 'b.png', 'c.png', 'd.png']

  test('tells yes and no, numbers and two words, each in its column', () => {
    const table = text(
      'image,Smiling,age,hair,kind\na.png,1,34,dark,x\nb.png,-1,8,grey,y\nc.png,1,,grey,z\nd.png,-1,61,dark,w',
    )
    expect(plain(paths, [table])).toEqual([
      ['Smiling', 'yes-no', [1, 0, 1, 0]],
      ['age', 'number', [34, 8, NaN, 61]],
      ['hair: grey', 'yes-no', [0, 1, 1, 0]],
    ])
    expect([...attributesOf(paths, [table]).used]).toEqual([table])
  })

  test('of other pictures, or without a header, tells nothing', () => {
    expect(plain(paths, [text('image,age\nx.png,3\ny.png,4\nz.png,5')])).toEqual([])
    expect(plain(paths, [text('a.png,3\nb.png,4\nc.png,5\nd.png,6')])).toEqual([])
  })
})

describe('names', () => {
  test('with a word before a number tell it, whatever else counts', () => {
    const paths = pictures(20, (i) => `faces/p${i}_age${20 + 10 * (i % 3)}.png`)
    expect(plain(paths)).toEqual([['age', 'number', paths.map((_, i) => 20 + 10 * (i % 3))]])
  })

  test('of parts tell those that come again: age and a mark, but no date and no counter', () => {
    const paths = pictures(30, (i) => `${10 + (i % 6)}_${i % 2}_2017010${String(1000 + i)}.jpg`)
    expect(plain(paths)).toEqual([
      ['number 1 in the name', 'number', paths.map((_, i) => 10 + (i % 6))],
      ['number 2 in the name', 'yes-no', paths.map((_, i) => i % 2)],
    ])
  })

  test.each([
    ['counters', (i: number) => `img_${i}.png`],
    ['classes with counters', (i: number) => `${i % 2 === 0 ? 'cat' : 'dog'}.${i}.png`],
    ['a size that is always the same', (i: number) => `icon${i}_size32.png`],
    ['words', (i: number) => `${'abcdefghijklmnopqrstuvwxyz'[i] ?? ''}.png`],
  ])('%s: nothing', (_, name) => {
    expect(plain(pictures(24, name))).toEqual([])
  })
})
