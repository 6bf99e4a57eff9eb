/** Own data as they lie in storage: today's and the first edition's come back whole, damaged ones do not. */
import { describe, expect, test } from 'vitest'
import { repairDataset } from '../../../src/common/saved/repair-dataset.ts'

const about = { id: 'own', label: 'Yours', count: 2, classes: ['a', 'b'], skipped: [], fingerprint: 'ab' }
const labels = Uint16Array.of(0, 1)
const pixels = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)
const pictures = { kind: 'picture', size: 2, channels: 1 } as const
const today = { summary: { ...about, item: pictures, size: 2, channels: 1 }, bytes: pixels, labels }
const images = { kind: 'images', summary: { ...about, kind: 'images', size: 2, channels: 1 }, pixels, labels }
const values = Float32Array.of(9, 9, 0.5, -1, 1, 0.25)
const points = {
  kind: 'points',
  summary: { ...about, kind: 'points', size: 0, channels: 2, classes: [] },
  points: values.subarray(2),
}

describe('kept own data', () => {
  test('of today come back as they were', () => {
    expect(repairDataset(today)).toEqual(today)
  })

  test('come back with what is told of each item', () => {
    const attributes = [{ name: 'age', kind: 'number', values: Float32Array.of(3, NaN) }]
    const told = {
      ...today,
      attributes,
      summary: { ...today.summary, attributes: [{ name: 'age', kind: 'number' }] },
    }
    expect(repairDataset(told)).toEqual(told)
  })

  test('come back with the partners of pairs', () => {
    const told = {
      ...today,
      partners: Uint8Array.of(4, 3, 2, 1),
      summary: { ...today.summary, pairs: { source: 'photos', target: 'masks' } },
    }
    expect(repairDataset(told)).toEqual(told)
  })

  test('of pictures that the first edition kept are today’s', () => {
    expect(repairDataset(images)).toEqual(today)
  })

  test('of points that the first edition kept have their bytes and the square they were fitted into', () => {
    const repaired = repairDataset(points)
    expect(repaired?.summary).toMatchObject({ item: { kind: 'point', extent: 1.6 }, size: 0, channels: 2 })
    expect(repaired?.summary).not.toHaveProperty('kind')
    expect(repaired?.labels).toBeNull()
    expect([...new Float32Array(repaired?.bytes.slice().buffer ?? new ArrayBuffer(0))]).toEqual([
      0.5, -1, 1, 0.25,
    ])
  })

  test.each([
    ['nothing', undefined],
    ['no bytes', { ...today, bytes: undefined }],
    [
      'an attribute that is no numbers',
      { ...today, attributes: [{ name: 'age', kind: 'number', values: [1, 2] }] },
    ],
    ['an unknown kind of item', { ...today, summary: { ...today.summary, item: { kind: 'smell' } } }],
    ['two channels', { ...images, summary: { ...images.summary, channels: 2 } }],
    ['points that are no numbers', { ...points, points: [0, 1] }],
  ])('%s: refused', (_, damaged) => {
    expect(repairDataset(damaged)).toBeNull()
  })
})
