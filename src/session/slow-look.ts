/**
 * What is too dear for every look: computed in small slices, one a tick at most and for a small share of the time, from
 * fakes drawn when it begins. Its figures stay until the next ones are there.
 */
import { advance, type Sliced } from '../gan/metrics/slices.ts'
import type { Metrics } from '../shared/report.ts'
import { ByHeart } from './by-heart.ts'
import { Cadence } from './cadence.ts'
import type { Run } from './run.ts'

/** Largest part of all time. */
const SHARE = 0.02
const SLICE_MS = 4
/** Least milliseconds between the beginnings of two rounds. */
const ROUND_MS = 2000
/** Sets of more items are not learnt by heart in a browser; there the detective's gap alone is watched. */
const LEARNABLE_ITEMS = 5000

export type SlowFigures = Pick<Metrics, 'nearestTrainingRatio' | 'heldOutGap'>

export class SlowLook {
  figures: SlowFigures = {}
  private readonly slices = new Cadence(0, SHARE)
  private readonly rounds = new Cadence(ROUND_MS, 1)
  private readonly byHeart: ByHeart | null
  private work: Sliced<SlowFigures> | null = null

  /** @param draw fresh fakes of the run, [n, …item] */
  constructor(
    private readonly run: Run,
    private readonly draw: (run: Run) => Promise<Float32Array>,
  ) {
    this.byHeart = ByHeart.of(run.dataset)
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
    const { byHeart, run } = this
    if (byHeart === null) return null
    const fakes = await this.draw(run)
    return measure(byHeart, fakes, await byHeart.heldOutGap(run, fakes))
  }
}

function* measure(byHeart: ByHeart, fakes: Float32Array, heldOutGap: number): Sliced<SlowFigures> {
  if (byHeart.trainingCount > LEARNABLE_ITEMS) return { heldOutGap }
  const ratio = yield* byHeart.nearestTrainingRatio(fakes)
  return Number.isFinite(ratio) ? { heldOutGap, nearestTrainingRatio: ratio } : { heldOutGap }
}
