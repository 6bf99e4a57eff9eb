import { describe, expect, test } from 'vitest'
import { normals, streamFor } from '../../../../src/common/numbers/random.ts'
import { strengthOf, withStrength } from '../../../../src/page/ui/latent/directions/along.ts'
import { arithmetic, mix, onLoop } from '../../../../src/page/ui/latent/pins/between.ts'
import {
  latentAt,
  movePlace,
  placeOfSeed,
  placesAround,
  seedAt,
} from '../../../../src/page/ui/latent/directions/map-maths.ts'
import { drawOf } from '../../../../src/page/ui/latent/pins/walk.ts'

const of = (...values: number[]) => Float32Array.from(values)
const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 5) as number)
const length = (vector: Float32Array) => Math.hypot(...vector)

describe('along a direction', () => {
  test('strength is the part along it in σ, and setting it leaves the rest alone', () => {
    const z = of(1, 2, 3)
    const up = of(0, 0.6, 0.8)
    expect(strengthOf(z, up, 'normal')).toBeCloseTo(3.6, 5)
    const next = withStrength(z, up, -1, 'normal')
    expect(strengthOf(next, up, 'normal')).toBeCloseTo(-1, 5)
    // Across the direction nothing moved.
    expect(next[0]).toBe(1)
    expect((next[1] ?? 0) * 0.8 - (next[2] ?? 0) * 0.6).toBeCloseTo(2 * 0.8 - 3 * 0.6, 5)
  })

  test('σ of the uniform prior is 1/√3, and it is never left', () => {
    expect(strengthOf(of(0.5, 0), of(1, 0), 'uniform')).toBeCloseTo(0.5 * Math.sqrt(3), 5)
    expect([...withStrength(of(0.5, 0.2), of(1, 0), 3, 'uniform')]).toEqual(close([1, 0.2]))
  })
})

describe('between pins', () => {
  const a = normals(streamFor(1, 'walk'), 64)
  const b = normals(streamFor(2, 'walk'), 64)
  const c = normals(streamFor(3, 'walk'), 64)

  test('half-way keeps the length for the normal prior, and is the mean for the uniform one', () => {
    expect(length(mix(a, b, 0.5, 'normal'))).toBeCloseTo((length(a) + length(b)) / 2, 3)
    expect([...mix(of(0, 1), of(1, 0), 0.5, 'uniform')]).toEqual(close([0.5, 0.5]))
  })

  test('a loop stands at each stop in turn and closes', () => {
    const stops = [a, b, c]
    expect([...(onLoop(stops, 1, 'normal') ?? [])]).toEqual(close([...b]))
    expect([...(onLoop(stops, 3, 'normal') ?? [])]).toEqual(close([...a]))
    expect([...(onLoop(stops, 2.5, 'normal') ?? [])]).toEqual(close([...mix(c, a, 0.5, 'normal')]))
    expect(onLoop([], 0, 'normal')).toBeNull()
  })

  test('A − B + C is that sum, brought back where no draw lies', () => {
    expect([...arithmetic(of(1, 0), of(1, 0.5), of(0, 1), 'normal')]).toEqual(close([0, 0.5]))
    const sum = arithmetic(a, b, c, 'normal')
    expect(length(sum)).toBeCloseTo(Math.max(length(a), length(b), length(c)), 3)
    const plain = a.map((value, i) => value - (b[i] ?? 0) + (c[i] ?? 0))
    const cosine =
      sum.reduce((total, value, i) => total + value * (plain[i] ?? 0), 0) / length(sum) / length(plain)
    expect(cosine).toBeCloseTo(1, 5)
    expect([...arithmetic(of(1, 0), of(-1, 0), of(1, 0.5), 'uniform')]).toEqual(close([1, 0.5]))
  })
})

describe('the map of seeds', () => {
  test('seeds go on across by one and down by a hundred', () => {
    expect([seedAt(12, 0), seedAt(12, 4), seedAt(-1, 0)]).toEqual([12, 412, 2 ** 32 - 1])
    expect(placeOfSeed(412)).toEqual({ x: 12, y: 4 })
  })

  test('a whole place is its seed’s own draw; between two it lies on the arc', () => {
    const at = latentAt({ x: 12, y: 4 }, 32, 'normal')
    expect([...at]).toEqual([...drawOf(412, 0, 32, 'normal')])
    const between = latentAt({ x: 12.25, y: 4 }, 32, 'normal')
    expect([...between]).toEqual(
      close([...mix(drawOf(412, 0, 32, 'normal'), drawOf(413, 0, 32, 'normal'), 0.25, 'normal')]),
    )
  })

  test('inside a cell the uniform prior blends four corners bilinearly', () => {
    const corner = (seed: number) => drawOf(seed, 0, 3, 'uniform')
    const [a, b, c, d] = [corner(0), corner(1), corner(100), corner(101)]
    const expected = Array.from(a, (value, i) => {
      const top = 0.25 * value + 0.75 * (b[i] ?? 0)
      const bottom = 0.25 * (c[i] ?? 0) + 0.75 * (d[i] ?? 0)
      return 0.4 * top + 0.6 * bottom
    })
    expect([...latentAt({ x: 0.75, y: 0.6 }, 3, 'uniform')]).toEqual(close(expected))
  })

  test('it has no jump at the edge of a cell', () => {
    for (const place of [
      { x: 3, y: 1.5 },
      { x: 2.5, y: 2 },
    ]) {
      const before = latentAt({ x: place.x - 1e-6, y: place.y - 1e-6 }, 16, 'normal')
      const after = latentAt(place, 16, 'normal')
      expect(Math.max(...before.map((value, i) => Math.abs(value - (after[i] ?? 0))))).toBeLessThan(1e-4)
    }
  })

  test('keys move by a tenth, with Shift by a seed, Home to the nearest', () => {
    expect(movePlace({ x: 1, y: 1 }, 'ArrowRight', false)).toEqual({ x: 1.1, y: 1 })
    expect(movePlace({ x: 1.1, y: 1 }, 'ArrowUp', true)).toEqual({ x: 1.1, y: 0 })
    expect(movePlace({ x: 1.4, y: 1.6 }, 'Home', false)).toEqual({ x: 1, y: 2 })
    expect(movePlace({ x: 1, y: 1 }, 'a', false)).toBeNull()
  })

  test('what is around are the whole places in sight', () => {
    expect(placesAround({ x: 0.5, y: 0 }, 2, 1)).toEqual([
      { x: 0, y: 0 },
      { x: 1, y: 0 },
    ])
  })
})
