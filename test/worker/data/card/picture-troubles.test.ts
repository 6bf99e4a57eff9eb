import { describe, expect, test } from 'vitest'
import { pictureTroubles, type PicturesToJudge } from '../../../../src/worker/data/card/picture-troubles.ts'

const SIDE = 8
const LENGTH = SIDE * SIDE

/** Pictures that all differ: a bar at a place and of a height of its own. */
function bars(count: number): Uint8Array {
  const out = new Uint8Array(count * LENGTH)
  for (let i = 0; i < count; i++)
    for (let k = 0; k < LENGTH; k++)
      out[i * LENGTH + k] = k % SIDE === i % SIDE && k / SIDE > i % 5 ? 255 - (i % 97) : (k * 3 + i) % 60
  return out
}

function judged(change: Partial<PicturesToJudge> = {}) {
  const pixels = change.pixels ?? bars(80)
  const count = pixels.length / LENGTH
  const item = { kind: 'picture', size: SIDE, channels: 1 } as const
  return pictureTroubles({ item, count, pixels, coloured: 0, came: [], fit: 'cover', classes: [], ...change })
}
const ids = (change: Partial<PicturesToJudge>) => judged(change).map(({ id }) => id)
const say = (change: Partial<PicturesToJudge>, id: string) =>
  judged(change).find((trouble) => trouble.id === id)?.sentence

test('pictures without fault are left in peace', () => {
  expect(judged()).toEqual([])
})

describe('pictures that look alike', () => {
  test('all of one colour: that alone is told, with the ground they may be drawn on', () => {
    const [trouble, ...others] = judged({ pixels: new Uint8Array(70 * LENGTH).fill(255) })
    expect(others).toEqual([])
    expect(trouble).toMatchObject({
      id: 'all-alike',
      sentence: 'All 70 pictures look the same: one colour throughout.',
    })
    expect(trouble?.nextStep).toContain('transparent')
  })

  test('all the same, but not of one colour', () => {
    const one = bars(1)
    const pixels = Uint8Array.from({ length: 70 * LENGTH }, (_, i) => one[i % LENGTH] ?? 0)
    expect(say({ pixels }, 'all-alike')).toBe('All 70 pictures look the same.')
    expect(ids({ pixels })).toEqual(['all-alike'])
  })

  test('some twice', () => {
    const pixels = bars(80)
    pixels.copyWithin(70 * LENGTH, 0, 3 * LENGTH)
    expect(say({ pixels }, 'duplicates')).toBe('3 of 80 pictures are there more than once.')
  })

  test('some nearly black, some of one colour', () => {
    const pixels = bars(80)
    pixels.fill(4, 0, LENGTH)
    pixels.fill(130, LENGTH, 2 * LENGTH)
    const told = judged({ pixels }).map(({ sentence }) => sentence)
    expect(told).toEqual(['1 of 80 pictures is nearly black.', '1 of 80 pictures is one colour throughout.'])
  })
})

test('one picture in colour among gray ones is told', () => {
  const item = { kind: 'picture', size: SIDE, channels: 3 } as const
  const pixels = Uint8Array.from({ length: 80 * LENGTH * 3 }, (_, i) => bars(80)[Math.floor(i / 3)] ?? 0)
  const lonely = (coloured: number) => ids({ item, pixels, count: 80, coloured })
  expect(lonely(1)).toEqual(['one-in-colour'])
  expect(lonely(40)).toEqual([])
  expect(lonely(80)).toEqual([])
  expect(say({ item, pixels, count: 80, coloured: 1 }, 'one-in-colour')).toContain(
    '1 of 80 pictures is in colour',
  )
})

test('fewer than 64 are few', () => {
  expect(ids({ pixels: bars(63) })).toEqual(['few'])
  expect(ids({ pixels: bars(64) })).toEqual([])
})

test('classes five times as large as others are unequal', () => {
  const classes = (least: number) => [
    { name: 'cats', count: 50 },
    { name: 'dogs', count: least },
  ]
  expect(ids({ classes: classes(11) })).toEqual([])
  expect(say({ classes: classes(10) }, 'unbalanced')).toBe(
    'The classes are unequal: “cats” has 50, “dogs” 10.',
  )
})

test('long pictures are told with what the fit does to them', () => {
  const came = [
    { width: 100, height: 20 },
    { width: 20, height: 20 },
  ]
  expect(ids({ came })).toEqual(['extreme-shapes'])
  const next = (fit: string) => judged({ came, fit })[0]?.nextStep
  expect(next('cover')).toContain('cut off')
  expect(next('contain')).toContain('strips')
})
