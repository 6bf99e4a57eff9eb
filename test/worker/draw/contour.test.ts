import { expect, test } from 'vitest'
import { contourAt } from '../../../src/worker/draw/contour.ts'

/** The ends of all segments. */
function ends(segments: number[]): [number, number][] {
  return Array.from({ length: segments.length / 2 }, (_, i) => [
    segments[2 * i] ?? NaN,
    segments[2 * i + 1] ?? NaN,
  ])
}

function field(side: number, value: (x: number, y: number) => number): Float32Array {
  return Float32Array.from({ length: side * side }, (_, i) => value(i % side, Math.floor(i / side)))
}

test('a tilted plane is cut along the straight line where it has the level', () => {
  const segments = contourAt(
    field(9, (x, y) => 2 * x + 3 * y),
    9,
    17.5,
  )
  expect(segments.length).toBeGreaterThan(0)
  for (const [x, y] of ends(segments)) expect(2 * x + 3 * y).toBeCloseTo(17.5, 5)
})

test('a round hill gives one closed line: every end is shared by two segments, and its length is the circle’s', () => {
  const segments = contourAt(
    field(41, (x, y) => 12 - Math.hypot(x - 20, y - 20)),
    41,
    0,
  )
  const seen = new Map<string, number>()
  for (const [x, y] of ends(segments)) {
    const key = `${x.toFixed(5)} ${y.toFixed(5)}`
    seen.set(key, (seen.get(key) ?? 0) + 1)
  }
  expect([...seen.values()].every((times) => times === 2)).toBe(true)
  let length = 0
  for (let i = 0; i < segments.length; i += 4) {
    length += Math.hypot(
      (segments[i] ?? 0) - (segments[i + 2] ?? 0),
      (segments[i + 1] ?? 0) - (segments[i + 3] ?? 0),
    )
  }
  expect(Math.abs(length / (2 * Math.PI * 12) - 1)).toBeLessThan(0.01)
})

test.for([
  { middle: 'above', corner: 0.9 },
  { middle: 'below', corner: 0.3 },
])('at a saddle whose middle is $middle, the line keeps the corners that belong together', ({ corner }) => {
  // North-west and south-east are above by `corner`, the others below by 0.5.
  const segments = contourAt(new Float32Array([corner, -0.5, -0.5, corner]), 2, 0)
  expect(segments).toHaveLength(8)
  // Each segment cuts off one corner; which corners are cut off says which are joined.
  const cutOff = [0, 4].map((at) => {
    const x = ((segments[at] ?? 0) + (segments[at + 2] ?? 0)) / 2
    const y = ((segments[at + 1] ?? 0) + (segments[at + 3] ?? 0)) / 2
    return x < 0.5 === y < 0.5 ? 'above' : 'below'
  })
  const joinedAbove = corner > 0.5
  expect(cutOff).toEqual(joinedAbove ? ['below', 'below'] : ['above', 'above'])
})

test('a flat field has no line', () => {
  expect(contourAt(new Float32Array(25).fill(0.7), 5, 0.5)).toEqual([])
})
