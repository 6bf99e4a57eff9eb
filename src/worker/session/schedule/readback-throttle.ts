/**
 * Decides when figures may be read back while a run trains: so many steps after each read-back there was, so that what is
 * watched costs the training next to nothing. Knows no clock of its own.
 */

/** Steps for each read-back since the last time: 0.06 read-backs a step. */
const STEPS_PER_READ = 16
/** Somebody who asked for much must not stop the figures for long. */
const MOST_READS = 4
/** Where steps take very long, somebody waits for figures all the same. */
const LONGEST_MS = 20_000

const NEVER = { step: 0, reads: 0, at: -Infinity }

export class ReadbackThrottle {
  private last = NEVER

  /** @param steps for each read-back since the last time @param longest milliseconds after which it is time anyway */
  constructor(
    private readonly steps = STEPS_PER_READ,
    private readonly longest = LONGEST_MS,
  ) {}

  /** Reading begins: what it costs is paid before the next time. @param reads read-backs there ever were */
  took(step: number, reads: number, now: number): void {
    this.last = { step, reads, at: now }
  }

  /** Whether it is time. Where nothing counts as a read-back, always. */
  due(step: number, reads: number, now: number): boolean {
    const { last } = this
    const cost = Math.min(MOST_READS, reads - last.reads)
    return step < last.step || step - last.step >= this.steps * cost || now - last.at >= this.longest
  }

  /** Somebody waits for it: time now. */
  hurry(): void {
    this.last = NEVER
  }
}
