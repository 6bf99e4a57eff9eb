/** Figures of a run that restores: of the true sources, beside what needs no training, on pictures that training never sees. */
import { tensor } from '@tensorflow/tfjs'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { shapeOf } from '../../../../src/common/items/kinds.ts'
import type { Metrics } from '../../../../src/common/protocol/report.ts'
import { RESTORE_SOURCES } from '../../../../src/common/restore/sources.ts'
import { sourceShape } from '../../../../src/common/restore/restore-config.ts'
import type { PictureSet } from '../../../../src/worker/data/picture-set.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import { heldOutOf } from '../../../../src/worker/kinds/picture/restore/held-out.ts'
import { restoredFigures } from '../../../../src/worker/kinds/picture/restore/restored-figures.ts'
import type { Run } from '../../../../src/worker/session/train/run.ts'
import { evaluate } from '../../../../src/worker/session/measure/evaluation.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { restoringRun, softPictures } from '../../../helpers/engine/restoring-run.ts'
import { tinyRun } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const runs: Run[] = []
afterEach(() => runs.splice(0).forEach((run) => run.dispose()))

function runOn(set: PictureSet, change: Partial<RunConfig> = {}, steps = 0) {
  const run = restoringRun(set, change, steps)
  runs.push(run)
  return run
}

async function figuresOf(run: Run, set: PictureSet): Promise<Partial<Metrics>> {
  const look = await restoredFigures.look({
    game: run.game,
    config: run.config,
    dataset: set,
    step: run.step,
  })
  if (look === null) throw new Error('The run restores nothing.')
  return finish(look.figures)
}

describe('figures of restoring', () => {
  const set = softPictures(120, 16, 3)

  // An untrained network hands on its source, which is the bicubic baseline: decision 0014.
  test('of an untrained run are those of its baseline', async () => {
    const figures = await figuresOf(runOn(set, { source: 'half' }), set)
    expect(figures.baseline).toBe('Bicubic')
    expect(figures.psnr).toBeCloseTo(figures.psnrBaseline ?? NaN, 5)
    expect(figures.ssim).toBeCloseTo(figures.ssimBaseline ?? NaN, 5)
    expect(figures.l1).toBeCloseTo(figures.l1Baseline ?? NaN, 5)
    expect(figures.realism).toBeCloseTo(figures.realismBaseline ?? NaN, 4)
  })

  test('are the distance of what the networks make of the true sources from the true pictures', async () => {
    const run = runOn(set, { source: 'quarter' }, 3)
    const { pictures, count } = await heldOutOf(set, run.config)
    const shape = sourceShape('quarter', shapeOf(set.item))
    const output = await run.game
      .sample(run.config, null, { source: tensor(pictures.source, [count, ...shape]) })
      .data<'float32'>()
    const length = output.length / count
    let [psnr, l1] = [0, 0]
    for (let i = 0; i < count; i++) {
      let squares = 0
      for (let at = i * length; at < (i + 1) * length; at++) {
        const apart = ((output[at] ?? NaN) - (pictures.truth[at] ?? NaN)) / 2
        squares += apart ** 2 / length
        l1 += Math.abs(apart) / output.length
      }
      psnr += (-10 * Math.log10(squares)) / count
    }
    const figures = await figuresOf(run, set)
    expect(figures.psnr).toBeCloseTo(psnr, 4)
    expect(figures.l1).toBeCloseTo(l1, 5)
    expect(figures.restored).toMatchObject({ pictures: count, heldOut: true, realism: 'patches' })
    expect(figures.psnr).not.toBeCloseTo(figures.psnrBaseline ?? NaN, 3)
  })

  test.each(RESTORE_SOURCES.map(({ id }) => id))('stand for every source: %s', async (source) => {
    const figures = await figuresOf(runOn(set, { source }, 1), set)
    const { baselines = [] } = figures.restored ?? {}
    for (const { psnr, ssim, l1, realism } of [...baselines, figures])
      for (const value of [psnr, ssim, l1, realism]) expect(value).toEqual(expect.any(Number))
    for (const value of [figures.psnr, figures.ssim, figures.l1, figures.realism])
      expect(Number.isFinite(value)).toBe(true)
    const ratios = baselines.map(({ psnr }) => psnr)
    expect(ratios).toEqual([...ratios].sort((a, b) => b - a))
    expect([figures.baseline, figures.psnrBaseline]).toEqual([baselines[0]?.label, ratios[0]])
  })

  test('say what pictures they are over, and how realism was measured where they are small', async () => {
    const few = softPictures(30, 8, 1)
    const figures = await figuresOf(runOn(few), few)
    expect(figures.restored).toMatchObject({ pictures: 30, heldOut: false, realism: 'features' })
    expect(figures.ssim).toBeUndefined()
    expect(figures.realism).toBeGreaterThan(0)
  })

  test('are none of a run that restores nothing', async () => {
    const run = tinyRun()
    runs.push(run)
    const { game, config } = run
    expect(await restoredFigures.look({ game, config, dataset: set, step: 0 })).toBeNull()
  })

  test('come with an evaluation, which says nothing of copies: what was made from a training picture lies near it', async () => {
    const metrics = await evaluate(
      runOn(set, { source: 'half' }, 2),
      64,
      Promise.resolve(null),
      () => undefined,
    )
    expect(metrics.psnr).toBeGreaterThan(10)
    expect(metrics.nearestTrainingRatio).toBeUndefined()
    expect(metrics.samples).toBe(64)
  })
})
