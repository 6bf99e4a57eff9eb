/** Near copies: found however a picture was saved again, and not taken for what merely looks alike. */
import { describe, expect, test } from 'vitest'
import { streamFor, uniforms, type Stream } from '../../../../src/common/numbers/random.ts'
import { nearTwins } from '../../../../src/worker/data/card/near-twins.ts'
import { tangentDistance } from '../../../../src/worker/data/card/tangent-distance.ts'
import { exactTwins, type Pictures } from '../../../../src/worker/data/card/twins.ts'
import { shippedPictures } from '../../../helpers/data/shipped.ts'

function setOf(all: readonly Uint8Array[], side: number, channels: 1 | 3 = 1): Pictures {
  const bytes = Uint8Array.from(all.flatMap((one) => [...one]))
  return { bytes, count: all.length, length: side * side * channels, side, channels }
}
const digits = async (count: number, from = 0) =>
  (await shippedPictures('mnist', count, from)).map(({ pixels }) => pixels)
const DIGIT = 28
/** The picture with each value found anew. */
function drawn(side: number, at: (x: number, y: number) => number): Uint8Array {
  return Uint8Array.from({ length: side * side }, (_, i) =>
    Math.max(0, Math.min(255, Math.round(at(i % side, Math.floor(i / side))))),
  )
}
const valueIn = (picture: Uint8Array, side: number) => (x: number, y: number) => {
  const inside = (at: number) => Math.max(0, Math.min(side - 1, at))
  return picture[inside(y) * side + inside(x)] ?? 0
}

/** What becomes of a picture that is saved again. */
const AGAIN: Record<string, (picture: Uint8Array, side: number, stream: Stream) => Uint8Array> = {
  'with 5 % of noise': (picture, _, stream) => {
    const noise = uniforms(stream, picture.length)
    return picture.map((value, i) => Math.max(0, Math.min(255, value + 25 * ((noise[i] ?? 0) - 0.5))))
  },
  'a tenth paler': (picture) => picture.map((value) => Math.round(5 + 0.9 * value)),
  'moved by a pixel': (picture, side) => drawn(side, (x, y) => valueIn(picture, side)(x - 1, y)),
  'cut by a pixel all round and enlarged': (picture, side) =>
    drawn(side, (x, y) => {
      const at = (place: number) => 1 + ((place + 0.5) * (side - 2)) / side - 0.5
      const [left, top] = [Math.floor(at(x)), Math.floor(at(y))]
      const [right, below] = [at(x) - left, at(y) - top]
      const value = valueIn(picture, side)
      const row = (line: number) => value(left, line) * (1 - right) + value(left + 1, line) * right
      return row(top) * (1 - below) + row(top + 1) * below
    }),
}

describe('a picture saved again', () => {
  test.each(Object.entries(AGAIN))('%s is near, and nothing else is', async (_, again) => {
    const first = await digits(300)
    const copies = first.slice(40, 60).map((picture, i) => again(picture, DIGIT, streamFor(i, 'data')))
    const found = nearTwins(setOf([...first, ...copies], DIGIT), [])
    expect(found.filter((index) => index < 300)).toEqual([])
    expect(found.length).toBeGreaterThanOrEqual(19)
  })

  test('in colour, in a set too small to have a spread', () => {
    const SIDE = 16
    const disc = (x: number, y: number) =>
      Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, k) => {
        const i = Math.floor(k / 3)
        const inside = Math.hypot((i % SIDE) - x, Math.floor(i / SIDE) - y) < 4
        return inside ? 220 - 60 * (k % 3) : 40 + 4 * (i % SIDE) + 20 * (k % 3)
      })
    const again = disc(4, 4).map((value, i) => value + ((i * 7) % 5) - 2)
    expect(nearTwins(setOf([disc(4, 4), disc(11, 5), again, disc(5, 11)], SIDE, 3), [])).toEqual([2])
  })

  test('is not told again where it is an exact twin', async () => {
    const first = await digits(40)
    const [one = new Uint8Array()] = first
    const set = setOf([...first, one, one.map((value) => Math.round(value * 0.95))], DIGIT)
    expect(nearTwins(set, exactTwins(set))).toEqual([41])
  })

  test('time and again counts each time', async () => {
    const first = await digits(40)
    const [one = new Uint8Array()] = first
    const again = [0.97, 0.94, 0.91].map((share) => one.map((value) => Math.round(value * share)))
    expect(nearTwins(setOf([...first, ...again], DIGIT), [])).toEqual([40, 41, 42])
  })
})

/** Letters of seven strokes in a hand of its own: thickness, height, width and slant differ. */
function letter(strokes: number, hand: number): Uint8Array {
  const thick = 2 + (hand % 3)
  const height = 16 + 2 * (Math.floor(hand / 3) % 3)
  const width = 8 + 2 * (Math.floor(hand / 9) % 3)
  const slant = (hand % 2) * 0.15
  const [left, top] = [(28 - width) / 2, (28 - height) / 2]
  return drawn(28, (x, y) => {
    const across = x - left + slant * (y - 14)
    const near = (at: number, place: number) => Math.abs(at - place) < thick / 2
    const inside = across > -thick && across < width + thick && y > top - thick && y < top + height + thick
    const upper = y <= 14
    const on = [
      near(y, top),
      near(y, 14),
      near(y, top + height),
      upper && near(across, 0),
      upper && near(across, width),
      !upper && near(across, 0),
      !upper && near(across, width),
    ]
    return inside && on.some((there, i) => there && (strokes >> i) % 2 === 1) ? 255 : 0
  })
}

