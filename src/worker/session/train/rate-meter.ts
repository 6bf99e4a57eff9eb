/** Steps per second over the last few seconds of training: true, not smoothed beyond its window. */
const WINDOW_MS = 3000

export class RateMeter {
  private points: { at: number; step: number }[] = []

  /** Notes that `step` updates were done at time `at`, milliseconds. */
  note(at: number, step: number): void {
    this.points.push({ at, step })
    while (this.points.length > 2 && (this.points[1]?.at ?? at) < at - WINDOW_MS) this.points.shift()
  }

  /** Forgets the past, e.g. after a pause: time spent paused is no training time. */
  restart(): void {
    this.points = []
  }

  /** Milliseconds that the rate is of. */
  get watchedMs(): number {
    return (this.points.at(-1)?.at ?? 0) - (this.points[0]?.at ?? 0)
  }

  /** 0 until there are two notes. */
  get perSecond(): number {
    const first = this.points[0]
    const last = this.points.at(-1)
    if (first === undefined || last === undefined || last.at <= first.at) return 0
    return (1000 * (last.step - first.step)) / (last.at - first.at)
  }
}
