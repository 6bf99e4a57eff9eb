/**
 * What a step would take at best on a device whose ceilings were measured, and which of them binds it. Arithmetic only, as
 * docs/performance.md has it: the larger of arithmetic and memory, each half used, and the launches beside.
 */

/** What was measured. */
export interface Ceilings {
  /** GFLOP/s of the best product. */
  readonly gflops: number
  /** GB/s of a copy. */
  readonly copyGBs: number
  /** Microseconds a dispatch. */
  readonly dispatchUs: number
}

/** What a step asks for. */
export interface StepWork {
  readonly flops: number
  readonly bytes: number
  readonly dispatches: number
}

export interface Roofline {
  /** Operations a byte, of the step. */
  readonly intensity: number
  /** Operations a byte where arithmetic and memory take equally long, of the device. */
  readonly balance: number
  /** What takes longest when ceilings are half used. */
  readonly bound: 'memory' | 'arithmetic' | 'launches'
  /** Milliseconds of arithmetic or memory, whichever takes longer, at the ceiling: no step can be faster. */
  readonly leastMs: number
  readonly launchMs: number
  /** With the ceilings half used, and the launches beside: what a good program may take at most. */
  readonly fairMs: number
}

const HALF = 0.5

export function roofline({ flops, bytes, dispatches }: StepWork, ceilings: Ceilings): Roofline {
  const { gflops, copyGBs, dispatchUs } = ceilings
  const [arithmeticMs, memoryMs] = [flops / gflops / 1e6, bytes / copyGBs / 1e6]
  const leastMs = Math.max(arithmeticMs, memoryMs)
  const launchMs = (dispatches * dispatchUs) / 1000
  const larger = memoryMs > arithmeticMs ? 'memory' : 'arithmetic'
  return {
    intensity: flops / bytes,
    balance: gflops / copyGBs,
    bound: launchMs > leastMs / HALF ? 'launches' : larger,
    leastMs,
    launchMs,
    fairMs: leastMs / HALF + launchMs,
  }
}

const LARGEST_SIDE = 4096
/** A product that takes so long is not all waiting any more. */
const LONG_ENOUGH_MS = 10

/** The side to try after this one; null where its product took long enough, or is as large as is sensible. */
export function nextSide(side: number, ms: number): number | null {
  return ms >= LONG_ENOUGH_MS || side >= LARGEST_SIDE ? null : 2 * side
}
