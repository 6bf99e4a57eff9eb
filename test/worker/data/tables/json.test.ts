/** Tables as JSON, and the texts that begin alike and are none. */
import { describe, expect, test } from 'vitest'
import { jsonRows, jsonTable } from '../../../../src/worker/data/tables/json-table.ts'
import { readJson } from '../../../../src/worker/data/tables/read-json.ts'
import { file } from '../../../helpers/data/files.ts'
import { points, refusal } from '../../../helpers/data/opening.ts'

const read = (value: unknown) => {
  const json = readJson(typeof value === 'string' ? value : JSON.stringify(value))
  return json === null ? null : jsonTable('a.json', json)
}
const place = (longitude: number, latitude: number, properties: object) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [longitude, latitude] },
  properties,
})

describe('a table', () => {
  const records = [
    { x: 1, y: 2.5, name: 'a' },
    { x: 3, y: null, name: 'b', more: [1] },
  ]
  const rows = [
    ['1', '2.5', 'a'],
    ['3', '', 'b'],
  ]
  const named = { header: ['x', 'y', 'name'], rows, lines: [1, 2], decimals: 'point' }

  test.each([
    ['records', records, named],
    [
      'records of which each has some of the keys',
      [
        { x: 1, y: 2.5, name: 'a' },
        { name: 'b', x: 3 },
      ],
      named,
    ],
    ['a record a line', records.map((record) => JSON.stringify(record)).join('\r\n') + '\n', named],
    ['records in a wrapping', { count: 2, data: records, next: null }, named],
    ['columns', { x: [1, 3], y: [2.5, null], name: ['a', 'b'] }, named],
    [
      'columns as pandas writes them',
      { x: { 0: 1, 1: 3 }, y: { 0: 2.5, 1: null }, name: { 0: 'a', 1: 'b' } },
      named,
    ],
    [
      'rows',
      [
        [1, 2.5, 'a'],
        [3, null, 'b'],
      ],
      { ...named, header: null },
    ],
    [
      'rows under names',
      [
        ['x', 'y', 'name'],
        [1, 2.5, 'a'],
        [3, null, 'b'],
      ],
      named,
    ],
    [
      'GeoJSON',
      { type: 'FeatureCollection', features: [place(-1.5, 50, { mag: 3 }), place(2, 48.25, { mag: 4 })] },
      {
        header: ['longitude', 'latitude', 'mag'],
        rows: [
          ['-1.5', '50', '3'],
          ['2', '48.25', '4'],
        ],
      },
    ],
    [
      'GeoJSON, a feature a line',
      [place(-1.5, 50, {}), place(2, 48.25, {})].map((feature) => JSON.stringify(feature)).join('\n'),
      { header: ['longitude', 'latitude'], lines: [1, 2], part: 'line' },
    ],
    [
      'a record under each name, more of them than of what each says',
      { a: { x: 1, y: 2.5 }, b: { x: 3, y: 4 }, c: { x: 5, y: 6 } },
      {
        header: ['x', 'y'],
        rows: [
          ['1', '2.5'],
          ['3', '4'],
          ['5', '6'],
        ],
        part: 'record',
      },
    ],
    [
      'records that hold places',
      [
        { id: 1, at: { x: 1, y: 2.5 }, size: [3, 4] },
        { id: 2, at: { x: 3, y: 4 }, size: [5, 6] },
      ],
      {
        header: ['id', 'at.x', 'at.y', 'size.0', 'size.1'],
        rows: [
          ['1', '1', '2.5', '3', '4'],
          ['2', '3', '4', '5', '6'],
        ],
      },
    ],
    ['records in two wrappings', { schema: 'v5', mark: { size: 3 }, data: { values: records } }, named],
    [
      'records beside what a program says of them',
      {
        schema: {
          fields: [
            { a: 1, b: 2 },
            { a: 3, b: 4 },
          ],
        },
        data: records,
      },
      named,
    ],
    [
      'what plotly draws, each a class',
      {
        data: [
          { x: [1], y: [2.5], name: 'a', type: 'scatter' },
          { x: [3], y: [null], name: 'b' },
        ],
        layout: {},
      },
      { header: ['x', 'y', 'name'], rows },
    ],
    [
      'numbers that Python has no number for',
      '[{"x": 1, "y": 2.5, "name": "a"}, {"x": 3, "y": NaN, "name": "b"}]',
      named,
    ],
    [
      'a list as Python prints it',
      '[(1, 2.5),\n (3, -4e-5)]',
      {
        rows: [
          ['1', '2.5'],
          ['3', '-0.00004'],
        ],
      },
    ],
    [
      'an array as NumPy prints it',
      'array([[ 1. ,  2.5],\n       [ 3. , -4. ]], dtype=float32)',
      {
        rows: [
          ['1', '2.5'],
          ['3', '-4'],
        ],
      },
    ],
    [
      'an array as NumPy shows it',
      '[[ 1.   2.5]\n [ 3.  -4. ]]',
      {
        rows: [
          ['1', '2.5'],
          ['3', '-4'],
        ],
      },
    ],
  ])('%s', (_, value, expected) => expect(read(value)).toMatchObject(expected))
})

