/** Grids of numbers written as JSON, and the lists in lists that are none. */
import { describe, expect, test } from 'vitest'
import { jsonGrid } from '../../../../src/worker/data/arrays/json-grid.ts'
import { file } from '../../../helpers/data/files.ts'
import { images, points, refusal } from '../../../helpers/data/opening.ts'

const row = (width: number, from = 0) => Array.from({ length: width }, (_, i) => (from + i) % 256)
const grid = (height: number, width: number, from = 0) =>
  Array.from({ length: height }, (_, y) => row(width, from + y))
const sizeOf = (value: unknown) => {
  const found = jsonGrid(value)
  return found === null ? null : [found.count, found.height, found.width, found.channels]
}

describe('a grid', () => {
  test.each([
    ['of one picture', grid(61, 87), [1, 61, 87, 1]],
    ['of one square picture', grid(28, 28), [1, 28, 28, 1]],
    ['under a key', { z: grid(61, 87), name: 'a' }, [1, 61, 87, 1]],
    ['as plotly draws it', { data: [{ z: grid(61, 87), type: 'surface' }], layout: {} }, [1, 61, 87, 1]],
    ['as vega writes it', { width: 87, height: 61, scale: [1, -1], values: row(87 * 61) }, [1, 61, 87, 1]],
    ['of colours', { width: 18, height: 16, data: row(864) }, [1, 16, 18, 3]],
    ['of flat pictures', grid(3, 784), [3, 28, 28, 1]],
    ['of pictures', [grid(9, 8), grid(9, 8, 5)], [2, 9, 8, 1]],
    [
      'of pictures of a channel',
      [grid(9, 8), grid(9, 8)].map((one) => one.map((line) => line.map((value) => [value]))),
      [2, 9, 8, 1],
    ],
  ])('%s', (_, value, size) => expect(sizeOf(value)).toEqual(size))

  test('of whole numbers up to 255 is taken as bytes; others from the least to the most', () => {
    expect([...(jsonGrid(grid(50, 60))?.bytes.slice(0, 3) ?? [])]).toEqual([0, 1, 2])
    const deep = jsonGrid(grid(8, 8).map((line) => line.map((value) => 1000 + value * 0.5)))
    expect(deep).toMatchObject({ span: [1000, 1007] })
  })

  test('with labels beside it', () => {
    expect(jsonGrid({ images: grid(3, 784), labels: [4, 4, 7], size: 28 })?.labels).toEqual(['4', '4', '7'])
  })
})

test.each([
  ['rows of a table', grid(40, 30)],
  ['rows of many columns', grid(200, 60)],
  [
    'outlines',
    [
      [row(2), row(2, 5)],
      [row(2, 7), row(2, 9)],
    ],
  ],
  ['hands', Array.from({ length: 9 }, () => grid(21, 3))],
  ['uneven lists', [row(90), row(91)]],
  ['words among the numbers', [...grid(60, 87), [...row(86), 'x']]],
  ['two grids', { a: grid(61, 87), b: grid(61, 87) }],
  ['a list', row(90)],
  ['nothing', null],
])('%s is none', (_, value) => expect(jsonGrid(value)).toBeNull())

test('several are a set; one says why it is none; a table stays one', async () => {
  const json = (name: string, value: unknown) => file(name, JSON.stringify(value))
  const set = await images([json('a.json', grid(16, 16)), json('b.json', { z: grid(16, 16, 100) })])
  expect(set.pixels[0]).toBe(0)
  expect(set.pixels[256]).toBe(100)
  expect(await refusal([json('volcano.json', grid(61, 87))])).toMatchObject({
    code: 'too-few-items',
    message: 'volcano.json is one grid of 61 × 87 numbers, which makes a single picture; a set needs two.',
  })
  expect((await points([json('p.json', grid(40, 2))])).list.count).toBe(40)
})
