/** The step that somebody waits for: one at a time, and whoever waited before waits no longer. */
import { fromFailure, toFailure } from '../../common/failure.ts'

export class Target {
  private waiting: { step: number; done: (thrown?: unknown) => void } | null = null

  /** Infinity while nobody waits. */
  get step(): number {
    return this.waiting?.step ?? Infinity
  }

  /** Resolves when `reached` is called; rejects with what is told instead. */
  wait(step: number): Promise<void> {
    this.reached()
    return new Promise((resolve, reject) => {
      this.waiting = {
        step,
        done: (thrown) => {
          this.waiting = null
          if (thrown === undefined) resolve()
          else reject(fromFailure(toFailure(thrown)))
        },
      }
    })
  }

  /** The step is there, or nobody goes on towards it. @param thrown why not */
  reached(thrown?: unknown): void {
    this.waiting?.done(thrown)
  }
}
