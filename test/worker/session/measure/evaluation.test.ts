/** Measuring on demand: the networks are let go of as soon as fakes are drawn, and nothing of the run changes. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fixedPoints } from '../../../../src/worker/data/point-set.ts'
import { evaluate } from '../../../../src/worker/session/measure/evaluation.ts'
import { ReferenceBuilder } from '../../../../src/worker/session/measure/reference-builder.ts'
import type { Run } from '../../../../src/worker/session/train/run.ts'
import { tableSummary } from '../../../helpers/data/sets.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { tinyRun } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const runs: Run[] = []
afterEach(() => runs.splice(0).forEach((run) => run.dispose()))

function runWith(steps = 0): Run {
  const run = tinyRun({}, steps)
  runs.push(run)
  return run
}

const nothing = (): void => undefined

describe('an evaluation', () => {
  test('is the same for the same networks, and of as many fakes as were asked for', async () => {
    const first = await evaluate(runWith(3), 200, Promise.resolve(null), nothing)
    expect(first.samples).toBe(200)
    expect(first.modesTotal).toBe(8)
    expect(await evaluate(runWith(3), 200, Promise.resolve(null), nothing)).toEqual(first)
  })

  test('lets go of the networks before it computes, and changes nothing of them', async () => {
    const run = runWith(2)
    const before = await run.game.save()
    let left = 0
    // Whoever waits for a classifier holds no networks meanwhile.
    let give: (none: null) => void = nothing
    const classifier = new Promise<null>((done) => (give = done))
    const measured = evaluate(run, 100, classifier, () => {
      left++
      give(null)
    })
    expect((await measured).samples).toBe(100)
    expect(left).toBe(1)
    expect(await run.game.save()).toEqual(before)
    expect(run.step).toBe(2)
  })
})

const noNet = () => Promise.resolve(null)

describe('the reals that live looks are held against', () => {
  const table = (count: number) => {
    const points = Float32Array.from({ length: 2 * count }, (_, i) => Math.sin(7 * i))
    return fixedPoints(points, tableSummary({ count }))
  }

  function finished(builder: ReferenceBuilder) {
    for (let slices = 0; slices < 10_000 && builder.reference === null; slices++) builder.proceed()
    return builder.reference
  }

  test('are digested bit by bit until they stand, and then stay', () => {
    const builder = new ReferenceBuilder(runWith().dataset, 1, noNet)
    expect(builder.reference).toBeNull()
    const reference = finished(builder)
    expect(reference).not.toBeNull()
    expect(builder.proceed()).toBe(reference)
  })

  test('are the same for a seed', () => {
    const of = (seed: number) => finished(new ReferenceBuilder(table(80), seed, noNet))
    expect(of(3)).toEqual(of(3))
  })

  test('are too few below 24: nothing is held against them, and why is said at once', () => {
    const few = new ReferenceBuilder(table(23), 1, noNet)
    expect(few.shortfall).toBe('23 items are too few to judge a run by; 24 are needed.')
    expect(finished(few)).toBeNull()
    const enough = new ReferenceBuilder(table(24), 1, noNet)
    expect(finished(enough)).not.toBeNull()
    expect(enough.shortfall).toBeNull()
  })

  test('of a small list are all of its training items, each once', () => {
    const reference = finished(new ReferenceBuilder(table(30), 1, noNet))
    const rows = Array.from({ length: 30 }, (_, i) =>
      reference?.reals.values.subarray(2 * i, 2 * i + 2).join(),
    )
    expect(new Set(rows).size).toBe(30)
    expect(reference?.reals.values).toHaveLength(60)
  })

  test('that are all one are no measure, which is said once it is known', () => {
    const alike = fixedPoints(new Float32Array(80).fill(0.5), tableSummary({ count: 40 }))
    const builder = new ReferenceBuilder(alike, 1, noNet)
    expect(finished(builder)).toBeNull()
    expect(builder.shortfall).toContain('All 40 items are alike')
  })
})
