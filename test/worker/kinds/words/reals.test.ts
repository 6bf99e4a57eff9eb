/** Which real pictures judges see, how yes and no are weighed, and how right answers are counted. */
import { describe, expect, test } from 'vitest'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { wordsOf } from '../../../../src/common/words/word.ts'
import { splitOfItems } from '../../../../src/worker/data/split.ts'
import { pictureSet } from '../../../../src/worker/data/picture-set.ts'
import { batchesOf, realsOf, scoresOf, unseenBy } from '../../../../src/worker/kinds/picture/words/reals.ts'
import { correlationOf, scaleOf } from '../../../../src/worker/kinds/picture/words/truth.ts'
import { pictureSummary } from '../../../helpers/data/sets.ts'

const COUNT = 400
/** Every fifth has it. */
const rare = Float32Array.from({ length: COUNT }, (_, i) => Number(i % 5 === 0))
const age = Float32Array.from({ length: COUNT }, (_, i) => (i % 2 === 0 ? NaN : 20 + (i % 7)))
const attributes = [
  { name: 'rare', kind: 'yes-no', values: rare },
  { name: 'age', kind: 'number', values: age },
] as const
const set = pictureSet(
  pictureSummary(1, 1, { count: COUNT, attributes }),
  Uint8Array.from({ length: COUNT }, (_, i) => i % 256),
  null,
  { attributes },
)
const reals = realsOf(set, wordsOf(set.summary), streamFor(1, 'walk'))

describe('judges', () => {
  test('see halves of the training pictures that share nothing, and are asked about none they saw', () => {
    const { training, heldOut } = splitOfItems(set)
    const [first, second] = reals.halves
    expect([...first, ...second].sort((a, b) => a - b)).toEqual([...training])
    expect([first.length, second.length]).toEqual([190, 190])
    for (const half of [0, 1] as const) {
      const unseen = unseenBy(reals, half)
      const own = new Set(reals.halves[half])
      expect([...unseen].some((place) => own.has(place))).toBe(false)
      expect([...unseen]).toEqual(expect.arrayContaining([...heldOut]))
    }
  })

  test('weigh yes and no alike, and nothing that is not told', () => {
    const { targets, weights } = batchesOf(reals, 0, 4000, streamFor(2, 'walk'))()
    const total = { yes: 0, no: 0 }
    for (let at = 0; at < targets.length; at += 2) total[targets[at] === 1 ? 'yes' : 'no'] += weights[at] ?? 0
    // Each is half of 4,000, but for chance: of 800 with it the standard deviation is 28, or 3 %.
    expect(Math.abs(total.yes - 2000)).toBeLessThan(250)
    expect(Math.abs(total.no - 2000)).toBeLessThan(100)
    const untold = weights.filter((weight, at) => at % 2 === 1 && weight === 0).length
    expect(Math.abs(untold - 2000)).toBeLessThan(200)
  })
})

test('right answers are counted for yes and no apart; of numbers as R², in the numbers’ own measure', () => {
  const places = Uint32Array.of(0, 1, 2, 3, 5)
  // Rare are 0 and 5. The second of them is missed, and one of three others.
  const { mean, deviation } = reals.truths[1]?.scale ?? scaleOf([])
  const placed = (value: number) => (value - mean) / deviation
  const answers = Float32Array.of(2, 9, -1, placed(21), -1, 9, 3, placed(23), -2, placed(25))
  const [yesNo, number] = scoresOf(reals, places, answers)
  expect(yesNo).toEqual({ score: (1 / 2 + 2 / 3) / 2, asked: 5 })
  expect(number?.asked).toBe(3)
  expect(number?.score).toBeCloseTo(1, 5)
})

test('correlations are Pearson’s, over those that are told of both', () => {
  expect(correlationOf(Float32Array.of(1, 2, 3, NaN), Float32Array.of(2, 4, 6, 0))).toBeCloseTo(1, 12)
  // Sums of squares 2 and 2, of products 1.
  expect(correlationOf(Float32Array.of(1, 2, 3), Float32Array.of(1, 3, 2))).toBeCloseTo(0.5, 12)
  expect(correlationOf(Float32Array.of(1, 2, 3), Float32Array.of(5, 5, 5))).toBe(0)
})
