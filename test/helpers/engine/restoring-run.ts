/** Runs that restore small pictures with networks of a few numbers, on whatever back end is in force. */
import { applyChange } from '../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { streamFor, uniforms } from '../../../src/common/numbers/random.ts'
import { gaussianMatrix, separably } from '../../../src/common/restore/matrices.ts'
import type { PictureSet } from '../../../src/worker/data/picture-set.ts'
import { Run } from '../../../src/worker/session/train/run.ts'
import { picturesOf } from '../data/sets.ts'

/** Soft pictures, no two alike, each the partner of its negative. */
export function softPictures(count: number, size: number, channels: 1 | 3): PictureSet {
  const length = size * size * channels
  const raw = uniforms(streamFor(11, 'data'), count * length, 0, 255)
  const pixels = new Uint8Array(raw.length)
  const blur = gaussianMatrix(size, 1)
  for (let from = 0; from < raw.length; from += length)
    pixels.set(separably(raw.subarray(from, from + length), channels, blur), from)
  const partners = pixels.map((byte) => 255 - byte)
  return picturesOf(
    { size, channels, pixels, partners },
    { fingerprint: `soft ${count} ${size} ${channels}` },
  )
}

export function restoring(change: Partial<RunConfig> = {}): RunConfig {
  const small = { width: 2, batch: 4, ema: 0, warmStart: 0 }
  return applyChange(defaultsFor('own'), { task: 'restore', ...small, ...change })
}

/** @param steps made already; their figures wait in the log */
export function restoringRun(set: PictureSet, change: Partial<RunConfig> = {}, steps = 0): Run {
  const run = new Run(restoring({ size: set.item.size, ...change }), set)
  for (let i = 0; i < steps; i++) run.advance()
  return run
}
