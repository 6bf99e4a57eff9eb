/** What a layer is told of each item of its batch, and the layer that lays it beside the item. */
import { tensor2d, tensor4d, type Tensor2D } from '@tensorflow/tfjs'
import { beforeAll, expect, test } from 'vitest'
import { conditionOf, evenly } from '../../../../src/worker/gan/networks/conditions.ts'
import { PROBE } from '../../../../src/worker/gan/networks/layer.ts'
import { besideLayer } from '../../../../src/worker/gan/networks/layers/beside.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { sampleTensor } from '../../../helpers/truth/differences.ts'

beforeAll(useCpu)

test('a batch that holds its items several times over is told each as often, of any shape', () => {
  const labels = tensor2d([
    [0, 1],
    [1, 0],
  ])
  const source = tensor4d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2, 1])
  const told = { labels, source }
  expect(conditionOf(told, 'labels', 2)).toBe(labels)
  expect([...(conditionOf(told, 'labels', 4)?.dataSync() ?? [])]).toEqual([0, 1, 1, 0, 0, 1, 1, 0])
  const thrice = conditionOf(told, 'source', 6)
  expect(thrice?.shape).toEqual([6, 2, 2, 1])
  expect([...(thrice?.dataSync() ?? [])]).toEqual([1, 2, 3].flatMap(() => [1, 2, 3, 4, 5, 6, 7, 8]))
  expect(conditionOf(told, 'row', 4)).toBeUndefined()
  expect(conditionOf(undefined, 'labels', 4)).toBeUndefined()
})

test('a batch that holds them one time and a half is a mistake', () => {
  expect(() => conditionOf({ row: sampleTensor([2, 3], 1) as Tensor2D }, 'row', 3)).toThrow(
    'several times over',
  )
})

test('all classes alike are one in all, and none are nothing', () => {
  expect(evenly({ classes: 4 }, 2).labels?.arraySync()).toEqual([
    [0.25, 0.25, 0.25, 0.25],
    [0.25, 0.25, 0.25, 0.25],
  ])
  expect(evenly({ classes: 0 }, 2)).toEqual({})
})

test('a condition lies beside the item on the last axis', () => {
  const layer = besideLayer({
    name: 'told',
    shape: [2, 2, 1],
    condition: 'source',
    conditionShape: [2, 2, 2],
  })
  const [x, source] = [sampleTensor([4, 2, 2, 1], 1), sampleTensor([2, 2, 2, 2], 2)]
  const y = layer.apply(
    x,
    { weights: new Map(), statistics: new Map() },
    { ...PROBE, conditions: { source } },
  )
  expect(y.shape).toEqual([4, ...layer.outputShape])
  const [items, sources] = [x.dataSync(), source.dataSync()]
  const places = Array.from({ length: 16 }, (_, at) => at)
  expect([...y.dataSync()]).toEqual(
    places.flatMap((at) => [items[at], sources[(2 * at) % 16], sources[(2 * at + 1) % 16]]),
  )
})
