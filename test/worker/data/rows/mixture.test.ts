import { describe, expect, test } from 'vitest'
import { normalQuantile } from '../../../../src/common/numbers/normal.ts'
import { normals, streamFor, uniforms } from '../../../../src/common/numbers/random.ts'
import { digamma } from '../../../../src/worker/data/rows/encoding/digamma.ts'
import { grouped } from '../../../../src/worker/data/rows/encoding/grouped.ts'
import { fitMixture, MIXTURE } from '../../../../src/worker/data/rows/encoding/mixture.ts'
import { modesOf } from '../../../../src/worker/data/rows/encoding/modes.ts'
import { times } from '../../../helpers/data/rows.ts'

/** The middle of each of so many equal shares of a normal distribution. */
const quantiles = (count: number, mean: number, deviation: number) =>
  times(count, (i) => mean + deviation * normalQuantile((i + 0.5) / count))
const three = Float64Array.from([
  ...quantiles(1000, -5, 1),
  ...quantiles(1500, 0, 0.5),
  ...quantiles(2500, 6, 1.5),
]).sort()
const stream = streamFor(1, 'data')
const sorted = (values: ArrayLike<number>) => Float64Array.from(values).sort()
const modes = (values: ArrayLike<number>, step = 0) => modesOf(sorted(values), step, stream)

test.each([
  // scipy 1.17: scipy.special.digamma.
  [0.001, -1000.5755719318103],
  [0.5, -1.9635100260214235],
  [1, -0.5772156649015329],
  [3.7, 1.1671535393615113],
  [1000, 6.907255195648812],
])('digamma(%f)', (x, value) => expect(digamma(x)).toBeCloseTo(value, 9))

describe('the variational mixture', () => {
  test('is what scikit-learn finds', () => {
    // scikit-learn 1.9.1: BayesianGaussianMixture(3, weight_concentration_prior=.001, random_state=0, max_iter=2000, tol=1e-10).
    const truth = [
      [-4.9929212050733796, 1.0334724113919767, 0.19987281595466505],
      [0.002143551453173265, 0.5174215138681978, 0.3001963371033644],
      [5.999835304024738, 1.502425690000152, 0.4999308469419706],
    ] as const
    const settings = { ...MIXTURE, components: 3, iterations: 2000, tolerance: 1e-12 }
    const found = fitMixture(grouped(three, three.length), settings)
    for (const [i, [mean, deviation, weight]] of truth.entries()) {
      expect(found[i]?.mean).toBeCloseTo(mean, 4)
      expect(found[i]?.deviation).toBeCloseTo(deviation, 4)
      // Sticks are broken from left to right here, in the order of a random start there.
      expect(found[i]?.weight).toBeCloseTo(weight, 2)
    }
  })

  test('is nearly the same with neighbours in groups', () => {
    const settings = { ...MIXTURE, components: 3, iterations: 500, tolerance: 1e-9 }
    const whole = fitMixture(grouped(three, three.length), settings)
    const fast = fitMixture(grouped(three, 500), settings)
    for (const [i, { mean, deviation, weight }] of whole.entries()) {
      expect(fast[i]?.mean).toBeCloseTo(mean, 2)
      expect(fast[i]?.deviation).toBeCloseTo(deviation, 2)
      expect(fast[i]?.weight).toBeCloseTo(weight, 2)
    }
  })

  test('groups keep mean and variance of all', () => {
    const values = sorted(uniforms(stream, 1003))
    const { mean, variance, count, total } = grouped(values, 100)
    const sum = mean.reduce((all, value, i) => all + value * (count[i] ?? 0), 0)
    const squares = mean.reduce(
      (all, value, i) => all + (count[i] ?? 0) * ((variance[i] ?? 0) + value ** 2),
      0,
    )
    expect(total).toBe(1003)
    expect(sum).toBeCloseTo(
      values.reduce((all, value) => all + value, 0),
      9,
    )
    expect(squares).toBeCloseTo(
      values.reduce((all, value) => all + value ** 2, 0),
      9,
    )
  })
})

