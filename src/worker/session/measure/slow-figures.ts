/**
 * What is too dear for every look: computed in small slices, one a tick at most and for a small share of the time, from
 * fakes drawn when it begins. Its figures stay until the next ones are there.
 */
import { judgeClasses } from '../../evaluation/classifier/class-figures.ts'
import type { Judge } from '../../evaluation/classifier/weights.ts'
import { advance, type Sliced } from '../../evaluation/metrics/slices.ts'
import type { Dataset } from '../../data/prepared.ts'
import type { Metrics } from '../../../common/protocol/report.ts'
import { ByHeart } from './memorisation.ts'
import { Cadence } from '../schedule/throttle.ts'
import type { Run } from '../train/run.ts'

/** Largest part of all time. */
const SHARE = 0.02
const SLICE_MS = 4
/** Least milliseconds between the beginnings of two rounds. */
const ROUND_MS = 2000
/** Sets of more items are not learnt by heart in a browser; there the detective's gap alone is watched. */
const LEARNABLE_ITEMS = 5000

export type SlowFigures = Pick<
  Metrics,
  'nearestTrainingRatio' | 'heldOutGap' | 'classes' | 'classesTotal' | 'classTV'
>

/** Where the fakes and the judge come from. */
export interface SlowSources {
  /** Fresh fakes of the run, [n, …item]. */
  draw(run: Run): Promise<Float32Array>
  /** The judge of the run's dataset; null where there is none. */
  judge: Promise<Judge | null>
}

export class SlowLook {
  figures: SlowFigures = {}
  private readonly slices = new Cadence(0, SHARE)
  private readonly rounds = new Cadence(ROUND_MS, 1)
  private readonly byHeart: ByHeart | null
  private work: Sliced<SlowFigures> | null = null

  private judge: Judge | null = null

  constructor(
    private readonly run: Run,
    private readonly sources: SlowSources,
  ) {
    this.byHeart = ByHeart.of(run.dataset)
    // Training does not wait for the judge: rounds before it has come go without.
    void sources.judge.then((judge) => {
      this.judge = judge
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

  private compute(work: Sliced<SlowFigures>): void {
    const result = advance(work, SLICE_MS)
    if (result === null) return
    this.figures = result.value
    this.work = null
  }

  /** What needs the networks; the rest is arithmetic. */
  private async begin(): Promise<Sliced<SlowFigures> | null> {
    const { byHeart, judge, run } = this
    if (byHeart === null && judge === null) return null
    const fakes = await this.sources.draw(run)
    const gap = byHeart === null ? {} : await byHeart.heldOutGap(run, fakes)
    return measure({ byHeart, judge, run, fakes, gap })
  }
}

interface Round {
  byHeart: ByHeart | null
  judge: Judge | null
  run: Run
  fakes: Float32Array
  gap: SlowFigures
}

function* measure({ byHeart, judge, run, fakes, gap }: Round): Sliced<SlowFigures> {
  const learnable = byHeart !== null && byHeart.trainingCount <= LEARNABLE_ITEMS
  return {
    ...gap,
    ...(judge === null ? {} : yield* classesOf(judge, run.dataset, fakes)),
    ...(learnable ? yield* nearnessOf(byHeart, fakes) : {}),
  }
}

/** None of points. @param fakes [n, size, size, channels] in [−1, 1] */
export function* classesOf(judge: Judge, dataset: Dataset, fakes: Float32Array): Sliced<SlowFigures> {
  if (dataset.kind === 'points') return {}
  return yield* judgeClasses(judge, { pixels: fakes, size: dataset.size, channels: dataset.channels })
}

/** None where every unseen real is a copy of a training item. */
export function* nearnessOf(byHeart: ByHeart, fakes: Float32Array): Sliced<SlowFigures> {
  const ratio = yield* byHeart.nearestTrainingRatio(fakes)
  return Number.isFinite(ratio) ? { nearestTrainingRatio: ratio } : {}
}
