/** Learning by heart, on fakes and discriminators of which it is known whether they did. */
import { tensor1d, type Tensor } from '@tensorflow/tfjs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { splitOfItems } from '../../../src/worker/data/split.ts'
import { ownPictures, tableSummary } from '../../helpers/data/sets.ts'
import { fixedPoints } from '../../../src/worker/data/point-set.ts'
import { ring } from '../../../src/worker/data/builtin/ring.ts'
import type { Dataset } from '../../../src/worker/data/dataset.ts'
import type { PictureSet } from '../../../src/worker/data/picture-set.ts'
import type { FixedPointSet } from '../../../src/worker/data/point-set.ts'
import { finish } from '../../../src/worker/evaluation/metrics/slices.ts'
import { Memorisation } from '../../../src/worker/session/measure/memorisation.ts'
import { Run } from '../../../src/worker/session/train/run.ts'
import { SlowFigures } from '../../../src/worker/session/measure/slow-figures.ts'
import { normals, streamFor, uniforms } from '../../../src/common/numbers/random.ts'

/** Points all over a square. */
function points(count: number): FixedPointSet {
  const values = uniforms(streamFor(7, 'data'), 2 * count, -1, 1)
  return fixedPoints(values, tableSummary({ count, fingerprint: 'c0ffee' }))
}

/** Pictures of 8 × 8 gray noise. */
function pictures(count: number): Promise<PictureSet> {
  const noise = normals(streamFor(8, 'data'), 64 * count, 128, 40)
  const pixels = Uint8Array.from(noise, (value) => Math.min(255, Math.max(0, value)))
  return ownPictures({ size: 8, pixels })
}

function watch(dataset: Dataset): Memorisation {
  const byHeart = Memorisation.of(dataset)
  if (byHeart === null) throw new Error('Nothing is held out.')
  return byHeart
}

/** A run whose discriminator gives these logits. */
function judged(dataset: Dataset, logit: (point: string) => number): Run {
  const config = defaultsFor('moons')
  const run = new Run(config, dataset)
  Object.assign(run.game, {
    score: (items: Tensor) => {
      const values = items.dataSync() as Float32Array
      return tensor1d(Array.from({ length: values.length / 2 }, (_, i) => logit(key(values, i))))
    },
  })
  return run
}

describe('nearness to training items', () => {
  it.each(['points', 'pictures'])(
    'of %s: 0 for copies, 1 for what is as new as the held-out items',
    async (kind) => {
      const dataset = kind === 'points' ? points(1280) : await pictures(1280)
      const { training, heldOut } = splitOfItems(dataset)
      expect(heldOut.length).toBe(64)
      const ratio = (indices: Uint32Array) =>
        finish(watch(dataset).nearestTrainingRatio(dataset.list.at(indices)))
      expect(ratio(training.slice(100, 164))).toBe(0)
      expect(ratio(heldOut)).toBeCloseTo(1, 9)
    },
  )

  it('is far above 1 for fakes that are nowhere near', () => {
    const far = new Float32Array(128).fill(9)
    expect(finish(watch(points(1280)).nearestTrainingRatio(far))).toBeGreaterThan(50)
  })

  it('is about 1 for fresh draws of the same distribution', () => {
    const fresh = uniforms(streamFor(99, 'data'), 128, -1, 1)
    const ratio = finish(watch(points(1280)).nearestTrainingRatio(fresh))
    expect(ratio).toBeGreaterThan(0.6)
    expect(ratio).toBeLessThan(1.6)
  })

  it('is not asked of formulas', () => {
    expect(Memorisation.of(ring(defaultsFor('ring')))).toBeNull()
  })

  it('of a handful, of which none are held out, is told by how far they lie from each other', async () => {
    const few = points(39)
    expect(splitOfItems(few).heldOut).toHaveLength(0)
    const ratio = (fakes: Float32Array) => finish(watch(few).nearestTrainingRatio(fakes))
    expect(ratio(few.points)).toBe(0)
    expect(ratio(new Float32Array(128).fill(9))).toBeGreaterThan(20)
    const fresh = ratio(uniforms(streamFor(99, 'data'), 128, -1, 1))
    expect(fresh).toBeGreaterThan(0.6)
    expect(fresh).toBeLessThan(1.6)
    const run = judged(few, () => 0)
    expect(await watch(few).heldOutGap(run, few.points)).toEqual({})
    run.dispose()
  })
})

describe('the detective’s gap', () => {
  const dataset = points(400)
  const { training } = splitOfItems(dataset)
  const known = new Set(Array.from(training, (index) => key(dataset.points, index)))

  const fakes = new Float32Array(256).fill(50)
  const isFake = (point: string) => point === key(fakes, 0)

  it('is 1 for one that knows its items and nothing else', async () => {
    const run = judged(dataset, (point) => (known.has(point) ? 4 : -2))
    expect((await watch(dataset).heldOutGap(run, fakes)).heldOutGap).toBeCloseTo(1, 6)
    run.dispose()
  })

  it('is 0 for one that knows what is real', async () => {
    const run = judged(dataset, (point) => (isFake(point) ? -2 : 4))
    expect((await watch(dataset).heldOutGap(run, fakes)).heldOutGap).toBeCloseTo(0, 6)
    run.dispose()
  })

  it('is a half for one that is halfway', async () => {
    const run = judged(dataset, (point) => (isFake(point) ? -2 : known.has(point) ? 4 : 1))
    expect((await watch(dataset).heldOutGap(run, fakes)).heldOutGap).toBeCloseTo(0.5, 6)
    run.dispose()
  })
})

describe('the slow look', () => {
  afterEach(() => vi.useRealTimers())

  it('comes to both figures, for 2 % of the time', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const dataset = points(400)
    const { training, heldOut } = splitOfItems(dataset)
    const known = new Set(Array.from(training, (index) => key(dataset.points, index)))
    const run = judged(dataset, (point) => (known.has(point) ? 4 : -2))
    const unseen = dataset.list.at(heldOut)
    let draws = 0
    const draw = () => {
      draws++
      vi.advanceTimersByTime(60)
      return Promise.resolve(unseen)
    }
    const slow = new SlowFigures(run, { draw, classifier: Promise.resolve(null), probe: () => null })
    await slow.proceed()
    expect(draws).toBe(1)
    vi.advanceTimersByTime(2930)
    await slow.proceed()
    expect(slow.figures).toEqual({})
    vi.advanceTimersByTime(20)
    await slow.proceed()
    expect(slow.figures.nearestTrainingRatio).toBeCloseTo(1, 9)
    expect(slow.figures.heldOutGap).toBeCloseTo(1, 6)
    run.dispose()
  })
})

function key(values: Float32Array, i: number): string {
  return `${values[2 * i]},${values[2 * i + 1]}`
}
