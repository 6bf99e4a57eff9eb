/**
 * Decides how often something that is not training may run: no more often than `interval`, and never for more than a
 * share of the time. Knows no clock of its own.
 */
/** A cost that surprises nobody, milliseconds. */
const SMALL_MS = 100

export class Throttle {
  private next = 0
  /** What the last run counted for, milliseconds. */
  private counted = 0

  /**
   * @param interval least milliseconds between two runs
   * @param share largest part of all time, in (0, 1]
   * @param least a longer interval that is kept to even if it takes this larger share; one dear run, as the first that
   * compiles, then counts for at most twice what the one before did
   */
  constructor(
    private interval: number,
    private share: number,
    private readonly least: { interval: number; share: number } | null = null,
  ) {}

  due(now: number): boolean {
    return now >= this.next
  }

  /** Tells that a run took from `start` to `end`, milliseconds. */
  spent(start: number, end: number): void {
    const { least } = this
    if (least === null) {
      this.next = start + Math.max(this.interval, (end - start) / this.share)
      return
    }
    const cost = Math.min(end - start, 2 * Math.max(SMALL_MS, this.counted))
    this.counted = cost
    const wait = Math.max(this.interval, cost / this.share)
    this.next = start + Math.min(wait, Math.max(least.interval, cost / least.share))
  }

  /** Another interval and share from the next run on. */
  retune(interval: number, share: number): void {
    this.interval = interval
    this.share = share
  }

  /** Due at once, e.g. after the person changed what is shown. */
  hurry(): void {
    this.next = 0
  }
}
