/**
 * The pictures by which it is seen what a run restores: held out of training, with fixed sources, the same ones at every look. Made once
 * for a dataset and what is lost of it. Draws nothing.
 */
import type { RunConfig } from '../../../../common/config/run-config.ts'
import { fork, permutation, streamFor, type Stream } from '../../../../common/numbers/random.ts'
import type { BaselineFigures } from '../../../../common/protocol/report.ts'
import type { BaselineId } from '../../../../common/restore/baseline-names.ts'
import type { RestoreConfig } from '../../../../common/restore/restore-config.ts'
import type { PictureSet } from '../../../data/picture-set.ts'
import { splitOfItems } from '../../../data/split.ts'
import { restoredBy, type Sourced } from '../../../evaluation/restoring/baselines.ts'
import type { Sliced } from '../../../evaluation/metrics/slices.ts'
import { sourced } from './sourced.ts'

/** Pictures that are looked at; fewer large ones, which cost more. */
const mostOf = (size: number) => (size <= 32 ? 64 : size <= 64 ? 32 : 16)
/** Training pictures that filters are tuned on and that D is asked about. */
export const TUNED = 64
/** Training pictures that means are taken over, while they have no more numbers than that. */
const MEANT = 512
const MEANT_NUMBERS = 4_000_000
/** What is kept of a dataset: its strength may be moved, and a kept step may have another. */
const KEPT = 4

export class HeldOut {
  /** Once they are measured: the same at every look. */
  figures: readonly BaselineFigures[] | null = null
  private readonly made = new Map<BaselineId, Float32Array>()

  constructor(
    readonly config: RestoreConfig,
    readonly item: Pick<PictureSet['item'], 'size' | 'channels'>,
    /** False where the set is too small to hold any back: these are then training pictures. */
    readonly isHeldOut: boolean,
    /** [count, …item] and [count, …source] */
    readonly pictures: Sourced,
    readonly training: Sourced,
  ) {}

  get count(): number {
    const { size, channels } = this.item
    return this.pictures.truth.length / (size * size * channels)
  }

  /** What a baseline makes of the first `count`, kept. [count, …item] */
  *baseline(id: BaselineId, count: number): Sliced<Float32Array> {
    const { size, channels } = this.item
    const length = size * size * channels
    const before = this.made.get(id)
    if (before !== undefined && before.length >= count * length) return before.subarray(0, count * length)
    const task = { size, channels, config: this.config, training: this.training }
    const made = yield* restoredBy(id, this.first(count), task)
    this.made.set(id, made)
    return made
  }

  /** These pictures with their sources, in this order. */
  some(indices: Uint32Array): Sourced {
    const pick = (values: Float32Array): Float32Array => {
      const length = values.length / this.count
      const picked = new Float32Array(indices.length * length)
      indices.forEach((from, to) =>
        picked.set(values.subarray(from * length, (from + 1) * length), to * length),
      )
      return picked
    }
    return { truth: pick(this.pictures.truth), source: pick(this.pictures.source) }
  }

  /** The first `count` pictures with their sources. */
  first(count: number): Sourced {
    const { truth, source } = this.pictures
    const part = (values: Float32Array) => values.subarray(0, (values.length / this.count) * count)
    return { truth: part(truth), source: part(source) }
  }
}

const known = new WeakMap<PictureSet, { key: string; held: Promise<HeldOut> }[]>()

/** For a run that restores. The first time it asks the device for sources; nobody may train meanwhile. */
export function heldOutOf(set: PictureSet, config: RunConfig): Promise<HeldOut> {
  const { source, hole, sourceNoise, sourceBlur, mosaic, edgeLevel } = config
  const key = JSON.stringify([source, hole, sourceNoise, sourceBlur, mosaic, edgeLevel])
  const kept = known.get(set) ?? []
  const found = kept.find((one) => one.key === key)
  if (found !== undefined) return found.held
  const held = make(set, config)
  const one = { key, held }
  known.set(set, [one, ...kept].slice(0, KEPT))
  // A device that failed once may answer the next time.
  void held.catch(() =>
    known.set(
      set,
      (known.get(set) ?? []).filter((other) => other !== one),
    ),
  )
  return held
}

async function make(set: PictureSet, config: RunConfig): Promise<HeldOut> {
  const { training, heldOut } = splitOfItems(set)
  const stream = streamFor(0, 'evaluate')
  const { size } = set.item
  const isHeldOut = heldOut.length > 0
  const shown = some(isHeldOut ? heldOut : training, mostOf(size), fork(stream, 0))
  const learnt = some(training, learntFrom(set, config), fork(stream, 1))
  const pictures = await sourced(set, config, shown, fork(stream, 2))
  // Sources of those alone that something is learnt from.
  const told = config.source === 'gray' ? learnt : learnt.subarray(0, TUNED)
  const training0 = await sourced(set, config, told, fork(stream, 3))
  return new HeldOut(config, set.item, isHeldOut, pictures, {
    truth: needsMany(config) ? set.list.at(learnt) : training0.truth,
    source: training0.source,
  })
}

function needsMany({ source }: Pick<RunConfig, 'source'>): boolean {
  return source === 'gray' || source === 'hole' || source === 'edges' || source === 'pairs'
}

function learntFrom({ item: { size, channels } }: PictureSet, config: RunConfig): number {
  if (!needsMany(config)) return TUNED
  return Math.max(TUNED, Math.min(MEANT, Math.floor(MEANT_NUMBERS / (size * size * channels))))
}

function some(indices: Uint32Array, most: number, stream: Stream): Uint32Array {
  return permutation(stream, indices.length)
    .subarray(0, most)
    .map((at) => indices[at] ?? 0)
}
