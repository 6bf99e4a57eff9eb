/**
 * Pictures that somebody asked to have restored, in turn with the training of a copy of the networks: a large one holds up neither the
 * run nor a pause. One after the other. Must not know how a picture is restored.
 */
import { GanvasError } from '../../../common/failure.ts'
import type { RestoredPicture } from '../../../common/restore/protocol.ts'
import type { Picture } from '../../data/pixels/picture.ts'
import { streamedPng } from '../../formats/streamed-png.ts'
import { restorePrepared } from '../../probe/whole/restore-prepared.ts'
import type { Prepared } from '../../probe/whole/whole-of.ts'
import type { Shown } from '../../kinds/shown.ts'
import { stillNetworks, type StillNetworks } from './still-networks.ts'
import { Throttle } from '../schedule/throttle.ts'
import type { Emit } from '../train/trainer.ts'

interface Task {
  readonly prepared: Prepared
  readonly still: StillNetworks
  readonly work: AsyncGenerator<number, Picture, undefined>
  readonly done: (made: Picture) => void
  readonly failed: (thrown: unknown) => void
}

const TELL_MS = 100

export class PictureRestoring {
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

  /** Takes what is needed of the networks; `over` resolves when the picture is restored. */
  async begin(shown: Shown, prepared: Prepared): Promise<{ over: Promise<RestoredPicture> }> {
    const still = await this.copied(shown)
    const work = restorePrepared(still.shown, prepared)
    if (!this.going) this.emit({ type: 'restore-progress', share: 0 })
    const made = new Promise<Picture>((done, failed) =>
      this.tasks.push({ prepared, still, work, done, failed }),
    )
    return { over: made.then((picture) => asFiles(picture, prepared)) }
  }

  /** Restores for about so long. */
  async slice(milliseconds: number): Promise<void> {
    const [task] = this.tasks
    if (task === undefined) return
    const start = this.now()
    try {
      do {
        const turn = await task.work.next()
        if (turn.done === true) {
          this.leave(task)
          task.done(turn.value)
          return
        }
        this.tell(turn.value)
      } while (this.now() < start + milliseconds)
    } catch (thrown) {
      this.leave(task)
      task.failed(thrown)
    }
  }

  /** Whoever waits is told so. */
  async stop(): Promise<void> {
    for (const task of [...this.tasks]) {
      this.leave(task)
      await task.work.return(task.prepared.given)
      task.failed(new GanvasError('cancelled', 'Restoring the picture was stopped.', 'Ask for it again.'))
    }
  }

  private leave(task: Task): void {
    const at = this.tasks.indexOf(task)
    if (at < 0) return
    this.tasks.splice(at, 1)
    task.still.release()
  }

  private tell(share: number): void {
    const now = this.now()
    if (!this.telling.due(now)) return
    this.telling.spent(now, now)
    this.emit({ type: 'restore-progress', share })
  }
}

async function asFiles(made: Picture, { given, shrunkFrom }: Prepared): Promise<RestoredPicture> {
  const { width, height } = made
  const [file, before] = await Promise.all([made, given].map(pngOf))
  if (file === undefined || before === undefined) throw new Error('A picture is missing.')
  return { file, given: before, width, height, shrunkFrom }
}

function pngOf({ width, height, channels, bytes }: Picture): Promise<Blob> {
  return streamedPng(width, height, channels, bytes)
}
