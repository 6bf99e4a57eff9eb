/**
 * Rows that somebody asked for, made in turn with the training of a copy of the networks: 100,000 of them hold up neither the run nor
 * a pause. One request after the other, each the same rows for the same networks and seed. Must not know what a row is.
 */
import { GanvasError } from '../../../common/failure.ts'
import { streamFor } from '../../../common/numbers/random.ts'
import type { MakeRows, RowAnswers } from '../../../common/protocol/rows.ts'
import type { TableOfItems } from '../../kinds/kind.ts'
import type { Dataset } from '../../data/dataset.ts'
import type { Shown } from '../../kinds/shown.ts'
import { tableOf } from '../answers/row-answers.ts'
import { csvFile } from '../exports/items.ts'
import { Throttle } from '../schedule/throttle.ts'
import type { Emit } from '../train/trainer.ts'
import { stillNetworks, type StillNetworks } from './still-networks.ts'

type Made = RowAnswers['make-rows']

interface Task {
  readonly asked: MakeRows
  readonly still: StillNetworks
  readonly work: AsyncGenerator<number, Made, undefined>
  readonly done: (made: Made) => void
  readonly failed: (thrown: unknown) => void
}

const TELL_MS = 100

export class RowMaking {
  private readonly tasks: Task[] = []
  private readonly telling = new Throttle(TELL_MS, 1)

  constructor(
    private readonly emit: Emit,
    private readonly copied: (shown: Shown) => Promise<StillNetworks> = stillNetworks,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get going(): boolean {
    return this.tasks.length > 0
  }

  /** Takes what is needed of the networks; `over` resolves when the rows are made. @throws GanvasError `no-table` */
  async begin(shown: Shown, asked: MakeRows): Promise<{ over: Promise<Made> }> {
    const table = tableOf(shown)
    const still = await this.copied(shown)
    const work = written(table, still.shown, asked)
    if (!this.going) this.emit({ type: 'rows-progress', done: 0, total: asked.count })
    return {
      over: new Promise((done, failed) => this.tasks.push({ asked, still, work, done, failed })),
    }
  }

  /** Makes rows for about so long. */
  async slice(milliseconds: number): Promise<void> {
    const [task] = this.tasks
    if (task === undefined) return
    const { asked, work } = task
    const start = this.now()
    try {
      do {
        const turn = await work.next()
        if (turn.done === true) {
          this.leave(task)
          task.done(turn.value)
          return
        }
        this.tell(Math.min(turn.value, asked.count), asked.count)
      } while (this.now() < start + milliseconds)
    } catch (thrown) {
      this.leave(task)
      task.failed(thrown)
    }
  }

  /** Whoever waits is told so; nothing of the rows is kept. */
  async stop(): Promise<void> {
    for (const task of [...this.tasks]) {
      this.leave(task)
      await task.work.return({ csv: new Blob(), rows: 0, acceptance: 0 })
      task.failed(new GanvasError('cancelled', 'Making rows was stopped.', 'Ask for them again.'))
    }
  }

  private leave(task: Task): void {
    this.tasks.splice(this.tasks.indexOf(task), 1)
    task.still.release()
  }

  private tell(done: number, total: number): void {
    const now = this.now()
    if (!this.telling.due(now)) return
    this.telling.spent(now, now)
    this.emit({ type: 'rows-progress', done, total })
  }
}

/** Makes them, then writes their file: 40 MB of text take seconds as well. */
async function* written(
  table: Pick<TableOfItems<Dataset>, 'inTurns' | 'csv'>,
  shown: Shown,
  asked: MakeRows,
): AsyncGenerator<number, Made, undefined> {
  const { items, rows, acceptance } = yield* table.inTurns(shown, asked)
  const steps = table.csv(shown.dataset, items, streamFor(asked.seed ?? 0, 'walk'))
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return { csv: csvFile(step.value), rows, acceptance }
    yield rows
  }
}
