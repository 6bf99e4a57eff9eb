import { describe, expect, test } from 'vitest'
import { splitOfItems } from '../../../src/worker/data/split.ts'
import { finish } from '../../../src/worker/evaluation/metrics/slices.ts'
import { nearestIn } from '../../../src/worker/kinds/picture/nearest-training.ts'
import { sortedByScore } from '../../../src/worker/kinds/picture/wall.ts'
import { ownPictures } from '../../helpers/data/sets.ts'
import { normals, streamFor } from '../../../src/common/numbers/random.ts'

const SIZE = 8
const COUNT = 200

async function set() {
  const noise = normals(streamFor(8, 'data'), SIZE * SIZE * COUNT, 128, 40)
  const pixels = Uint8Array.from(noise, (value) => Math.min(255, Math.max(0, value)))
  const labels = Uint16Array.from({ length: COUNT }, (_, i) => i % 2)
  return ownPictures({ size: SIZE, pixels, labels }, { classes: ['even', 'odd'] })
}

describe('the nearest training pictures', () => {
  test('of a copy: itself at distance 0 first, then farther and farther, with its class', async () => {
    const dataset = await set()
    const { training } = splitOfItems(dataset)
    const index = training[17] ?? -1
    const { nearest, usual } = finish(nearestIn(dataset, dataset.list.at([index]), 5))
    expect(nearest).toHaveLength(5)
    expect(nearest[0]?.distance).toBe(0)
    expect([...(nearest[0]?.picture ?? [])]).toEqual([...dataset.list.at([index])])
    expect(nearest[0]?.label).toBe(index % 2 === 0 ? 'even' : 'odd')
    const distances = nearest.map(({ distance }) => distance)
    expect(distances).toEqual([...distances].sort((a, b) => a - b))
    expect(distances[1]).toBeGreaterThan(0)
    expect(usual).toBeGreaterThan(0)
  })

  test('an unseen picture is about as far as is usual', async () => {
    const dataset = await set()
    const { heldOut } = splitOfItems(dataset)
    const { nearest, usual } = finish(nearestIn(dataset, dataset.list.at([heldOut[0] ?? -1]), 1))
    expect(nearest[0]?.distance).toBeGreaterThan(0.5 * (usual ?? NaN))
    expect(nearest[0]?.distance).toBeLessThan(2 * (usual ?? NaN))
  })
})

describe('sorting', () => {
  test('the most real first; equal scores keep their order; the order says where each was', () => {
    const pixels = Float32Array.of(10, 11, 20, 21, 30, 31, 40, 41)
    const sorted = sortedByScore({ count: 4, pixels, scores: Float32Array.of(0.25, 0.75, 0.25, 0.5) })
    expect([...(sorted.order ?? [])]).toEqual([1, 3, 0, 2])
    expect([...sorted.pixels]).toEqual([20, 21, 40, 41, 10, 11, 30, 31])
    expect([...sorted.scores]).toEqual([0.75, 0.5, 0.25, 0.25])
  })
})
