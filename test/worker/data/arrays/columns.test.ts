/** Arrays of one dimension that belong together, in an archive or beside each other. */
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { file } from '../../../helpers/data/files.ts'
import { npy, raw } from '../../../helpers/data/npy.ts'
import { guessed, images, points, reasons, refusal } from '../../../helpers/data/opening.ts'

const COUNT = 40
const floats = (at: (i: number) => number, count = COUNT) =>
  npy('<f8', [count], raw(Float64Array.from({ length: count }, (_, i) => at(i))))
const ints = (at: (i: number) => number, count = COUNT) =>
  npy('<i4', [count], raw(Int32Array.from({ length: count }, (_, i) => at(i))))
const wave = floats((i) => Math.sin(i))
const rise = floats((i) => ((i * 7) % 31) + 0.5)
const kinds = ints((i) => i % 3)
const npz = (arrays: Record<string, Uint8Array>) =>
  file(
    'a.npz',
    zipSync(Object.fromEntries(Object.entries(arrays).map(([name, bytes]) => [`${name}.npy`, bytes]))),
  )
const table = (columns: number, count = COUNT) =>
  npy('<f8', [count, columns], raw(Float64Array.from({ length: count * columns }, (_, i) => (i * 13) % 29)))

describe('columns an array each', () => {
  test.each([
    ['in an archive', COUNT, [npz({ x: rise, y: wave })]],
    ['side by side', COUNT, [file('x.npy', rise), file('y.npy', wave)]],
    ['of whole numbers', COUNT, [npz({ x: ints((i) => (i * 7) % 31), y: ints((i) => (i * 5) % 17) })]],
    [
      'of one column each',
      3,
      [npz({ x: npy('<f8', [3, 1], raw(Float64Array.of(1.5, 2, 4))), y: floats((i) => i, 3) })],
    ],
  ])('%s are points', async (_, count, files) => {
    const set = await points(files)
    expect(set.summary).toMatchObject({ count, skipped: [], item: { kind: 'point' } })
  })

  test('by other names are a table with classes', async () => {
    const set = await points([npz({ height: rise, label: kinds, width: wave })])
    expect(set.summary).toMatchObject({ count: COUNT, skipped: [] })
    expect(guessed(set, 'columns')).toBe('“height”, “width”')
    expect(set.summary.card?.classes.map(({ name }) => name)).toEqual(['0', '1', '2'])
  })

  test('behind a table of as many rows give its classes', async () => {
    const words = npy('|S2', [COUNT], Uint8Array.from(Buffer.from('aabb'.repeat(COUNT / 2), 'latin1')))
    for (const y of [kinds, words]) {
      const set = await points([npz({ X: table(2), y })])
      expect(guessed(set, 'columns')).toBe('“column 1”, “column 2”')
      expect(set.summary).toMatchObject({ count: COUNT, skipped: [] })
      expect(set.summary.card?.classes.length).toBe(y === kinds ? 3 : 2)
    }
  })

  test('a training and a test part stay apart by their lengths, and join by their names', async () => {
    const set = await points([
      npz({ x_test: table(2, 12), x_train: table(2), y_test: ints((i) => i % 3, 12), y_train: kinds }),
    ])
    expect(set.summary.count).toBe(COUNT + 12)
  })
})

test('labels of pictures stay labels', async () => {
  const pictures = npy('|u1', [COUNT, 16, 16], new Uint8Array(COUNT * 256).fill(9))
  const set = await images([npz({ x: pictures, y: kinds, z: ints((i) => i % 2, 12) })])
  expect(set.summary.classes).toEqual(['0', '1', '2'])
  const weighed = await images([npz({ x: pictures, y: kinds, weight: wave })])
  expect(weighed.summary.classes).toEqual(['0', '1', '2'])
  expect(reasons(weighed)).toEqual({ 'a.npz/weight.npy': 'array-shape' })
})

test('one alone, or labels without anything, is refused', async () => {
  expect(await refusal([file('a.npy', wave)])).toMatchObject({
    code: 'array-shape',
    message: 'a.npy has the shape 40, which is neither pictures nor a table.',
  })
  expect(await refusal([npz({ x: rise, y: floats((i) => i / 2, 12) })])).toMatchObject({
    code: 'nothing-usable',
  })
  await expect(points([npz({ y_test: kinds, y_train: kinds })])).rejects.toThrow()
})
