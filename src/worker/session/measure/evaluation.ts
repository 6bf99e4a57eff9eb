/** Measures a run on demand: draws while it has the networks to itself, then computes in slices beside the training. */
import type { Dataset } from '../../data/prepared.ts'
import { evaluateImages, evaluatePoints } from '../../evaluation/metrics/evaluate.ts'
import type { Classifier } from '../../evaluation/classifier/weights.ts'
import { advance, type Sliced } from '../../evaluation/metrics/slices.ts'
import { fork, streamFor, type Stream } from '../../../common/numbers/random.ts'
import type { Metrics } from '../../../common/protocol/report.ts'
import { yieldToTasks } from '../../../common/yield.ts'
import { Memorisation } from './memorisation.ts'
import { freshFakes } from './observer.ts'
import { drawReals, type Run } from '../train/run.ts'
import { classesOf, nearnessOf } from './slow-figures.ts'

const SLICE_MS = 8

/**
 * All metrics that apply, on `samples` fresh fakes and as many reals.
 * @param classifier of the run's dataset; null where there is none
 * @param leave called once the networks are no longer needed
 */
export async function evaluate(
  run: Run,
  samples: number,
  classifier: Promise<Classifier | null>,
  leave: () => void,
): Promise<Metrics> {
  const { dataset, config, step } = run
  const stream = fork(streamFor(config.seed, 'evaluate'), step)
  const fakes = await freshFakes(run, samples)
  const byHeart = Memorisation.of(dataset)
  const gap = byHeart === null ? {} : await byHeart.heldOutGap(run, fakes)
  leave()
  const reals = drawReals(dataset, fork(stream, 1), samples)
  return {
    ...(await complete(figures(dataset, reals, fakes, stream))),
    ...(await complete(slowFigures(run, fakes, { byHeart, classifier: await classifier }))),
    ...gap,
  }
}

function* slowFigures(
  { dataset }: Run,
  fakes: Float32Array,
  { byHeart, classifier }: { byHeart: Memorisation | null; classifier: Classifier | null },
): Sliced<Partial<Metrics>> {
  return {
    ...(classifier === null ? {} : yield* classesOf(classifier, dataset, fakes)),
    ...(byHeart === null ? {} : yield* nearnessOf(byHeart, fakes)),
  }
}

function figures(
  dataset: Dataset,
  reals: Float32Array,
  fakes: Float32Array,
  stream: Stream,
): Sliced<Metrics> {
  if (dataset.kind === 'points') return evaluatePoints(reals, fakes, dataset.mixture, stream)
  const { size, channels } = dataset
  return evaluateImages({ pixels: reals, size, channels }, { pixels: fakes, size, channels }, stream)
}

/** Computes to the end, a few milliseconds at a time. */
export async function complete<T>(work: Sliced<T>): Promise<T> {
  for (;;) {
    const result = advance(work, SLICE_MS)
    if (result !== null) return result.value
    await yieldToTasks()
  }
}
