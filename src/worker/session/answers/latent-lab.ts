/**
 * The latent lab's part of a session: directions that keep their places, and one search for a latent, made in slices
 * between training and drawing. Changes nothing of the run.
 */
import type { Dataset } from '../../data/dataset.ts'
import { DirectionFinder, type DirectionMethod } from '../../probe/latent/find-directions.ts'
import { Search } from '../../probe/latent/project.ts'
import type { LatentLabAnswers, Projection } from '../../../common/protocol/latent-lab.ts'
import { GanvasError } from '../../../common/failure.ts'
import { streamFor } from '../../../common/numbers/random.ts'
import { Throttle } from '../schedule/throttle.ts'
import { soleLabels } from '../../kinds/classes.ts'
import type { Run } from '../train/run.ts'
import type { Shown } from '../../kinds/shown.ts'
import type { Emit } from '../train/trainer.ts'

/** Searching takes so long at a stretch; training has its own slices between. */
const SLICE_MS = 16
const TELL_MS = 1000 / 15
/** Items the mean one is made of. */
const AVERAGED = 1024

interface Task {
  readonly shown: Shown
  readonly search: Search
  /** Difference of the item to the dataset's mean one. */
  readonly plain: number
  readonly done: (result: Projection) => void
  readonly failed: (thrown: unknown) => void
}

export class LatentLab {
  private finder: { run: Run; finder: DirectionFinder } | null = null
  private task: Task | null = null
  private readonly telling = new Throttle(TELL_MS, 1)

  constructor(private readonly emit: Emit) {}

  /** @param run whose directions they are @param shown it, or a step of its past */
  async directions(run: Run, shown: Shown, method: DirectionMethod): Promise<LatentLabAnswers['directions']> {
    const start = performance.now()
    if (this.finder?.run !== run) this.finder = { run, finder: new DirectionFinder() }
    const found = await this.finder.finder.find(shown.game, shown.config, method)
    const directions = found.map(({ vector, share }) => ({ vector, share }))
    return { directions, step: shown.step, milliseconds: performance.now() - start }
  }

  /**
   * Begins a search; resolves when it is over or somebody ends it.
   * @param pick the class a person looks at @throws GanvasError `bad-item`, or `no-latent`
   */
  project(shown: Shown, item: Float32Array, pick: number | null): Promise<Projection> {
    this.end()
    const expected = shown.game.itemShape.reduce((product: number, side) => product * side, 1)
    if (item.length !== expected) {
      throw new GanvasError(
        'bad-item',
        `An item has ${expected} numbers here; ${item.length} came.`,
        'Choose the picture again: the dataset has changed.',
      )
    }
    if (shown.game.latent === 0) {
      throw new GanvasError(
        'no-latent',
        'This generator has no latent to look for.',
        'Choose a latent of 1 or more, and train again.',
      )
    }
    return new Promise((done, failed) => {
      const search = new Search(shown.game, item, shown.config.seed, soleLabels(shown, 1, pick)?.[0])
      const plain = squaredDistance(item, meanItem(shown.dataset, expected))
      this.task = { shown, search, plain, done, failed }
    })
  }

  /** Ends the search with what was found so far. */
  end(): void {
    const { task } = this
    this.task = null
    task?.done(resultOf(task))
  }

  /** Searches on for a slice. @returns false when there is nothing to search */
  async work(shown: Shown | null): Promise<boolean> {
    const { task } = this
    if (task === null) return false
    if (shown === null || task.shown.game !== shown.game) {
      this.end()
      return false
    }
    try {
      const start = performance.now()
      while (!task.search.over && performance.now() - start < SLICE_MS) {
        await task.search.advance(shown.config, shown.step)
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

function resultOf({ shown, search, plain }: Task): Projection {
  const { nearest, done, total } = search
  const difference = nearest?.difference ?? NaN
  const latent = nearest?.latent.slice() ?? new Float32Array(shown.game.latent)
  return { latent, difference, relative: difference / plain, done, total }
}

const means = new WeakMap<Dataset, Float32Array>()

/** What a generator would make that only knew the average. @param length numbers of an item */
function meanItem(dataset: Dataset, length: number): Float32Array {
  const known = means.get(dataset)
  if (known !== undefined) return known
  const items = dataset.draw(streamFor(0, 'evaluate'), AVERAGED)
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
