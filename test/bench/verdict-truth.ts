/** What really happened in a run, from modes the verdict is not told of. */
import { lines as linesSet } from '../../src/worker/data/builtin/lines.ts'
import type { RunConfig } from '../../src/common/config/run-config.ts'
import type { Mixture, PointSet } from '../../src/worker/data/point-set.ts'
import { nearestItems } from '../../src/worker/evaluation/metrics/neighbours.ts'
import { pooledPixels } from '../../src/worker/evaluation/features/pooled-pixels.ts'
import type { Rows } from '../../src/worker/evaluation/metrics/rows.ts'
import { finish } from '../../src/worker/evaluation/metrics/slices.ts'
import { mixtureMetrics } from '../../src/worker/evaluation/metrics/mixture.ts'

export interface Truth {
  modes: number
  modesTotal: number
  highQuality: number
  /** exp(−reverse KL): share of the modes that is effectively kept, by nearest mode of all samples. */
  kept: number
  /** Root mean square radius of the fakes over that of the modes' centres. */
  spread: number
  /** Share of all samples by nearest mode. */
  shares: number[]
}

/** Names the class of each image [n, size, size, 1] in [−1, 1]: the shipped judge of digits. */
export type NameClasses = (pixels: Float32Array) => ArrayLike<number>

/** Reals whose class is known: without a judge, a fake takes the class of its nearest. */
export interface Labelled {
  rows: Rows
  labels: readonly number[]
  classes: number
  size: number
  /** 95th percentile of the distance between a real and its nearest other one. */
  near: number
}

/** Gray images [n, size, size, 1] as pooled pixels; a real digit's nearest of 4,000 has its class 19 times of 20. */
export function labelledBy(pixels: Float32Array, labels: readonly number[], size: number): Labelled {
  const rows = finish(pooledPixels.extract({ pixels, size, channels: 1 }))
  const split = 512 * rows.dimensions
  const some: Rows = { ...rows, values: rows.values.subarray(0, split) }
  const rest: Rows = { ...rows, values: rows.values.subarray(split) }
  const distances = finish(nearestItems(some, rest)).distances.sort()
  return {
    rows,
    labels,
    classes: Math.max(...labels) + 1,
    size,
    near: distances[Math.floor(0.95 * 512)] ?? NaN,
  }
}

/** Truth of image fakes by the judge's class, else by that of the nearest real: classes are the modes, near ones are good. */
export function classTruth(fakes: Float32Array, judged: Labelled, names: NameClasses | null): Truth {
  const rows = finish(pooledPixels.extract({ pixels: fakes, size: judged.size, channels: 1 }))
  const { indices, distances } = finish(nearestItems(rows, judged.rows))
  const shares = new Array<number>(judged.classes).fill(0)
  const named = names?.(fakes) ?? indices.map((index) => judged.labels[index] ?? -1)
  const hit = new Set<number>()
  let good = 0
  for (const i of indices.keys()) {
    const label = named[i]
    if (label === undefined) continue
    shares[label] = (shares[label] ?? 0) + 1 / indices.length
    if ((distances[i] ?? Infinity) > judged.near) continue
    hit.add(label)
    good += 1 / indices.length
  }
  const divergence = shares.reduce((total, p) => total + (p > 0 ? p * Math.log(p * judged.classes) : 0), 0)
  return {
    modes: hit.size,
    modesTotal: judged.classes,
    highQuality: round(good),
    kept: round(Math.exp(-divergence)),
    spread: round(radius(rows.values) / radius(judged.rows.values)),
    shares: shares.map(round),
  }
}

/** Points along each of the two lines that stand for its modes. */
const BEADS = 10

/** Truth of [n, 2] fakes. The two lines count as beads 0.2 apart. */
export function truthOf(fakes: Float32Array, points: PointSet, config: RunConfig): Truth {
  const mixture = points.mixture ?? beads(config)
  const { modes, modesTotal, highQuality, reverseKL } = mixtureMetrics(fakes, mixture)
  return {
    modes,
    modesTotal,
    highQuality: round(highQuality),
    kept: round(Math.exp(-reverseKL)),
    spread: round(radius(fakes) / radius(mixture.centres)),
    shares: nearestShares(fakes, mixture).map(round),
  }
}

/** Beads on the lines: 10 each, so wide that 3 of their radii reach the next. Only their nearest shares are used. */
function beads(config: RunConfig): Mixture {
  if (linesSet(config).summary.id !== config.dataset) throw new Error(`No truth for ${config.dataset}.`)
  const centres = Float32Array.from({ length: 4 * BEADS }, (_, i) => {
    const bead = i >> 1
    return i % 2 === 0 ? -0.9 + 0.2 * (bead % BEADS) : bead < BEADS ? 0.5 : -0.5
  })
  return { centres, std: Math.hypot(0.1, 3 * config.std) / 3 }
}

function nearestShares(fakes: Float32Array, { centres }: Mixture): number[] {
  const shares = new Array<number>(centres.length / 2).fill(0)
  for (let at = 0; at < fakes.length; at += 2) {
    let best = -1
    let distance = Infinity
    for (let mode = 0; mode < shares.length; mode++) {
      const squared =
        ((fakes[at] ?? NaN) - (centres[2 * mode] ?? NaN)) ** 2 +
        ((fakes[at + 1] ?? NaN) - (centres[2 * mode + 1] ?? NaN)) ** 2
      if (squared < distance) [distance, best] = [squared, mode]
    }
    if (best >= 0) shares[best] = (shares[best] ?? 0) + 2 / fakes.length
  }
  return shares
}

function radius(points: Float32Array): number {
  return Math.sqrt((2 / points.length) * points.reduce((total, value) => total + value * value, 0))
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