test('letters in hands of their own are none, though they are alike; copies among them are told', () => {
  const kinds = [119, 18, 93, 91, 58, 107, 111, 82, 127, 123]
  const letters = kinds.flatMap((strokes) => Array.from({ length: 18 }, (_, hand) => letter(strokes, hand)))
  const exact = exactTwins(setOf(letters, 28))
  expect(exact).toEqual([])
  expect(nearTwins(setOf(letters, 28), [])).toEqual([])
  const copies = letters.slice(60, 70).map((picture) => picture.map((value) => Math.round(8 + 0.92 * value)))
  const found = nearTwins(setOf([...letters, ...copies], 28), [])
  expect(found).toEqual(copies.map((_, i) => letters.length + i))
})

describe('a small picture moved by a pixel', () => {
  const SIDE = 16
  /** Blocks of a few colours, as sprites are drawn: sharp to the pixel. */
  const sprites = Array.from({ length: 60 }, (_, seed) => {
    const ink = uniforms(streamFor(seed, 'data'), 64)
    return drawn(SIDE, (x, y) => {
      const inside = x > 1 && x < 14 && y > 1 && y < 14
      return inside ? 85 * Math.floor(4 * (ink[(x >> 1) + 8 * (y >> 1)] ?? 0)) : 0
    })
  })
  const moved = (picture: Uint8Array, across: number, down: number) =>
    drawn(SIDE, (x, y) => valueIn(picture, SIDE)(x - across, y - down))

  test.each([
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
    [1, -1],
    [-1, -1],
  ])('by %i and %i is near, and nothing else is', (across, down) => {
    const copies = sprites.slice(10, 30).map((picture) => moved(picture, across, down))
    const set = setOf([...sprites, ...copies], SIDE)
    expect(nearTwins(set, [])).toEqual(copies.map((_, i) => sprites.length + i))
  })

  test('where it comes first, the other is the copy; once more, and each counts once', () => {
    const [one = new Uint8Array()] = sprites
    const set = setOf([moved(one, 1, 0), ...sprites, moved(one, 0, 1)], SIDE)
    expect(nearTwins(set, [])).toEqual([1, sprites.length + 1])
  })

  test('is none where its middle shows nothing', () => {
    const edges = [10, 30, 40].map((value) => drawn(SIDE, (x) => (x === 15 ? value : 10)))
    expect(nearTwins(setOf(edges, SIDE), [])).toEqual([])
  })

  test('is none where each has something of its own at the edge', () => {
    const ground = (x: number, y: number) => 20 + 4 * x + 3 * y
    const bars = [
      drawn(SIDE, (x, y) => (x === 15 ? 250 : ground(x, y))),
      drawn(SIDE, (x, y) => (x === 0 ? 250 : ground(x - 1, y))),
    ]
    expect(nearTwins(setOf(bars, SIDE), [])).toEqual([])
  })
})

test('flat pictures are left out of the question', () => {
  const flat = (value: number) => new Uint8Array(256).fill(value)
  expect(nearTwins(setOf([flat(10), flat(11), flat(12)], 16), [])).toEqual([])
})

test('ten thousand pictures of noise have no twins', () => {
  const [count, side] = [10_000, 16]
  const noise = uniforms(streamFor(1, 'data'), count * side * side)
  const bytes = Uint8Array.from(noise, (value) => Math.floor(value * 256))
  const set = { bytes, count, length: side * side, side, channels: 1 } as const
  expect(exactTwins(set)).toEqual([])
  expect(nearTwins(set, [])).toEqual([])
})

describe('the distance of two pictures', () => {
  const SIDE = 16
  const blob = (x: number, y: number, reach: number, light = 200, ground = 20) => ({
    values: Float32Array.from({ length: SIDE * SIDE }, (_, i) => {
      const apart = ((i % SIDE) - x) ** 2 + (Math.floor(i / SIDE) - y) ** 2
      return ground + light * Math.exp(-apart / (2 * reach ** 2))
    }),
    side: SIDE,
    channels: 1,
  })

  test.each([
    ['brightness and contrast', blob(7.5, 7.5, 3, 180, 40)],
    ['a move by a pixel across', blob(8.5, 7.5, 3)],
    ['a move by a pixel up', blob(7.5, 6.5, 3)],
    ['a little growth', blob(7.5, 7.5, 3.2)],
  ])('does not count %s', (_, other) => {
    expect(tangentDistance(blob(7.5, 7.5, 3), other)).toBeLessThan(0.002)
    expect(tangentDistance(other, blob(7.5, 7.5, 3))).toBeLessThan(0.002)
  })

  test.each([
    ['far away', blob(11, 4, 3)],
    ['twice as bright', blob(7.5, 7.5, 3, 400)],
    ['twice as large', blob(7.5, 7.5, 6)],
    ['inside out', blob(7.5, 7.5, 3, -200, 220)],
  ])('counts what is %s', (_, other) => {
    expect(tangentDistance(blob(7.5, 7.5, 3), other)).toBeGreaterThan(0.1)
  })
})
