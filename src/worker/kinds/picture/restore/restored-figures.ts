/**
 * What a run that restores is worth on its held-out pictures, beside what needs no training. Asks the networks once; the rest is
 * arithmetic in slices.
 */
import { taskOf } from '../../../../common/config/task.ts'
import type { BaselineFigures, Metrics } from '../../../../common/protocol/report.ts'
import { baselineLabel, baselinesFor, type BaselineId } from '../../../../common/restore/baseline-names.ts'
import type { PictureSet } from '../../../data/picture-set.ts'
import type { PictureBatch } from '../../../evaluation/features/feature-map.ts'
import { heldOutGap } from '../../../evaluation/metrics/memorisation.ts'
import type { Sliced } from '../../../evaluation/metrics/slices.ts'
import { missingOf } from '../../../evaluation/restoring/baselines.ts'
import { distortion } from '../../../evaluation/restoring/distortion.ts'
import { realism, realismBy } from '../../../evaluation/restoring/realism.ts'
import { logitsFrom, restoreItems } from '../../../probe/restored.ts'
import type { RestoredFigures, RestoredMetrics } from '../../kind.ts'
import type { Shown } from '../../shown.ts'
import { heldOutOf, TUNED, type HeldOut } from './held-out.ts'

export const restoredFigures: RestoredFigures<PictureSet> = {
  async look(run) {
    if (taskOf(run.config) !== 'restore') return null
    const held = await heldOutOf(run.dataset, run.config)
    const { source } = held.pictures
    const output = await restoreItems(run.game, run.config, source, held.count)
    return { output, gap: await gapOf(run, held, output), figures: measure(held, output) }
  },
}

/** D of training pictures, unseen ones and restored ones, each with its true source. */
async function gapOf(
  { game }: Shown<PictureSet>,
  { isHeldOut, pictures, training, count }: HeldOut,
  output: Float32Array,
): Promise<Pick<Metrics, 'heldOutGap'>> {
  if (!isHeldOut) return {}
  const length = output.length / count
  const known = Math.min(TUNED, training.truth.length / length)
  const [train, unseen, fake] = await logitsFrom(game, [
    {
      items: training.truth.subarray(0, known * length),
      source: firstOf(training.source, known, pictures, count),
    },
    { items: pictures.truth, source: pictures.source },
    { items: output, source: pictures.source },
  ])
  const gap = heldOutGap(train ?? [], unseen ?? [], fake ?? [])
  return gap === null ? {} : { heldOutGap: gap }
}

/** The sources of the first so many: as long each as those of the others. */
function firstOf(
  source: Float32Array,
  known: number,
  { source: others }: HeldOut['pictures'],
  count: number,
) {
  return source.subarray(0, (known * others.length) / count)
}

function* measure(held: HeldOut, output: Float32Array): Sliced<RestoredMetrics> {
  const { count, isHeldOut, item } = held
  held.figures ??= yield* baselineFigures(held)
  const [best] = held.figures
  const { psnr, ssim, l1, realism: looks } = yield* figuresOf(held, output)
  return {
    psnr,
    l1,
    realism: looks,
    ...(ssim === undefined ? {} : { ssim }),
    ...(best === undefined ? {} : beside(best)),
    restored: { pictures: count, heldOut: isHeldOut, realism: realismBy(item.size), baselines: held.figures },
  }
}

function beside({ label, psnr, ssim, l1, realism: looks }: BaselineFigures): RestoredMetrics {
  return {
    baseline: label,
    psnrBaseline: psnr,
    l1Baseline: l1,
    realismBaseline: looks,
    ...(ssim === undefined ? {} : { ssimBaseline: ssim }),
  }
}

/** Of each baseline, the best by PSNR first. */
function* baselineFigures(held: HeldOut): Sliced<BaselineFigures[]> {
  const all: BaselineFigures[] = []
  for (const id of baselinesFor(held.config)) all.push(yield* baselineFigure(held, id))
  return all.sort((a, b) => b.psnr - a.psnr)
}

function* baselineFigure(held: HeldOut, id: BaselineId): Sliced<BaselineFigures> {
  const made = yield* held.baseline(id, held.count)
  return { id, label: baselineLabel(id), ...(yield* figuresOf(held, made)) }
}

function* figuresOf(held: HeldOut, made: Float32Array): Sliced<Omit<BaselineFigures, 'id' | 'label'>> {
  const { item, config, pictures } = held
  const [truth, other] = [batchOf(held, pictures.truth), batchOf(held, made)]
  const missing = config.source === 'hole' ? missingOf(pictures.source, item.channels) : null
  const { psnr, ssim, l1 } = yield* distortion(truth, other, missing)
  return { psnr, l1, realism: yield* realism(truth, other), ...(ssim === null ? {} : { ssim }) }
}

function batchOf({ item: { size, channels } }: HeldOut, pixels: Float32Array): PictureBatch {
  return { pixels, size, channels }
}
