/**
 * The latent lab's part of a session: directions that keep their places, and one search for a latent, made in slices
 * between training and drawing. Changes nothing of the run.
 */
import type { Dataset } from '../data/prepared.ts'
import { DirectionFinder, type DirectionMethod } from '../gan/latent/find-directions.ts'
import { Search } from '../gan/latent/project.ts'
import type { LatentLabAnswers, Projection } from '../protocol/latent-lab.ts'
import { GanvasError } from '../shared/failure.ts'
import { streamFor } from '../shared/random.ts'
import { Cadence } from './cadence.ts'
import { drawReals, type Run } from './run.ts'
import type { Emit } from './trainer.ts'

/** Searching takes so long at a stretch; training has its own slices between. */
const SLICE_MS = 16
const TELL_MS = 1000 / 15
/** Items the mean one is made of. */
const AVERAGED = 1024

interface Task {
  readonly run: Run
  readonly search: Search
  /** Difference of the item to the dataset's mean one. */
  readonly plain: number
  readonly done: (result: Projection) => void
  readonly failed: (thrown: unknown) => void
}

export class LatentLab {
  private finder: { run: Run; finder: DirectionFinder } | null = null
  private task: Task | null = null
  private readonly telling = new Cadence(TELL_MS, 1)

  constructor(private readonly emit: Emit) {}

  async directions(run: Run, method: DirectionMethod): Promise<LatentLabAnswers['directions']> {
    const start = performance.now()
    if (this.finder?.run !== run) this.finder = { run, finder: new DirectionFinder(run.game) }
    const found = await this.finder.finder.find(run.config, method)
    const directions = found.map(({ vector, share }) => ({ vector, share }))
    return { directions, step: run.step, milliseconds: performance.now() - start }
  }

  /** Begins a search; resolves when it is over or somebody ends it. @throws GanvasError `bad-item` */
  project(run: Run, item: Float32Array): Promise<Projection> {
    this.end()
    const expected = run.game.itemShape.reduce((product: number, side) => product * side, 1)
    if (item.length !== expected) {
      throw new GanvasError(
        'bad-item',
        `An item has ${expected} numbers here; ${item.length} came.`,
        'Choose the picture again: the dataset has changed.',
      )
    }
    return new Promise((done, failed) => {
      const search = new Search(run.game, item, run.config.seed)
      this.task = { run, search, plain: squaredDistance(item, meanItem(run.dataset, expected)), done, failed }
    })
  }

  /** Ends the search with what was found so far. */
  end(): void {
    const { task } = this
    this.task = null
    task?.done(resultOf(task))
  }

  /** Searches on for a slice. @returns false when there is nothing to search */
  async work(run: Run | null): Promise<boolean> {
    const { task } = this
    if (task === null) return false
    if (task.run !== run) {
      this.end()
      return false
    }
    try {
      const start = performance.now()
      while (!task.search.over && performance.now() - start < SLICE_MS) {
        await task.search.advance(run.config, run.step)
      }
    } catch (thrown) {
      this.task = null
      task.failed(thrown)
      return false
    }
    this.tell(task)
    if (task.search.over && this.task === task) this.end()
    return true
  }

  private tell(task: Task): void {
    const now = performance.now()
    if (!this.telling.due(now)) return
    this.telling.spent(now, now)
    this.emit({ type: 'projection', projection: resultOf(task) })
  }
}

function resultOf({ run, search, plain }: Task): Projection {
  const { nearest, done, total } = search
  const difference = nearest?.difference ?? NaN
  const latent = nearest?.latent.slice() ?? new Float32Array(run.game.latent)
  return { latent, difference, relative: difference / plain, done, total }
}

const means = new WeakMap<Dataset, Float32Array>()

/** What a forger would make that only knew the average. @param length numbers of an item */
function meanItem(dataset: Dataset, length: number): Float32Array {
  const known = means.get(dataset)
  if (known !== undefined) return known
  const items = drawReals(dataset, streamFor(0, 'evaluate'), AVERAGED)
  const mean = new Float64Array(length)
  items.forEach((value, i) => {
    mean[i % length] = (mean[i % length] ?? 0) + value / AVERAGED
  })
  const out = Float32Array.from(mean)
  means.set(dataset, out)
  return out
}

function squaredDistance(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0) / a.length
}
