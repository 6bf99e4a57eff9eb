/** Brings a set of samples to 8 bits: by the one factor of its depth, or stretched where it uses a small part of its range. */
import { isGray } from './colour.ts'
import { fullOf, type Picture, type Samples } from './picture.ts'

/** Samples that span less than this share of what their depth allows are stretched over all of it. */
const NARROW = 0.25

/** How a set is brought to bytes; levels are shares of the whole range. */
export interface Stretch {
  /** Becomes 0. */
  readonly low: number
  /** Becomes 255. */
  readonly high: number
  /** The set uses no more of its range than from low to high. */
  readonly narrow: boolean
}

const WHOLE: Stretch = { low: 0, high: 1, narrow: false }

/** Looks at every picture of a set, then says how all of them are brought to bytes. */
export class RangeWatch {
  private low = 1
  private high = 0
  /** Some picture is more than one flat tone: there is something to see. */
  private varied = false
  private deep = false
  private coloured = false

  see({ channels, bytes: samples }: Picture): void {
    let low = Infinity
    let high = -Infinity
    for (const sample of samples) {
      if (sample < low) low = sample
      if (sample > high) high = sample
    }
    const full = fullOf(samples)
    this.low = Math.min(this.low, low / full)
    this.high = Math.max(this.high, high / full)
    this.varied ||= high > low
    this.deep ||= full > 255
    this.coloured ||= channels === 3 && !(samples instanceof Uint16Array) && !isGray(samples)
  }

  get stretch(): Stretch {
    const { low, high, varied } = this
    // Dark colours of 8 bits are meant to be dark; dark grays are numbers of something.
    const counted = this.deep || !this.coloured
    if (varied && counted && high <= NARROW) return { low: 0, high, narrow: true }
    // Far from black, yet narrow: only measured values lie so. A pale photo of 8 bits is meant to be pale.
    if (varied && this.deep && high - low <= NARROW) return { low, high, narrow: true }
    return WHOLE
  }
}

/** Bytes of the samples: themselves where they are bytes already and nothing is stretched. */
export function toBytes(samples: Samples, { low, high, narrow }: Stretch): Uint8Array {
  if (!narrow && samples instanceof Uint8Array) return samples
  const full = fullOf(samples)
  const factor = 255 / (high - low)
  return new Uint8Array(Uint8ClampedArray.from(samples, (sample) => (sample / full - low) * factor).buffer)
}