test.each([
  [
    'a package',
    { name: 'p', version: '1.0.0', scripts: { a: 'b' }, dependencies: { c: '^1' }, files: ['d'] },
  ],
  [
    'words alone',
    [
      { a: 'b', c: 'd' },
      { a: 'e', c: 'f' },
    ],
  ],
  [
    'drawings, a record a line',
    [1, 2].map((n) => JSON.stringify({ word: 'cat', key_id: `${n}`, drawing: [[[n], [n]]] })).join('\n'),
  ],
  [
    'lists in lists',
    [
      [[1, 2], [3]],
      [[4], [5, 6]],
    ],
  ],
  ['a single record', [{ x: 1, y: 2 }]],
  ['one column', [{ x: 1 }, { x: 2 }]],
  [
    'labels of pictures',
    {
      labels: [
        ['a.png', 1],
        ['b.png', 2],
      ],
    },
  ],
  [
    'two lists of records',
    {
      a: [
        { x: 1, y: 2 },
        { x: 2, y: 3 },
      ],
      b: [
        { u: 1, v: 2 },
        { u: 2, v: 2 },
      ],
    },
  ],
  ['columns of different lengths', { x: [1, 2], y: [1, 2, 3] }],
  ['areas', { features: [{ geometry: { type: 'Polygon', coordinates: [] }, properties: { n: 1 } }] }],
  ['no JSON', '{ "x": 1, '],
  ['a configuration', '[section]\nkey = 1\nother = 2\n'],
])('%s is no table', (_, value) => expect(read(value)).toBeNull())

describe('what cannot be used is told by', () => {
  const place = (i: number) => ({ x: (i * 7) % 31, y: i === 4 ? 'none of it' : (i * 5) % 37 })
  const some = Array.from({ length: 40 }, (_, i) => place(i))
  const told = async (text: string) => {
    const [skipped] = (await points([file('a.json', text)])).summary.skipped
    return [skipped?.name, skipped?.reason.sentence, skipped?.reason.nextStep]
  }
  const words = (part: string, number: number) => [
    `a.json, ${part} ${number}`,
    `a.json, ${part} ${number}: “none of it” is not a number.`,
    `Put a number there, or remove the ${part}.`,
  ]

  test('its record, however many lines it has', async () => {
    expect(await told(JSON.stringify(some, null, 2))).toEqual(words('record', 5))
  })
  test('its line, empty ones counted, where each record has one', async () => {
    const lines = some.map((record) => JSON.stringify(record))
    expect(await told(['', '', ...lines].join('\n'))).toEqual(words('line', 7))
    expect(await told(['["x", "y"]', ...some.map(({ x, y }) => JSON.stringify([x, y]))].join('\n'))).toEqual(
      words('line', 6),
    )
  })
  test('its row', async () => {
    expect(await told(JSON.stringify(some.map(({ x, y }) => [x, y])))).toEqual(words('row', 5))
  })
  test('its place among all features', async () => {
    const area = { type: 'Feature', geometry: { type: 'Polygon', coordinates: [] } }
    const features = some.map(({ x, y }) => ({
      geometry: { type: 'Point', coordinates: [x, y] },
      properties: {},
    }))
    expect(await told(JSON.stringify({ features: [area, ...features] }))).toEqual(words('record', 6))
  })
})

test('is opened as points, with columns by their names', async () => {
  const cars = Array.from({ length: 40 }, (_, i) => ({
    id: i,
    x: (i * 7) % 31,
    y: (i * 5) % 37,
    kind: 'ab'[i % 2],
  }))
  const set = await points([file('cars.json', JSON.stringify(cars))])
  expect(set.summary).toMatchObject({ count: 40, card: { classes: [{ name: 'a' }, { name: 'b' }] } })
  expect(await refusal([file('package.json', '{"name": "p"}')])).toMatchObject({ code: 'not-an-image' })
})

test('a table of words is one of rows, and none of points', () => {
  const lines = [
    '{"colour": "red", "kind": "a", "ok": true}',
    '{"colour": "blue", "kind": null, "ok": false}',
  ]
  const json = readJson(lines.join('\n'))
  expect(json && jsonTable('a.jsonl', json)).toBeNull()
  expect(json && jsonRows('a.jsonl', json)).toMatchObject({
    header: ['colour', 'kind', 'ok'],
    rows: [
      ['red', 'a', 'true'],
      ['blue', '', 'false'],
    ],
    lines: [1, 2],
    part: 'line',
  })
})
