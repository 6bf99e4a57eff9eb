/**
 * What is too dear for every look: computed in small slices, one a tick at most and for a small share of the time, from
 * fakes drawn when it begins. Its figures stay until the next ones are there.
 */
import type { Classifier } from '../../evaluation/classifier/weights.ts'
import { leastOf, type Fidelity, type Probe } from '../../evaluation/fidelity/probe.ts'
import { advance, type Sliced } from '../../evaluation/metrics/slices.ts'
import { shapeOf } from '../../../common/items/kinds.ts'
import type { Dataset } from '../../data/dataset.ts'
import type { Metrics } from '../../../common/protocol/report.ts'
import { Memorisation } from './memorisation.ts'
import type { RestoredLook, RestoredMetrics } from '../../kinds/kind.ts'
import { kindOf } from '../../kinds/kinds.ts'
import { Throttle } from '../schedule/throttle.ts'
import type { Run } from '../train/run.ts'

/** Largest part of all time. */
const SHARE = 0.02
/** Of a run that restores until its first figures are there: what a person waits for. */
const FIRST_SHARE = 0.1
const SLICE_MS = 4
/** Fakes that the probe is asked about. */
const PROBED = 48
/** Least milliseconds between the beginnings of two rounds. */
const ROUND_MS = 2000
/** Sets of more items are not learnt by heart in a browser; there the discriminator's gap alone is watched. */
export const LEARNABLE_ITEMS = 5000

export type SlowMetrics = Pick<
  Metrics,
  | 'nearestTrainingRatio'
  | 'heldOutGap'
  | 'fidelity'
  | 'classes'
  | 'classesTotal'
  | 'classTV'
  | keyof RestoredMetrics
>

/** A round's figures, with the looks of the fakes way by way. */
type Measured = Countable & { fidelity?: Fidelity }
type Countable = Omit<SlowMetrics, 'fidelity'>

/** Where the fakes and the judge come from. */
export interface SlowSources {
  /** Fresh fakes of the run, [n, …item]. */
  draw(run: Run): Promise<Float32Array>
  /** The judge of the run's dataset; null where there is none. */
  classifier: Promise<Classifier | null>
  /** What tells whole items from spoilt ones; null while there is none. */
  probe(): Probe | null
}

export class SlowFigures {
  figures: SlowMetrics = {}
  /** The last round's; null before one had a probe. */
  fidelity: Fidelity | null = null
  private readonly slices = new Throttle(0, SHARE)
  private readonly rounds = new Throttle(ROUND_MS, 1)
  private readonly byHeart: Memorisation | null
  private work: Sliced<Measured> | null = null

  private classifier: Classifier | null = null

  constructor(
    private readonly run: Run,
    private readonly sources: SlowSources,
  ) {
    this.byHeart = Memorisation.of(run.dataset)
    // Training does not wait for the judge: rounds before it has come go without.
    void sources.classifier.then((classifier) => {
      this.classifier = classifier
    })
  }

  /** Goes on for a few milliseconds when it is time: begins a round, or computes a slice of it. */
  async proceed(): Promise<void> {
    const start = performance.now()
    if (!this.slices.due(start)) return
    if (this.work !== null) this.compute(this.work)
    else if (this.rounds.due(start)) {
      this.rounds.spent(start, start)
      this.work = await this.begin()
    } else return
    this.slices.spent(start, performance.now())
  }

  private compute(work: Sliced<Measured>): void {
    const result = advance(work, SLICE_MS)
    if (result === null) return
    const { fidelity = null, ...figures } = result.value
    this.fidelity = fidelity
    this.figures = { ...figures, ...(fidelity === null ? {} : { fidelity: leastOf(fidelity) }) }
    this.work = null
  }

  /** What needs the networks; the rest is arithmetic. */
  private async begin(): Promise<Sliced<Measured> | null> {
    const { byHeart, classifier, run } = this
    const probe = this.sources.probe()
    if (byHeart === null && classifier === null && probe === null) return null
    const restored = await restoredLook(run)
    const fakes = restored?.output ?? (await this.sources.draw(run))
    const gap = restored?.gap ?? (byHeart === null ? {} : await byHeart.heldOutGap(run, fakes))
    if (restored !== null) this.slices.retune(0, this.figures.psnr === undefined ? FIRST_SHARE : SHARE)
    const tell = (figures: RestoredMetrics): void => {
      this.figures = { ...this.figures, ...figures }
      this.slices.retune(0, SHARE)
    }
    return measure({ byHeart, classifier, probe, run, fakes, gap, restored, tell })
  }
}

interface Round {
  byHeart: Memorisation | null
  classifier: Classifier | null
  probe: Probe | null
  run: Run
  fakes: Float32Array
  gap: Countable
  /** Null of a run that restores nothing. */
  restored: RestoredLook | null
  /** Its figures, as soon as they are there: the others take longer. */
  tell: (figures: RestoredMetrics) => void
}

function* measure({ byHeart, classifier, probe, run, fakes, gap, restored, tell }: Round): Sliced<Measured> {
  const first = restored === null ? {} : yield* restored.figures
  if (restored !== null) tell(first)
  // What is made from a training picture lies near it, as it should.
  const learnable = byHeart !== null && byHeart.trainingCount <= LEARNABLE_ITEMS && restored === null
  return {
    ...gap,
    ...first,
    ...(classifier === null ? {} : yield* classesOf(classifier, run.dataset, fakes)),
    ...(learnable ? yield* nearnessOf(byHeart, fakes) : {}),
    ...(probe === null ? {} : yield* wholenessOf(run.dataset, probe, fakes)),
  }
}

/** Null of a run that restores nothing. Asks the networks. */
export function restoredLook(run: Run): Promise<RestoredLook | null> {
  return kindOf(run.dataset).figures.restored?.look(run) ?? Promise.resolve(null)
}

/** None of items that have no classes to count. @param fakes [n, …item] */
export function* classesOf(classifier: Classifier, dataset: Dataset, fakes: Float32Array): Sliced<Countable> {
  const { classes } = kindOf(dataset).figures
  return classes === null ? {} : yield* classes.count(dataset, classifier, fakes)
}

/** Of the first fakes: a few dozen are enough for a mean. @param fakes [n, …item] */
export function* wholenessOf(
  dataset: Dataset,
  probe: Probe,
  fakes: Float32Array,
): Sliced<Pick<Measured, 'fidelity'>> {
  const { fidelity } = kindOf(dataset).figures
  const length = shapeOf(dataset.item).reduce((product, side) => product * side, 1)
  return fidelity === null
    ? {}
    : { fidelity: yield* fidelity.of(dataset, probe, fakes.subarray(0, PROBED * length)) }
}

/** None where every unseen real is a copy of a training item. */
export function* nearnessOf(byHeart: Memorisation, fakes: Float32Array): Sliced<Countable> {
  const ratio = yield* byHeart.nearestTrainingRatio(fakes)
  return Number.isFinite(ratio) ? { nearestTrainingRatio: ratio } : {}
}