describe('modes', () => {
  test('of a known mixture are the known ones', () => {
    const found = modes(three)
    expect(found).toHaveLength(3)
    const truth = [
      [-5, 1, 0.2],
      [0, 0.5, 0.3],
      [6, 1.5, 0.5],
    ] as const
    for (const [i, [mean, deviation, weight]] of truth.entries()) {
      expect(Math.abs((found[i]?.mean ?? NaN) - mean)).toBeLessThan(0.1)
      expect(Math.abs((found[i]?.deviation ?? NaN) - deviation)).toBeLessThan(0.1)
      expect(Math.abs((found[i]?.weight ?? NaN) - weight)).toBeLessThan(0.02)
    }
    expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(5000)
    // Four deviations, at the least.
    for (const { scale, deviation } of found) expect(scale).toBeGreaterThanOrEqual(4 * deviation)
  })

  const normal = normals(streamFor(2, 'data'), 5000)
  test.each<[string, ArrayLike<number>, number?]>([
    ['a normal column', normal],
    ['an even one', uniforms(streamFor(1, 'data'), 5000)],
    ['one that runs through', times(2922, (i) => i), 1],
    ['a slope', Array.from(uniforms(streamFor(1, 'data'), 5000), (u) => -Math.log(u))],
    [
      'small counts',
      Array.from(uniforms(streamFor(1, 'data'), 5000), (u) => Math.floor(-4 * Math.log(u))),
      1,
    ],
    ['forty rows', normals(streamFor(5, 'data'), 40)],
    ['two rows', [1, 2]],
    ['one row', [1]],
    ['the same throughout', times(30, () => 7)],
    ['nothing', []],
  ])('one is enough for %s', (_, values, step) => {
    const [only, ...others] = modes(values, step)
    expect(others).toEqual([])
    const all = Array.from(values)
    for (const value of all)
      expect(Math.abs((value - (only?.mean ?? NaN)) / (only?.scale ?? NaN))).toBeLessThan(0.9901)
  })

  test('two peaks are two modes, however near the valley', () => {
    expect(modes(normal.map((value, i) => value + 4 * (i % 2)))).toHaveLength(2)
    expect(modes(normal.map((value, i) => value + 1 * (i % 2)))).toHaveLength(1)
  })

  test('a long reach has a mode of its own, so that the others keep their width', () => {
    const found = modes(normal.map((value, i) => (i % 50 === 0 ? 20 * value : value)))
    expect(found).toHaveLength(2)
    const [narrow, wide] = [...found].sort((a, b) => a.deviation - b.deviation)
    expect(narrow?.deviation).toBeLessThan(1.1)
    expect(wide?.deviation).toBeGreaterThan(15)
  })

  test.each([
    ['one in a hundred', 100],
    ['one in three hundred', 300],
    ['one in five thousand', 5000],
  ])('%s that lies far away does not press the others together', (_, count) => {
    const found = modes(times(count, (i) => (i === 7 ? 1e6 : (normal[i] ?? 0))))
    expect(found).toHaveLength(2)
    const [narrow, wide] = [...found].sort((a, b) => a.scale - b.scale)
    expect(narrow?.scale).toBeLessThan(6)
    expect(wide).toMatchObject({ count: 1 })
    expect(Math.abs(1e6 - (wide?.mean ?? NaN)) / (wide?.scale ?? NaN)).toBeCloseTo(0.99, 6)
  })

  test('of 100,000 rows are found on 5,000, the same ones for the same stream', () => {
    const many = sorted(normals(streamFor(3, 'data'), 100_000).map((value, i) => value + 6 * (i % 3)))
    const found = modesOf(many, 0, stream)
    expect(found).toEqual(modesOf(many, 0, stream))
    expect(found.map(({ mean }) => Math.round(mean))).toEqual([0, 6, 12])
    expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(100_000)
  })
})
