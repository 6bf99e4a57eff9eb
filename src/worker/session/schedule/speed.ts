/**
 * Decides how hard to train: how long a slice may last, how long to rest after it, how often to draw. Gentle works a
 * quarter of the time, an eighth on battery; smooth rests only while the page's frames come late; fast never rests. Changes no number of a
 * run, only when it is computed.
 */
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { DisplayReport } from '../../../common/protocol/commands.ts'

export interface Pace {
  /** Longest stretch of steps between two looks at the messages, ms. A step is never cut. */
  readonly sliceMs: number
  /** Drawing happens at most this often, ms, and for at most this share of the time. */
  readonly showMs: number
  readonly showShare: number
  /** Samples are measured for at most this share of the time. */
  readonly lookShare: number
}

const PACES: Readonly<Record<RunConfig['speed'], Pace>> = {
  // With the slow looks' 2 %, looks take under 5 % of the time.
  gentle: { sliceMs: 12, showMs: 250, showShare: 0.05, lookShare: 0.028 },
  smooth: { sliceMs: 16, showMs: 1000 / 15, showShare: 0.12, lookShare: 0.028 },
  fast: { sliceMs: 60, showMs: 400, showShare: 0.02, lookShare: 0.012 },
}

const GENTLE_DUTY = 0.25
const BATTERY_DUTY = 0.125
/** Smooth never works less than this share of the time: a page that is slow by itself must not stop the training. */
const LEAST_DUTY = 0.6
/** Above this share of late frames smooth gives way, below the other it takes back. */
const MANY_LATE = 0.2
const FEW_LATE = 0.05
const GIVE_WAY = 0.85
const TAKE_BACK = 0.05
/** A timer cannot rest for less. */
const LEAST_REST_MS = 1

export class Governor {
  private speed: RunConfig['speed'] = 'smooth'
  private hidden = false
  private onBattery = false
  /** Share of the time in which smooth works. */
  private smoothDuty = 1
  private restUntil = 0

  /** @param wakeAfter runs `wake` after so many milliseconds, in a hidden tab as well, and then looks for work */
  constructor(private readonly wakeAfter: (ms: number, wake: () => void) => void) {}

  get pace(): Pace {
    return PACES[this.speed]
  }

  /** Share of the time that may be worked. Behind a hidden tab there is no display to spare. */
  get duty(): number {
    if (this.speed === 'gentle') return this.onBattery ? BATTERY_DUTY : GENTLE_DUTY
    return this.speed === 'smooth' && !this.hidden ? this.smoothDuty : 1
  }

  setSpeed(speed: RunConfig['speed']): void {
    if (speed === this.speed) return
    this.speed = speed
    this.smoothDuty = 1
    this.restUntil = 0
  }

  setDisplay({ hidden, late, onBattery = this.onBattery }: DisplayReport): void {
    this.onBattery = onBattery
    if (hidden !== this.hidden) this.restUntil = 0
    this.hidden = hidden
    if (late === null) return
    if (late > MANY_LATE) this.smoothDuty = Math.max(LEAST_DUTY, this.smoothDuty * GIVE_WAY)
    else if (late < FEW_LATE) this.smoothDuty = Math.min(1, this.smoothDuty + TAKE_BACK)
  }

  /** True while training must wait; the wake-up is on its way. */
  isResting(now: number): boolean {
    return now < this.restUntil
  }

  /** Work went on from `start` to `end`, ms: plans the rest that belongs to it. */
  worked(start: number, end: number): void {
    const rest = (end - start) * (1 / this.duty - 1)
    if (rest < LEAST_REST_MS) return
    const until = end + rest
    this.restUntil = until
    // Timers may ring a little early: then the rest is over all the same, as nothing else would end it.
    this.wakeAfter(rest, () => {
      if (this.restUntil === until) this.restUntil = 0
    })
  }
}
