/**
 * How much replayed work is handed to the device at once, learnt from how long it took: slices short enough to hear
 * messages, submits short enough that the browser does not kill them. Knows no clock of its own.
 */

/** A submit should take no longer than this; a browser kills those of seconds. */
const SUBMIT_MS = 75
/** Dispatches in a submit while nothing is known yet. */
const CAREFUL = 16
const MOST_STEPS = 256
/** Weight of the last slice in the running mean. */
const FRESH = 0.4

export class ReplayBatching {
  private stepMs: number | null = null

  /** Tells that so many steps took so long, device included. */
  note(steps: number, milliseconds: number): void {
    if (steps === 0) return
    const each = milliseconds / steps
    this.stepMs = this.stepMs === null ? each : (1 - FRESH) * this.stepMs + FRESH * each
  }

  /** Steps that fill a slice of `milliseconds`; one while nothing is known. */
  steps(milliseconds: number): number {
    if (this.stepMs === null) return 1
    return Math.max(1, Math.min(MOST_STEPS, Math.floor(milliseconds / Math.max(this.stepMs, 1e-3))))
  }

  /** Steps that go into one submit, of so many dispatches each; less than 1: the share of a step. */
  perSubmit(dispatches: number): number {
    if (this.stepMs === null) return CAREFUL / dispatches
    return SUBMIT_MS / Math.max(this.stepMs, 1e-3)
  }

  /** Another step: what was learnt no longer holds. */
  forget(): void {
    this.stepMs = null
  }
}
