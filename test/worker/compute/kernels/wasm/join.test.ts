/** Concat and SplitV against tfjs’ plain back end, place by place. */
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { openWasmEngine } from '../../../../helpers/engine/wasm-engine.ts'

beforeAll(async () => {
  await openWasmEngine()
})

const sizeOf = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1)

/** Each number another one. */
function numbers(shape: readonly number[], first: number, dtype: 'float32' | 'int32' = 'float32'): tf.Tensor {
  return tf.tensor(
    Array.from({ length: sizeOf(shape) }, (_, i) => first + i),
    [...shape],
    dtype,
  )
}

/** The same numbers by reading each place by itself. */
function joined(parts: readonly tf.Tensor[], axis: number): number[] {
  const values = parts.map((part) => part.dataSync())
  const rows = sizeOf(parts[0]?.shape.slice(0, axis) ?? [])
  return Array.from({ length: rows }, (_, row) =>
    parts.flatMap((part, i) => {
      const columns = sizeOf(part.shape.slice(axis))
      return [...(values[i]?.subarray(row * columns, (row + 1) * columns) ?? [])]
    }),
  ).flat()
}

const CASES: readonly { readonly shapes: readonly number[][]; readonly axis: number }[] = [
  {
    shapes: [
      [2, 5, 5, 1],
      [2, 5, 5, 16],
    ],
    axis: 3,
  },
  {
    shapes: [
      [2, 3, 3, 3],
      [2, 3, 3, 4],
      [2, 3, 3, 33],
    ],
    axis: 3,
  },
  {
    shapes: [
      [3, 7],
      [3, 8],
    ],
    axis: 1,
  },
  {
    shapes: [
      [3, 2, 5],
      [3, 4, 5],
    ],
    axis: 1,
  },
  {
    shapes: [
      [4, 3],
      [2, 3],
    ],
    axis: 0,
  },
  { shapes: [[4], [1], [7]], axis: 0 },
  {
    shapes: [
      [2, 3],
      [2, 0],
      [2, 2],
    ],
    axis: 1,
  },
]

describe.each(CASES)('$shapes along $axis', ({ shapes, axis }) => {
  test.each(['float32', 'int32'] as const)('%s are joined and parted again', (dtype) => {
    tf.tidy(() => {
      const parts = shapes.map((shape, i) => numbers(shape, 100 * i, dtype))
      const whole = tf.concat(parts, axis)
      expect(whole.dtype).toBe(dtype)
      expect([...whole.dataSync()]).toEqual(joined(parts, axis))
      const sizes = shapes.map((shape) => shape[axis] ?? 0)
      const again = tf.split(whole, sizes, axis)
      expect(again.map(({ shape }) => shape)).toEqual(shapes)
      again.forEach((part, i) => expect([...part.dataSync()]).toEqual([...(parts[i]?.dataSync() ?? [])]))
    })
  })
})

test('parts of equal size, an axis from the end, and what is left to tfjs', () => {
  tf.tidy(() => {
    const x = numbers([2, 3, 6], 0)
    const [first, second] = tf.split(x, 2, -1)
    expect([...(first?.dataSync() ?? [])].slice(0, 3)).toEqual([0, 1, 2])
    expect([...(second?.dataSync() ?? [])].slice(0, 3)).toEqual([3, 4, 5])
    const truths = tf.concat([tf.tensor1d([true, false], 'bool'), tf.tensor1d([true], 'bool')])
    expect([...truths.dataSync()]).toEqual([1, 0, 1])
    expect([...tf.concat([x]).dataSync()]).toEqual([...x.dataSync()])
  })
})
