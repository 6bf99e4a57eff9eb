/** The layout of shipped files, byte by byte: files of the first version still open, those of the second tell more of each picture. */
import { describe, expect, test } from 'vitest'
import { readShipped } from '../../../src/worker/data/shipped-format.ts'

const HEAD = [...new TextEncoder().encode('GNVS')]
const PIXELS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** Three gray pictures of 2 × 2, unfiltered. */
function file(version: number, told: string, columns: readonly number[], pixels = PIXELS): ArrayBuffer {
  const text = new TextEncoder().encode(told)
  const size = [text.length & 255, text.length >> 8]
  return Uint8Array.from([...HEAD, version, 2, 1, 0, 3, 0, 0, 0, ...size, ...text, ...columns, ...pixels])
    .buffer
}

const described = (description: object) => JSON.stringify(description)
const FACES = described({
  classes: ['dark', 'grey'],
  attributes: [
    { name: 'Glasses', kind: 'yes-no' },
    { name: 'Skin', kind: 'number' },
  ],
  groups: { names: ['one', 'two'], heldOut: [1] },
})

describe('version 1', () => {
  test('tells a class of each picture and nothing else', async () => {
    expect(await readShipped(file(1, 'cats\ndogs', [1, 0, 1]))).toEqual({
      ...{ side: 2, channels: 1, count: 3, classes: ['cats', 'dogs'], attributes: [], groups: null },
      labels: Uint8Array.of(1, 0, 1),
      pixels: Uint8Array.from(PIXELS),
    })
  })
})

describe('version 2', () => {
  test('tells classes, attributes and groups, in this order', async () => {
    const read = await readShipped(file(2, FACES, [1, 0, 1, 0, 1, 1, 7, 200, 0, 0, 0, 1]))
    expect(read.labels).toEqual(Uint8Array.of(1, 0, 1))
    expect(read.attributes).toEqual([
      { name: 'Glasses', kind: 'yes-no', values: Float32Array.of(0, 1, 1) },
      { name: 'Skin', kind: 'number', values: Float32Array.of(7, 200, 0) },
    ])
    expect(read.groups).toEqual({ names: ['one', 'two'], heldOut: [1], of: Uint16Array.of(0, 0, 1) })
    expect(read.pixels).toEqual(Uint8Array.from(PIXELS))
  })

  test('may tell groups alone', async () => {
    const told = described({ classes: [], attributes: [], groups: { names: ['a'], heldOut: [] } })
    const read = await readShipped(file(2, told, [0, 0, 0]))
    expect([read.classes, read.labels.length, read.groups?.of.length]).toEqual([[], 0, 3])
  })

  test.each([
    ['a column less than described', file(2, FACES, [1, 0, 1, 0, 1, 1, 7, 200, 0])],
    ['no description', file(2, 'cats\ndogs', [1, 0, 1])],
    [
      'a kind of attribute nobody knows',
      file(2, described({ classes: [], attributes: [{ name: 'x', kind: 'mood' }], groups: null }), [1, 1, 1]),
    ],
    ['a version nobody wrote yet', file(3, FACES, [1, 0, 1, 0, 1, 1, 7, 200, 0, 0, 0, 1])],
  ])('%s: damaged', async (_, bytes) => {
    await expect(readShipped(bytes)).rejects.toMatchObject({ code: 'dataset-damaged' })
  })
})
