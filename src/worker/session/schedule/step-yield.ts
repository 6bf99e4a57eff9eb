/**
 * What happens between two parts of a training step: messages are heard, and a hand that moved is drawn. A hand in motion
 * gets twice the time that training took before it, so that what is dragged follows while the networks go on. Draws nothing
 * itself and changes no number of a run.
 */
import { yieldToTasks } from '../../../common/yield.ts'

/** Parts shorter than this together are not felt: no pause between them. */
const GAP_MS = 6
/** A part longer than a frame is answered with a rest twice as long, at most this: the hand gets two thirds of the time. */
const FRAME_MS = 16
const REST = 2
const MOST_REST_MS = 150

interface Host {
  /** Draws the sample under a hand that moved; resolves at once where none did. */
  readonly showCursor: () => Promise<void>
  /** True while the hand moves. */
  readonly isMoving: () => boolean
  readonly now: () => number
  /** Resolves after messages that wait are heard. */
  readonly hear: () => Promise<void>
}

export class StepYield {
  /** Longest stretch of training without a pause since the last call of `begin`, ms. */
  longest = 0
  /** Time that went into pauses since the last call of `begin`, ms. */
  spent = 0
  private since = 0

  private readonly host: Host

  constructor(host: Pick<Host, 'showCursor' | 'isMoving'> & Partial<Host>) {
    this.host = { now: () => performance.now(), hear: yieldToTasks, ...host }
  }

  /** A slice of training begins. */
  begin(): void {
    this.longest = 0
    this.spent = 0
    this.since = this.host.now()
  }

  /** The slice is over, or a part of it. */
  end(): void {
    this.longest = Math.max(this.longest, this.host.now() - this.since)
  }

  /** Between two parts: at once where the last pause was a moment ago. */
  readonly pause = async (): Promise<void> => {
    const { host } = this
    const start = host.now()
    const part = start - this.since
    if (part < GAP_MS) return
    this.end()
    const rest = part > FRAME_MS ? Math.min(REST * part, MOST_REST_MS) : 0
    do {
      await host.hear()
      await host.showCursor()
    } while (host.isMoving() && host.now() - start < rest)
    this.since = host.now()
    this.spent += this.since - start
  }
}
