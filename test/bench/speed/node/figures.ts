/** Turns samples into the figures that are printed. Arithmetic only. */
import type { Commands, Sample } from '../measured.ts'
import type { PeerName } from './options.ts'
import type { Timing } from './time-group.ts'

/** Of one peer on one case. Null: not to be had. */
export interface Figures {
  readonly peer: PeerName
  readonly adapter: string
  readonly samples: number
  readonly stepsPerSample: number
  /** Per step, over the samples. */
  readonly ms: { median: number; least: number; most: number }
  readonly firstMs: number
  /** JavaScript's share, per step: median. */
  readonly jsMs: number | null
  /** Per step: median. */
  readonly commands: Commands | null
  readonly bytes: number | null
  readonly tensors: number | null
  readonly gflops: number
  /** Of the best product on the same back end in the same run. */
  readonly share: number | null
}

/** @param flops of one step @param ceiling GFLOP/s of the best product; null: none was timed */
export function figuresOf(
  { peer, adapter, firstMs, samples }: Timing,
  flops: number,
  ceiling: number | null,
): Figures {
  const [last] = samples.slice(-1)
  if (last === undefined) throw new Error('There are no samples.')
  const perStep = (value: (sample: Sample) => number) => samples.map((sample) => value(sample) / sample.steps)
  const times = perStep(({ ms }) => ms)
  const ms = { median: median(times), least: Math.min(...times), most: Math.max(...times) }
  const gflops = flops / ms.median / 1e6
  return {
    peer,
    adapter,
    samples: samples.length,
    stepsPerSample: last.steps,
    ms,
    firstMs,
    jsMs: last.jsMs === null ? null : median(perStep(({ jsMs }) => jsMs ?? NaN)),
    commands: last.commands === null ? null : commandsPerStep(samples),
    bytes: last.bytes,
    tensors: last.tensors,
    gflops,
    share: ceiling === null ? null : gflops / ceiling,
  }
}

function commandsPerStep(samples: readonly Sample[]): Commands {
  const of = (name: keyof Commands) =>
    median(samples.map(({ commands, steps }) => (commands?.[name] ?? NaN) / steps))
  return {
    dispatches: of('dispatches'),
    submits: of('submits'),
    readbacks: of('readbacks'),
    writes: of('writes'),
    bindGroups: of('bindGroups'),
  }
}

/** Of an even number of values: the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2
}

/** GFLOP/s of a product of two square matrices. */
export function productGflops(side: number, ms: number): number {
  return (2 * side ** 3) / ms / 1e6
}
