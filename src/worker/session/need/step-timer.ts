/**
 * Times steps of a run on networks that are thrown away, one after the other, so that whoever has something better to do goes
 * between two of them. Few items first, then more: where a whole batch would take long, its time follows from theirs. Nothing of
 * the person's run is touched: draws are functions of seed and step, and these networks are others.
 */
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { Dataset } from '../../data/dataset.ts'
import { Run } from '../train/run.ts'

/** So many milliseconds are timed at most, but for the step that is under way. */
export const MOST_MS = 1000
/** Steps that are timed at most. */
const MOST_STEPS = 5
/** Items of the first steps. */
const FEW_ITEMS = 4
/** So many times as many are tried next, where that would not take long. */
const GROWTH = 4

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
  /** Items of the next step. */
  private items: number
  /** So many were trained on before: the first step pays for what is made once, such as kernels of that size. */
  private warm = false
  /** Milliseconds of the steps of so many items. */
  private times: number[] = []
  private spent = 0

  private readonly config: RunConfig

  constructor(
    config: RunConfig,
    dataset: Dataset,
    private readonly ports: TimerPorts,
  ) {
    const few = Math.max(FEW_ITEMS, config.diversity === 'packing' ? config.pack : 0)
    this.items = config.batch > 2 * few ? few : config.batch
    // Steps of the game: what one of a warm start costs follows from them.
    this.config = { ...config, warmStart: 0 }
    this.scratch = new Run(this.config, dataset)
  }

  /** Makes a step. Returns the milliseconds of one of the whole batch once they are known well enough, null until then. */
  async next(): Promise<number | null> {
    const { batch } = this.config
    const { items, times } = this
    const time = await this.step(items)
    if (!this.warm) {
      this.warm = true
      return null
    }
    times.push(time)
    this.spent += time
    const isOver = this.spent > MOST_MS
    if (items === batch) return isOver || times.length === MOST_STEPS ? median(times) : null
    const more = Math.min(batch, GROWTH * items)
    // At most: what does not grow with the items is then small beside what does.
    if (isOver || (time * more) / items > MOST_MS) return (time * batch) / items
    this.items = more
    this.times = []
    this.warm = false
    return null
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
    return ports.now() - start - ports.stepYield.spent
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[(sorted.length - 1) >> 1] ?? NaN
}
