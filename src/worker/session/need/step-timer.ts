/**
 * Times steps of a run on networks that are thrown away, one after the other, so that whoever has something better to do goes
 * between two of them. Few items first: where a whole batch would take long, its time follows from theirs. Nothing of the person's
 * run is touched: draws are functions of seed and step, and these networks are others.
 */
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { Dataset } from '../../data/dataset.ts'
import { Run } from '../train/run.ts'

/** So many milliseconds go into it at most, but for the step that is under way. */
export const MOST_MS = 1500
/** Steps that are timed at most. */
const MOST_STEPS = 5
/** Items of the first steps: enough for what does not grow with them to be small beside what does. */
const FEW_ITEMS = 4

/** What it needs of the session. */
export interface TimerPorts {
  /** Resolves when all steps are really done. */
  settle(): Promise<void>
  /** Milliseconds. */
  now(): number
  /** Between two parts of a step; what passes in it does not count. */
  readonly stepYield: {
    begin(): void
    end(): void
    readonly spent: number
    readonly pause: () => Promise<void>
  }
}

export class StepTimer {
  private readonly scratch: Run
  private readonly few: number
  private spent = 0
  private made = 0
  /** Milliseconds of a step of the whole batch, from one of few items. */
  private guess = NaN
  private readonly times: number[] = []

  constructor(
    private readonly config: RunConfig,
    dataset: Dataset,
    private readonly ports: TimerPorts,
  ) {
    this.few = Math.max(FEW_ITEMS, config.diversity === 'packing' ? config.pack : 0)
    this.scratch = new Run(config, dataset)
  }

  /** Makes a step. Returns the milliseconds of one once they are known well enough, null until then. */
  async next(): Promise<number | null> {
    const { batch } = this.config
    const first = this.made === 0
    if (Number.isNaN(this.guess) && batch > 2 * this.few) {
      const time = await this.step(this.few)
      // The first one pays for what is made once.
      if (first) return null
      this.guess = (time * batch) / this.few
      return this.spent + this.guess > MOST_MS ? this.guess : null
    }
    const time = await this.step(batch)
    if (!first) this.times.push(time)
    else if (this.spent > MOST_MS) return time
    return this.times.length > 0 && (this.spent > MOST_MS || this.times.length === MOST_STEPS)
      ? median(this.times)
      : null
  }

  dispose(): void {
    this.scratch.dispose()
  }

  private async step(batch: number): Promise<number> {
    const { scratch, ports } = this
    scratch.config = { ...this.config, batch }
    const start = ports.now()
    ports.stepYield.begin()
    await scratch.advanceFor(Infinity, scratch.step + 1, ports.stepYield.pause)
    await ports.settle()
    ports.stepYield.end()
    const time = ports.now() - start - ports.stepYield.spent
    this.spent += time
    this.made++
    return time
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[(sorted.length - 1) >> 1] ?? NaN
}
