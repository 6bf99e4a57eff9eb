/**
 * Decides when figures may be read back while a run trains: so many steps after each read-back there was, so that what is
 * watched costs the training next to nothing. Knows no clock of its own.
 */

/** Steps for each read-back since the last time: 0.06 read-backs a step. */
const STEPS_PER_READ = 16
/** Somebody who asked for much must not stop the figures for long. */
const MOST_READS = 4
/** Where steps take very long, somebody waits for figures all the same. */
const LONGEST_MS = 10_000

export class ReadPace {
  private last = { step: 0, reads: 0, at: -Infinity }

  /** Reading begins: what it costs is paid before the next time. @param reads read-backs there ever were */
  took(step: number, reads: number, now: number): void {
    this.last = { step, reads, at: now }
  }

  /** Whether it is time. Where nothing counts as a read-back, always. */
  due(step: number, reads: number, now: number): boolean {
    const cost = Math.min(MOST_READS, reads - this.last.reads)
    return (
      step < this.last.step ||
      step - this.last.step >= STEPS_PER_READ * cost ||
      now - this.last.at >= LONGEST_MS
    )
  }
}
