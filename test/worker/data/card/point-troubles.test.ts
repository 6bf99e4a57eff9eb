import { expect, test } from 'vitest'
import { pointTroubles } from '../../../../src/worker/data/card/point-troubles.ts'

const line = (count: number) => Float32Array.from({ length: 2 * count }, (_, i) => i)
const sentences = (points: Float32Array) => pointTroubles(points).map(({ sentence }) => sentence)

test('a table without fault is left in peace', () => {
  expect(pointTroubles(line(24))).toEqual([])
})

test('one point a hundred times is all there is to say', () => {
  expect(sentences(new Float32Array(200).fill(3))).toEqual(['All 100 points are the same.'])
})

test('points that stand more than once are told when they are many', () => {
  const points = line(100)
  points.copyWithin(2 * 90, 0, 2 * 4)
  expect(pointTroubles(points)).toEqual([])
  points.copyWithin(2 * 90, 0, 2 * 6)
  expect(sentences(points)).toEqual(['6 of 100 points are there more than once.'])
})

test('few points are told', () => {
  expect(sentences(line(23))).toEqual(['23 points are few: the verdict needs more.'])
})

test('points are the same by both numbers, whatever the sign of a zero', () => {
  const twice = Float32Array.from({ length: 200 }, (_, i) => Math.floor(i / 2) % 10)
  twice.set([0, -0, -0, 0, 0, 0], 0)
  expect(pointTroubles(twice).find(({ id }) => id === 'duplicates')?.sentence).toBe(
    '90 of 100 points are there more than once.',
  )
  const other = Float32Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 1 : i))
  expect(pointTroubles(other)).toEqual([])
})
