/** The file of learnt weights: the one that is shipped, and what becomes of a damaged one. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LEARNT_SHAPES, readLearntWeights } from '../../../../src/worker/gan/networks/learnt-file.ts'

const shipped = (): Uint8Array<ArrayBuffer> => Uint8Array.from(readFileSync('public/data/learnt.bin'))

test('the shipped file holds every tensor, all numbers finite, no channel empty', () => {
  const weights = readLearntWeights(shipped().buffer)
  expect([...weights.keys()]).toEqual(LEARNT_SHAPES.map(([name]) => name))
  for (const [name, { shape, data }] of weights) {
    expect(data, name).toHaveLength(shape.reduce((product, length) => product * length, 1))
    expect(data.every(Number.isFinite), name).toBe(true)
    expect(
      data.some((value) => Math.abs(value) > 1e-3),
      name,
    ).toBe(true)
  }
})

test('a kernel is whole numbers times a scale of its last axis', () => {
  const bytes = shipped()
  const view = new DataView(bytes.buffer)
  const { data } = readLearntWeights(bytes.buffer).get('generator/up/0/kernel') ?? { data: [] }
  const scale = (other: number) => view.getFloat32(5 + 4 * other, true)
  const value = (i: number) => view.getInt8(5 + 4 * 32 + i)
  for (const i of [0, 31, 32, 777, 1535]) {
    expect(data[i]).toBe(Math.fround(value(i) * scale(i % 32)))
  }
})

test.for<[string, (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>]>([
  ['cut short', (bytes) => bytes.slice(0, -1)],
  ['too long', (bytes) => Uint8Array.from([...bytes, 0])],
  ['of something else', (bytes) => bytes.with(0, 65)],
  ['of another version', (bytes) => bytes.with(4, 2)],
  ['empty', () => new Uint8Array()],
])('a file %s is refused in a sentence', ([, spoil]) => {
  expect(() => readLearntWeights(spoil(shipped()).buffer)).toThrow(
    expect.objectContaining({ code: 'learnt-damaged' }) as Error,
  )
})
