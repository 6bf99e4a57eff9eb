/** What a run of the verdict study is about: reals to draw, features to look through, and a truth to compare with. */
import { readFileSync } from 'node:fs'
import type { RunConfig } from '../../src/common/config/run-config.ts'
import { pointSetFor } from '../../src/worker/data/builtin/point-sets.ts'
import { loadShipped } from '../../src/worker/data/shipped.ts'
import type { DrawReals } from '../../src/worker/gan/batches/item-sources.ts'
import type { ItemShape } from '../../src/common/items/item-shape.ts'
import { classify } from '../../src/worker/evaluation/classifier/forward.ts'
import { readClassifier } from '../../src/worker/evaluation/classifier/weights.ts'
import { pooledPixels } from '../../src/worker/evaluation/features/pooled-pixels.ts'
import { REFERENCE_SAMPLES } from '../../src/worker/evaluation/metrics/live-measure.ts'
import type { Rows } from '../../src/worker/evaluation/metrics/rows.ts'
import { finish } from '../../src/worker/evaluation/metrics/slices.ts'
import { fork, permutation, streamFor } from '../../src/common/numbers/random.ts'
import { classTruth, labelledBy, truthOf, type NameClasses, type Truth } from './verdict-truth.ts'

export interface Problem {
  itemShape: ItemShape
  draw: DrawReals
  /** Reals to digest, as features. */
  reals: Rows
  features(items: Float32Array): Rows
  /** Fakes to draw per look. */
  samples: number
  truth(fakes: Float32Array): Truth
}

/** @param config of a mixture, or of digits or clothes */
export async function problemOf(config: RunConfig): Promise<Problem> {
  return config.dataset === 'mnist' || config.dataset === 'fashion' ? images(config) : points(config)
}

function points(config: RunConfig): Problem {
  const set = pointSetFor(config, null)
  const stream = fork(streamFor(config.seed, 'evaluate'), 1)
  return {
    itemShape: [2],
    draw: (from, count) => set.draw(from, count),
    reals: { values: set.draw(stream, REFERENCE_SAMPLES), dimensions: 2 },
    features: (values) => ({ values, dimensions: 2 }),
    samples: 2500,
    truth: (fakes) => truthOf(fakes, set, config),
  }
}

async function images(config: RunConfig): Promise<Problem> {
  const read = (path: string) => {
    const { buffer, byteOffset, byteLength } = readFileSync(`public/${path}`)
    return Promise.resolve(buffer.slice(byteOffset, byteOffset + byteLength))
  }
  const set = await loadShipped(config.dataset, read, config)
  const { size, channels } = set.item
  const features = (pixels: Float32Array) => finish(pooledPixels.extract({ pixels, size, channels }))
  const picks = permutation(fork(streamFor(config.seed, 'evaluate'), 1), set.list.count).subarray(
    0,
    REFERENCE_SAMPLES,
  )
  const judged = labelledBy(
    set.list.at(picks),
    Array.from(picks, (i) => set.labels?.[i] ?? 0),
    size,
  )
  const names = await judgeOf(config, read)
  return {
    itemShape: [size, size, channels],
    draw: (from, count) => set.draw(from, count),
    reals: features(set.list.at(picks)),
    features,
    samples: 256,
    truth: (fakes) => classTruth(fakes, judged, names),
  }
}

/** The shipped judge, for the digits it was taught; null for others. */
async function judgeOf(
  config: RunConfig,
  read: (path: string) => Promise<ArrayBuffer>,
): Promise<NameClasses | null> {
  if (config.dataset !== 'mnist') return null
  const judge = readClassifier(await read('data/judge-mnist.bin'))
  return (pixels) => finish(classify(judge, { pixels, size: config.size, channels: 1 }))
}
