/**
 * Lets a moving hand go before training where a slice of training takes longer than a frame or two: what is dragged should
 * follow. Only for a while: a walk that never ends must not stop the training. Knows no clock of its own.
 */

/** A slice this long is felt while dragging. */
const LONG_SLICE_MS = 40
/** A hand that has not moved for so long is at rest; training goes on. */
const STILL_MS = 100
/** So long a hand may be in motion before training takes its turns again. */
const MOST_MS = 2000
/** Rest after which a motion counts as a new one. */
const NEW_MOTION_MS = 600

export class HandFirst {
  private began = -Infinity
  private moved = -Infinity
  private slice = 0

  /** The hand moved. */
  move(now: number): void {
    if (now - this.moved > NEW_MOTION_MS) this.began = now
    this.moved = now
  }

  /** A slice of training took from `start` to `end`. */
  trained(start: number, end: number): void {
    this.slice = end - start
  }

  /** True while training should wait for the hand. */
  waits(now: number): boolean {
    return this.slice > LONG_SLICE_MS && now - this.moved < STILL_MS && now - this.began < MOST_MS
  }
}
