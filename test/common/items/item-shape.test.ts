/** What the shape of an item means to a network. */
import { expect, test } from 'vitest'
import {
  geometryOf,
  geometryOfBatch,
  pictureShape,
  sequenceShape,
  vectorShape,
  volumeShape,
} from '../../../src/common/items/item-shape.ts'

test('each named shape is read as what it was named', () => {
  expect(geometryOf(vectorShape(2))).toEqual({ type: 'vector', values: 2 })
  expect(geometryOf(sequenceShape(100, 3))).toEqual({ type: 'sequence', steps: 100, channels: 3 })
  expect(geometryOf(pictureShape(28, 1))).toEqual({ type: 'picture', height: 28, width: 28, channels: 1 })
  expect(geometryOf(pictureShape(8, 3, 12))).toEqual({ type: 'picture', height: 8, width: 12, channels: 3 })
  const cube = { type: 'volume', depth: 16, height: 16, width: 16, channels: 1 }
  expect(geometryOf(volumeShape(16, 1))).toEqual(cube)
  expect(geometryOf(volumeShape(4, 2, 5, 6))).toEqual({ ...cube, depth: 4, height: 5, width: 6, channels: 2 })
})

test('the first axis of a batch is no axis of its items', () => {
  expect(geometryOfBatch([64, 28, 28, 3]).type).toBe('picture')
  expect(geometryOfBatch([64, 2]).type).toBe('vector')
  expect(geometryOfBatch([64, 16, 3]).type).toBe('sequence')
})

test('a shape of no meaning is refused', () => {
  expect(() => geometryOf([])).toThrow('[]')
  expect(() => geometryOf([1, 2, 3, 4, 5])).toThrow('[1,2,3,4,5]')
})
