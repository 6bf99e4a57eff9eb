import { describe, expect, test } from 'vitest'
import { amountWords } from '../../../src/common/need/enough-data.ts'
import { needAt, type Need } from '../../../src/common/need/need.ts'
import { recognisableAfter, stepsFor } from '../../../src/common/need/recognisable.ts'

const colour = (size: number) => ({ kind: 'picture', size, channels: 3 }) as const
const gray = (size: number) => ({ kind: 'picture', size, channels: 1 }) as const
const DCGAN = { model: 'dcgan' } as const

describe('pictures until they are recognisable', () => {
  const after = (item: Parameters<typeof recognisableAfter>[0]) => recognisableAfter(item, DCGAN) ?? NaN

  test('grow with the side, and lie between those of the sides beside it', () => {
    const sides = [16, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112, 128]
    for (const item of [gray, colour]) {
      const needed = sides.map((side) => after(item(side)))
      expect(needed.toSorted((a, b) => a - b)).toEqual(needed)
      expect(Math.min(...needed)).toBeGreaterThan(0)
    }
    // Half way on a scale of logarithms: the geometric mean of both.
    const middle = Math.sqrt(32 * 48)
    expect(after(colour(middle))).toBeCloseTo(Math.sqrt(after(colour(32)) * after(colour(48))), 4)
  })

  test('are fewer in gray, which beyond the study grows as colour does', () => {
    expect(after(gray(32))).toBeLessThanOrEqual(after(colour(32)))
    expect(after(gray(128)) / after(gray(64))).toBeCloseTo(after(colour(128)) / after(colour(64)), 9)
  })

  test('are not known of points, nor of networks that were not studied', () => {
    expect(recognisableAfter({ kind: 'point', extent: 1 }, DCGAN)).toBeNull()
    expect(recognisableAfter(colour(32), { model: 'mlp' })).toBeNull()
  })

  test('are made in as many steps as hold them', () => {
    expect(stepsFor(60_000, { batch: 64 })).toBe(938)
    expect(stepsFor(60_000, { batch: 16 })).toBe(3750)
  })
})

describe('times that follow', () => {
  const NEED: Need = {
    gflopPerStep: 8,
    rate: { stepsPerSecond: 2, basis: 'tried' },
    recognisable: { pictures: 64_000, steps: 1000, effort: 1000 },
    warm: { steps: 0, share: 0.25 },
    sides: [
      { side: 64, steps: 2000, effort: 2000, gflopPerStep: 40 },
      { side: 128, steps: 8000, effort: 8000, gflopPerStep: 200 },
    ],
  }

  test('before the click: 1,000 steps at 2 a second, and on 5 TFLOP/s', () => {
    const figures = needAt(NEED, 0)
    expect(figures).toMatchObject({ stepsPerSecond: 2, gflops: 16, basis: 'tried' })
    expect(figures.recognisable).toMatchObject({
      seconds: 500,
      stepsLeft: 1000,
      secondsLeft: 500,
      gpuSeconds: 1.6,
      realistic: true,
    })
  })

  test('of other sides by the operations a second that were measured: over two hours is not realistic', () => {
    expect(needAt(NEED, 0).sides).toEqual([
      {
        side: 64,
        steps: 2000,
        effort: 2000,
        gflopPerStep: 40,
        seconds: 5000,
        gpuSeconds: 16,
        realistic: true,
      },
      {
        side: 128,
        steps: 8000,
        effort: 8000,
        gflopPerStep: 200,
        seconds: 100_000,
        gpuSeconds: 320,
        realistic: false,
      },
    ])
  })

  test('under way the rate that is seen counts, and only what is left', () => {
    expect(needAt(NEED, 400, 4).recognisable).toMatchObject({ stepsLeft: 600, secondsLeft: 150 })
    expect(needAt(NEED, 400, 4).basis).toBe('trained')
    expect(needAt(NEED, 1200, 4).recognisable).toMatchObject({ stepsLeft: 0, secondsLeft: 0 })
  })

  test('count a step of the warm start as the part of one that it is, in what is left and in the rate that is seen', () => {
    const warmed: Need = {
      ...NEED,
      recognisable: { pictures: 64_000, steps: 1400, effort: 1100 },
      warm: { steps: 400, share: 0.25 },
    }
    expect(needAt(warmed, 0).recognisable).toMatchObject({ seconds: 550, stepsLeft: 1400, secondsLeft: 550 })
    // 300 steps of a quarter are left, and 1,000 whole ones; 8 a second of the former are 2 of the latter.
    expect(needAt(warmed, 100, 8).recognisable).toMatchObject({ stepsLeft: 1300, secondsLeft: 537.5 })
    expect(needAt(warmed, 900, 4).recognisable).toMatchObject({ stepsLeft: 500, secondsLeft: 125 })
  })

  test('are not made up where the rate is not known', () => {
    const { recognisable, sides, gflops } = needAt({ ...NEED, rate: null }, 10)
    expect([recognisable?.seconds, recognisable?.secondsLeft, sides[0]?.seconds, gflops]).toEqual([
      null,
      null,
      null,
      null,
    ])
    expect(recognisable?.gpuSeconds).toBe(1.6)
  })
})

describe('a word on the data', () => {
  const pictures = (count: number, augment: 'none' | 'diffaugment' = 'diffaugment') =>
    amountWords({ item: colour(32), count }, { augment })

  test.each([
    [1, '1 picture is too few to learn from: expect copies.'],
    [19, '19 pictures are too few to learn from: expect copies.'],
    [20, '20 pictures are very few: expect near-copies.'],
    [60, '60 pictures are few: look out for copies.'],
    [200, '200 pictures are enough to begin with; more bring more variety.'],
    [2000, '2,000 pictures are plenty.'],
  ])('of %d', (count, words) => {
    expect(pictures(count)).toBe(words)
  })

  test('names augmentation where it is off, and only of what can be augmented', () => {
    for (const count of [30, 100, 500]) expect(pictures(count, 'none')).toContain('augmentation')
    const points = { item: { kind: 'point', extent: 1 }, count: 100 } as const
    expect(amountWords(points, { augment: 'none' })).toBe('100 points are few: look out for copies.')
  })

  test('is none where a formula makes them', () => {
    expect(amountWords({ item: { kind: 'point', extent: 1 }, count: 0 }, { augment: 'none' })).toBeNull()
  })
})
