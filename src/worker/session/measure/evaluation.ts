/** Measures a run on demand: draws while it has the networks to itself, then computes in slices beside the training. */
import type { Classifier } from '../../evaluation/classifier/weights.ts'
import { complete } from '../../evaluation/metrics/complete.ts'
import type { Sliced } from '../../evaluation/metrics/slices.ts'
import { fork, streamFor } from '../../../common/numbers/random.ts'
import type { Metrics } from '../../../common/protocol/report.ts'
import { Memorisation } from './memorisation.ts'
import { freshFakes } from './observer.ts'
import { kindOf } from '../../kinds/kinds.ts'
import type { Run } from '../train/run.ts'
import { classesOf, nearnessOf, restoredLook } from './slow-figures.ts'

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
  const restored = await restoredLook(run)
  // What is made from a training picture lies near it, as it should.
  const byHeart = restored === null ? Memorisation.of(dataset) : null
  const gap = restored?.gap ?? (byHeart === null ? {} : await byHeart.heldOutGap(run, fakes))
  leave()
  const reals = dataset.draw(fork(stream, 1), samples)
  return {
    ...(await complete(kindOf(dataset).figures.evaluate(dataset, reals, fakes, stream))),
    ...(await complete(slowFigures(run, fakes, { byHeart, classifier: await classifier }))),
    ...(restored === null ? {} : await complete(restored.figures)),
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
