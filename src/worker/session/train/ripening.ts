/**
 * What a device compiles for a run's steps beside all else: first what a step needs, then what its recording needs besides. What was
 * begun for a run that has changed since is compiled, and holds for any other that needs it. Must not know what is compiled.
 */
import { LastTry } from './last-try.ts'
import type { Ripeness, Trained } from './step-replay.ts'

/** Has a piece compiled; the promise never fails. */
type Piece = () => Promise<void>

export class Ripening {
  /** The run that the pieces are for. */
  private readonly lastTry = new LastTry()
  private left: Piece[] = []
  private done = 0
  /** The run's step when they were begun. */
  private first = 0
  /** When the piece under way is there; another may be left. Null: there is none. */
  underWay: Promise<void> | null = null

  /**
   * Goes on by a piece where none is under way.
   * @param pieces for steps, then for their recording; none: all is there
   * @param eager false: the recording's waits until a step was made, which it would hold up
   */
  proceed(run: Trained, pieces: () => readonly Piece[], eager: boolean): Ripeness {
    if (!this.lastTry.covers(run)) {
      this.lastTry.note(run)
      this.left = [...pieces()]
      this.done = 0
      this.first = run.step
      this.underWay = null
    }
    const held = this.done > 0 && !eager && run.step === this.first
    if (this.underWay === null && !held) this.begin()
    if (this.underWay === null && this.left.length === 0) return 'all'
    return this.done > 0 ? 'steps' : 'nothing'
  }

  /** The same run needs other pieces now. */
  forget(): void {
    this.lastTry.forget()
  }

  private begin(): void {
    const piece = this.left.shift()
    if (piece === undefined) return
    const mine = piece().then(() => {
      // Of a run that is another by now nobody wants to know.
      if (this.underWay !== mine) return
      this.underWay = null
      this.done++
    })
    this.underWay = mine
  }
}
