/** Plain data with arrays comes back as it was. */
import { expect, test } from 'vitest'
import { lift, lower } from '../../../src/worker/formats/lifted.ts'

test('arrays of every kind, numbers that JSON has no word for, and all the rest', () => {
  const data = {
    step: 3,
    name: null,
    figures: [NaN, Infinity, -Infinity, 0.1],
    weights: [{ data: Float32Array.of(1.5, NaN, -0) }, { data: new Float32Array() }],
    pixels: Uint8Array.of(0, 255),
    clamped: Uint8ClampedArray.of(3),
    places: Int8Array.of(-127, 127),
    labels: Uint16Array.of(65_535),
  }
  expect(lower(lift(data))).toEqual(data)
})

test('a part of a larger buffer is that part', () => {
  const part = Float32Array.of(1, 2, 3, 4).subarray(1, 3)
  const { tensors, json } = lift({ part })
  expect(tensors.map(({ bytes }) => bytes.length)).toEqual([8])
  expect(lower({ json, tensors })).toEqual({ part: Float32Array.of(2, 3) })
})

test('an array that is missing, or of another type, is an error', () => {
  const { json, tensors } = lift({ a: Float32Array.of(1) })
  expect(() => lower({ json, tensors: [] })).toThrow('missing')
  expect(() => lower({ json, tensors: lift({ a: Uint8Array.of(1) }).tensors })).toThrow('missing')
  expect(() => lower({ json: json.replace('f32', 'toString'), tensors })).toThrow('missing')
})
