/**
 * Lets a moving hand go before training where a part of a step takes longer than a frame or two: what is dragged should
 * follow. Only for a while: a walk that never ends must not stop the training. Knows no clock of its own.
 */

/** A part this long is felt while dragging. */
const LONG_PART_MS = 25
/** A hand that has not moved for so long is at rest; training goes on. */
const STILL_MS = 100
/** So long a hand may be in motion before training takes its turns again. */
const MOST_MS = 2000
/** So long looks at the run and snapshots wait for it: they cost more at once than a part of a step. */
const MOST_QUIET_MS = 10_000
/** Rest after which a motion counts as a new one. */
const NEW_MOTION_MS = 600

export class InputPriority {
  private began = -Infinity
  private moved = -Infinity
  private part = 0

  /** The hand moved. */
  move(now: number): void {
    if (now - this.moved > NEW_MOTION_MS) this.began = now
    this.moved = now
  }

  /** Training could not be interrupted for so long, ms. */
  trained(longest: number): void {
    this.part = longest
  }

  /** True while the hand moves: what is dragged should follow, however long it goes on. */
  moves(now: number): boolean {
    return now - this.moved < STILL_MS
  }

  /** True while the hand goes before all else. */
  reigns(now: number): boolean {
    return this.moves(now) && now - this.began < MOST_MS
  }

  /** True while a dear look at the run, or a snapshot of it, should wait. */
  wantsQuiet(now: number): boolean {
    return this.moves(now) && now - this.began < MOST_QUIET_MS
  }

  /** True while training should wait for the hand. */
  waits(now: number): boolean {
    return this.part > LONG_PART_MS && this.reigns(now)
  }
}
