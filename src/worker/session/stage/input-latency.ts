/** How long moves of the hand waited for their pictures: the last one, and the longest of the last hundred or so. */
const KEPT = 120

export class InputLatency {
  private readonly times: number[] = []

  /** A move that nothing was drawn of until now waited so long, ms. */
  note(milliseconds: number): void {
    if (!Number.isFinite(milliseconds)) return
    this.times.push(milliseconds)
    if (this.times.length > KEPT) this.times.shift()
  }

  /** NaN before the first. */
  get last(): number {
    return this.times.at(-1) ?? NaN
  }

  /** NaN before the first. */
  get longest(): number {
    return this.times.length === 0 ? NaN : Math.max(...this.times)
  }
}
