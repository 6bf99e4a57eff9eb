/**
 * What all candidates of a race are measured by: the verdict's own reference, probe and training items, made once for the
 * data. A look takes fresh fakes of the very step and gives the verdict's figures of them: whatever the clock says, the same
 * run at the same step gets the same figures. Schedules nothing.
 */
import type { TaskId } from '../../../common/catalog/tasks.ts'
import { taskOf } from '../../../common/config/task.ts'
import { GanvasError } from '../../../common/failure.ts'
import type { Metrics } from '../../../common/protocol/report.ts'
import type { Measurement } from '../../../common/protocol/search.ts'
import type { Dataset } from '../../data/dataset.ts'
import type { Classifier } from '../../evaluation/classifier/weights.ts'
import { leastOf, type Fidelity } from '../../evaluation/fidelity/probe.ts'
import {
  LIVE_SAMPLES,
  measureLive,
  stepFigures,
  type Reference,
} from '../../evaluation/metrics/live-measure.ts'
import { finish, type Sliced } from '../../evaluation/metrics/slices.ts'
import { kindOf } from '../../kinds/kinds.ts'
import type { Judges } from '../measure/judges.ts'
import { Memorisation } from '../measure/memorisation.ts'
import { freshFakes } from '../measure/observer.ts'
import { featuresOf, ReferenceBuilder } from '../measure/reference-builder.ts'
import {
  classesOf,
  LEARNABLE_ITEMS,
  nearnessOf,
  wholenessOf,
  type SlowMetrics,
} from '../measure/slow-figures.ts'
import type { Run } from '../train/run.ts'
import { standingOf, troubleOf } from './ranking.ts'

export class Bench {
  private constructor(
    private readonly dataset: Dataset,
    private readonly reference: Reference,
    private readonly builder: ReferenceBuilder,
    private readonly byHeart: Memorisation | null,
    private readonly classifier: Classifier | null,
  ) {}

  /**
   * Digests the data and teaches the probe, a few milliseconds between two yields.
   * @throws GanvasError `unjudged` where the data give too little to judge by
   */
  static async *prepare(dataset: Dataset, seed: number, judges: Judges): AsyncGenerator<undefined, Bench> {
    const classifier = await judges.classifierOf(dataset)
    // Fetched first: the builder must not wait for it between two slices.
    const net = kindOf(dataset).figures.fidelity === null ? null : await judges.perceptualNet()
    const builder = new ReferenceBuilder(dataset, seed, () => Promise.resolve(net))
    while ((builder.reference === null || builder.probeAwaited) && builder.shortfall === null) {
      builder.proceed()
      yield
    }
    const { reference } = builder
    if (reference === null) {
      const why = builder.shortfall ?? 'There is nothing to judge by.'
      throw new GanvasError('unjudged', why, 'Without a judgement no settings are better than others.')
    }
    return new Bench(dataset, reference, builder, Memorisation.of(dataset), classifier)
  }

  /**
   * Looks at the run as it stands.
   * @param rows figures of the steps since the last look, one at least
   * @param spent of the candidate's own training
   */
  async look(run: Run, rows: Float32Array, spent: number): Promise<Measurement> {
    const steps = stepFigures(rows)
    if (steps === null) throw new Error('A look needs a step since the last one.')
    const about = kindOf(this.dataset).figures.known(this.dataset)
    const fakes = await freshFakes(run, about?.samples ?? LIVE_SAMPLES)
    const gap = this.byHeart === null ? {} : await this.byHeart.heldOutGap(run, fakes)
    const length = run.game.itemShape.reduce((product, side) => product * side, 1)
    const figures = measureLive(
      this.reference,
      finish(featuresOf(this.dataset, fakes.subarray(0, LIVE_SAMPLES * length))),
    )
    const task = taskOf(run.config)
    const slow = finish(this.slow(fakes, task))
    const metrics: Metrics = {
      ...(about?.measure(fakes) ?? { samples: LIVE_SAMPLES }),
      diversity: figures.diversity,
      coverage: figures.coverage,
      ...gap,
      ...slow.figures,
      ...(slow.fidelity === null ? {} : { fidelity: leastOf(slow.fidelity) }),
    }
    const seen = {
      ...steps,
      ...figures,
      loss: run.config.loss,
      ...gap,
      ...slow.figures,
      ...(slow.fidelity === null ? {} : { fidelity: slow.fidelity }),
    }
    const trouble = troubleOf(seen, task)
    return { step: run.step, spent, ...standingOf(metrics, figures), trouble, metrics }
  }

  private *slow(
    fakes: Float32Array,
    task: TaskId,
  ): Sliced<{ figures: Omit<SlowMetrics, 'fidelity'>; fidelity: Fidelity | null }> {
    const { byHeart, classifier, dataset } = this
    const learnable =
      byHeart !== null &&
      byHeart.trainingCount <= LEARNABLE_ITEMS &&
      task !== 'restore' &&
      task !== 'translate'
    const { probe } = this.builder
    const whole = probe === null ? {} : yield* wholenessOf(dataset, probe, fakes)
    return {
      figures: {
        ...(classifier === null ? {} : yield* classesOf(classifier, dataset, fakes)),
        ...(learnable ? yield* nearnessOf(byHeart, fakes) : {}),
      },
      fidelity: whole.fidelity ?? null,
    }
  }
}
