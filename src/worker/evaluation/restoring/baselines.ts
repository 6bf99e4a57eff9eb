/**
 * What can be made of a source without training a network: the figures of a run are read beside the best of them. Plain arrays in
 * [−1, 1], NHWC; pictures are measured and shown within that range. Knows no networks.
 */
import { bicubicMatrix, shrunkMatrix, type Matrix } from '../../../common/restore/matrices.ts'
import type { BaselineId } from '../../../common/restore/baseline-names.ts'
import type { RestoreConfig } from '../../../common/restore/restore-config.ts'
import type { Sliced } from '../metrics/slices.ts'
import { harmonicFill } from './harmonic.ts'
import { coloured, coloursFor, meanColours, meanPicture } from './means.ts'
import { best, each, FILTERS, SHARPENERS } from './tuned.ts'

/** Pictures and what is left of them. */
export interface Sourced {
  /** [n, size, size, channels] */
  readonly truth: Float32Array
  /** [n, size, size, …]: as networks are told it (common/restore/restore-config.ts). */
  readonly source: Float32Array
}

export interface BaselineTask {
  readonly size: number
  readonly channels: number
  readonly config: RestoreConfig
  /** What a baseline may learn from: means, and how strong a filter should be. Never pictures that are measured. */
  readonly training: Sourced
}

/** [n, size, size, channels] of pictures to be restored. Looks at the truth for nothing but what the source is made from. */
type Restores = (asked: Sourced, task: BaselineTask) => Sliced<Float32Array>

/** What a baseline makes of the sources, within [−1, 1]. */
export function* restoredBy(id: BaselineId, asked: Sourced, task: BaselineTask): Sliced<Float32Array> {
  const made = yield* RULES[id](asked, task)
  return made.map((value) => Math.min(1, Math.max(-1, value)))
}

const RULES: Readonly<Record<BaselineId, Restores>> = {
  *input({ source }, { config, channels }) {
    yield
    return config.source === 'gray' ? coloured(source, channels) : source
  },
  // The small picture is not in the source, but it is what the source is made from.
  *nearest({ truth }, task) {
    const factor = task.config.source === 'quarter' ? 4 : 2
    return yield* each(truth, task, shrunkMatrix(task.size, factor, 'nearest'))
  },
  *bicubic({ source }, task) {
    if (task.config.source !== 'mosaic') {
      yield
      return source
    }
    return yield* each(source, task, betweenBlocks(task.size, task.config.mosaic))
  },
  *'mean-colour'({ source }, { training, channels }) {
    return coloursFor(source, yield* meanColours(training, channels))
  },
  *'mean-picture'({ truth, source }, task) {
    const { size, channels } = task
    const mean = yield* meanPicture(task.training.truth, size * size * channels)
    const made = Float32Array.from(truth, (_, at) => mean[at % mean.length] ?? 0)
    return task.config.source === 'hole' ? withKnown(made, source, channels) : made
  },
  *harmonic({ source }, { size, channels }) {
    const { known, missing } = parted(source, channels)
    const length = size * size
    const made = new Float32Array(known.length)
    for (let i = 0; i * length < missing.length; i++) {
      const one = known.subarray(i * length * channels, (i + 1) * length * channels)
      const hole = missing.subarray(i * length, (i + 1) * length)
      made.set(yield* harmonicFill(one, hole, { size, channels }), i * length * channels)
    }
    return made
  },
  *gaussian({ source }, task) {
    return yield* each(source, task, yield* best(FILTERS, task))
  },
  *sharpened({ source }, task) {
    return yield* each(source, task, yield* best(SHARPENERS, task))
  },
}

/** What is missing of a picture with a hole, [n, size, size]. @param source [n, size, size, channels + 1] */
export function missingOf(source: Float32Array, channels: number): Float32Array {
  return parted(source, channels).missing
}

function parted(source: Float32Array, channels: number): { known: Float32Array; missing: Float32Array } {
  const pixels = source.length / (channels + 1)
  const known = new Float32Array(pixels * channels)
  const missing = new Float32Array(pixels)
  for (let at = 0; at < pixels; at++) {
    const from = at * (channels + 1)
    known.set(source.subarray(from, from + channels), at * channels)
    missing[at] = source[from + channels] ?? 0
  }
  return { known, missing }
}

/** Known pixels are never made up. */
function withKnown(made: Float32Array, source: Float32Array, channels: number): Float32Array {
  const { known, missing } = parted(source, channels)
  return made.map((value, at) =>
    (missing[Math.floor(at / channels)] ?? 0) < 0.5 ? (known[at] ?? NaN) : value,
  )
}

/** The means of whole blocks as they are, and what lies between their middles by cubic convolution. */
function betweenBlocks(size: number, block: number): Matrix {
  const blocks = Math.ceil(size / block)
  const enlarged = bicubicMatrix(blocks, blocks * block)
  // Each block's mean stands in its first pixel; the last block may stick out.
  const values = new Float64Array(size * size)
  for (let row = 0; row < size; row++)
    for (let from = 0; from < blocks; from++)
      values[row * size + from * block] = enlarged.values[row * blocks + from] ?? 0
  return { to: size, from: size, values }
}
