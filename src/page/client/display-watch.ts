/**
 * Tells the worker of the display and the battery: whether the tab is in sight, and while it trains smoothly, how many frames came late.
 * Watches a few frames a second, not all of them, so that looking costs nothing. Decides nothing.
 */
import type { DisplayReport } from '../../common/protocol/commands.ts'
import { watchBattery } from './battery.ts'

/** Frames in a sample, and the pause between two samples. */
const FRAMES = 24
const PAUSE_MS = 1000
/** A frame is late when it took this many times the display's period. */
const LATE = 1.5
/** No display is faster than this; shorter intervals are two callbacks of one frame. */
const LEAST_PERIOD_MS = 4
/** One interval of so many may be a fluke. */
const FLUKES = 10

export class DisplayWatch {
  private watching = false
  private sampling = false
  /** The display's period as far as seen, ms. */
  private period = Infinity

  private power: Pick<DisplayReport, 'onBattery'> = {}

  constructor(private readonly send: (report: DisplayReport) => void) {
    document.addEventListener('visibilitychange', () => this.tell())
    void watchBattery((onBattery) => {
      this.power = { onBattery }
      this.tell()
    })
  }

  /** Says at once how things stand: a new worker knows nothing. */
  tell(): void {
    this.send({ hidden: document.hidden, late: null, ...this.power })
  }

  /** @param on while the run trains and its speed depends on the display */
  watch(on: boolean): void {
    this.watching = on
    if (on && !this.sampling) void this.sample()
  }

  private async sample(): Promise<void> {
    this.sampling = true
    while (this.watching) {
      const intervals = document.hidden ? [] : await frameIntervals(FRAMES)
      if (intervals.length > 0 && !document.hidden) {
        this.period = Math.min(this.period, periodOf(intervals))
        this.send({ hidden: false, late: lateShare(intervals, this.period) })
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
    this.sampling = false
  }
}

/** The display's period as these intervals tell it: nearly the shortest. */
export function periodOf(intervals: readonly number[]): number {
  const sorted = [...intervals].sort((a, b) => a - b)
  return Math.max(LEAST_PERIOD_MS, sorted[Math.floor(sorted.length / FLUKES)] ?? Infinity)
}

/** Share of intervals in which a frame was missed. */
export function lateShare(intervals: readonly number[], period: number): number {
  return intervals.filter((interval) => interval > LATE * period).length / Math.max(1, intervals.length)
}

/** Milliseconds between `count` + 1 frames; ends early when the tab is hidden, as no frames come then. */
function frameIntervals(count: number): Promise<number[]> {
  return new Promise((resolve) => {
    const intervals: number[] = []
    let last: number | null = null
    const done = (): void => {
      document.removeEventListener('visibilitychange', done)
      resolve(intervals)
    }
    const frame = (at: number): void => {
      if (last !== null) intervals.push(at - last)
      last = at
      if (intervals.length < count && !document.hidden) requestAnimationFrame(frame)
      else done()
    }
    document.addEventListener('visibilitychange', done)
    requestAnimationFrame(frame)
  })
}
