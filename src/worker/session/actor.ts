/**
 * One thing at a time: jobs wait for each other, and idle work (training, drawing) runs between them. What makes the
 * session free of locks: whoever is in a job has the networks to itself.
 */
import { yieldToTasks } from '../../common/yield.ts'

export type Job = () => Promise<void> | void

export class Actor {
  private readonly jobs: Job[] = []
  private wake: (() => void) | null = null
  private nudged = false
  private stopped = false

  /**
   * @param work one slice of background work; resolves to false when there is nothing to do
   * @param onError what a job or slice threw; the actor goes on
   */
  constructor(
    private readonly work: () => Promise<boolean>,
    private readonly onError: (thrown: unknown) => void | Promise<void>,
  ) {}

  /** Queues a job and wakes the actor. */
  post(job: Job): void {
    this.jobs.push(job)
    this.nudge()
  }

  /** Wakes the actor because there may be background work. */
  nudge(): void {
    this.nudged = true
    this.wake?.()
    this.wake = null
  }

  stop(): void {
    this.stopped = true
    this.nudge()
  }

  /** Runs until `stop`. */
  async run(): Promise<void> {
    while (!this.stopped) {
      try {
        const job = this.jobs.shift()
        if (job !== undefined) {
          await job()
          continue
        }
        const worked = await this.work()
        if (worked) await yieldToTasks()
        else await this.sleep()
      } catch (thrown) {
        await this.onError(thrown)
      }
    }
  }

  /** A nudge that came while the last slice ran must not be slept through. */
  private sleep(): Promise<void> {
    if (this.nudged) {
      this.nudged = false
      return Promise.resolve()
    }
    return new Promise((resolve) => {
      this.wake = resolve
    })
  }
}
