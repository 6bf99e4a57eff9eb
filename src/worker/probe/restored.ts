/**
 * Looks at a game that restores from outside, with the true source of each picture: what is left of a fake is not what the fake was made
 * from. One read-back each and plain arrays out, but for who draws on the device.
 */
import { concat, tensor, tidy, type Tensor } from '@tensorflow/tfjs'
import type { RunConfig } from '../../common/config/run-config.ts'
import { fork, normals, type Stream } from '../../common/numbers/random.ts'
import type { LostConfig } from '../../common/restore/restore-config.ts'
import { joinedFloats } from '../../common/numbers/joined.ts'
import type { Game } from '../gan/game-types.ts'
import { readOnce } from '../gan/kernels/read-back.ts'
import { sizeOf } from '../gan/networks/layer.ts'
import { sourceOf } from '../gan/tasks/restore/sources.ts'
import type { ScoredOnDevice } from './on-device.ts'
import { sigmoid, type Scored } from './samples.ts'

/** Pictures at once: a U-Net keeps all of its levels. */
const AT_ONCE = 64

/**
 * What is left of pictures [count, …item] by themselves, [count, …source]: the same of the same stream.
 * @param stream decides what is random of it, such as noise
 */
export async function makeSources(
  pictures: Float32Array,
  item: readonly number[],
  config: LostConfig,
  stream: Stream,
): Promise<Float32Array> {
  const length = sizeOf(item)
  const parts: Float32Array[] = []
  for (let from = 0; from * length < pictures.length; from += AT_ONCE) {
    const some = pictures.subarray(from * length, (from + AT_ONCE) * length)
    const rows = [some.length / length, ...item]
    const made = tidy(() => sourceOf(tensor(some, rows), normalOf(fork(stream, from)), config).flatten())
    parts.push(await readOnce(made))
  }
  return joinedFloats(parts)
}

/** N(0, 1), other numbers at each call. */
function normalOf(stream: Stream): (shape: readonly number[]) => Tensor {
  let calls = 0
  return (shape) => tensor(normals(fork(stream, calls++), sizeOf(shape)), [...shape])
}

/** Pictures [count, …item] made from sources [count, …source]. */
export async function restoreItems(
  game: Game,
  config: RunConfig,
  source: Float32Array,
  count: number,
): Promise<Float32Array> {
  const parts: Float32Array[] = []
  for (let from = 0; from < count; from += AT_ONCE) {
    const some = Math.min(AT_ONCE, count - from)
    const one = source.length / count
    const told = source.subarray(from * one, (from + some) * one)
    parts.push(await readOnce(tidy(() => made(game, config, sourceTensor(game, told, some)).flatten())))
  }
  return joinedFloats(parts)
}

/** Restored pictures, what D says of them, and what it says of the true ones. */
export interface RestoredLook {
  /** [count, …item] */
  readonly output: Float32Array
  /** σ(D) of each. */
  readonly scores: Float32Array
  readonly truthScores: Float32Array
}

/** One look at a few. @param truth [count, …item] @param source [count, …source] */
export async function lookAtRestored(
  game: Game,
  config: RunConfig,
  { truth, source }: { readonly truth: Float32Array; readonly source: Float32Array },
  count: number,
): Promise<RestoredLook> {
  const values = await readOnce(
    tidy(() => {
      const told = { source: sourceTensor(game, source, count) }
      const output = made(game, config, told.source)
      const real = tensor(truth, [count, ...game.itemShape])
      return concat([output.flatten(), game.score(output, told), game.score(real, told)])
    }),
  )
  const length = truth.length
  return {
    output: values.subarray(0, length),
    scores: values.subarray(length, length + count).map(sigmoid),
    truthScores: values.subarray(length + count).map(sigmoid),
  }
}

/** As `sampleFakes`, of sources [count, …source]. */
export async function restoreScored(
  game: Game,
  config: RunConfig,
  source: Float32Array,
  count: number,
): Promise<Scored> {
  const values = await readOnce(
    tidy(() => {
      const { items, logits } = restoredOnDevice(game, config, source, count)
      return concat([items.flatten(), logits.flatten()])
    }),
  )
  const items = values.subarray(0, values.length - count)
  return { count, items, scores: values.subarray(values.length - count).map(sigmoid) }
}

/** As `fakesOnDevice`, of sources [count, …source]: reads nothing back, and the caller disposes. */
export function restoredOnDevice(
  game: Game,
  config: RunConfig,
  source: Float32Array,
  count: number,
): ScoredOnDevice {
  return tidy(() => {
    const told = { source: sourceTensor(game, source, count) }
    const items = made(game, config, told.source)
    return { items, logits: game.score(items, told) }
  })
}

/** Raw logits of groups of items with their sources. Both of a group are [n, …]. */
export async function logitsFrom(
  game: Game,
  groups: readonly { readonly items: Float32Array; readonly source: Float32Array }[],
): Promise<Float32Array[]> {
  const length = game.itemShape.reduce((product: number, side) => product * side, 1)
  const counts = groups.map(({ items }) => items.length / length)
  const all = tidy(() =>
    concat(
      groups.map(({ items, source }, i) => {
        const count = counts[i] ?? 0
        return game.score(tensor(items, [count, ...game.itemShape]), {
          source: sourceTensor(game, source, count),
        })
      }),
    ),
  )
  const logits = await readOnce(all)
  let at = 0
  return counts.map((count) => logits.subarray(at, (at += count)))
}

function made(game: Game, config: RunConfig, source: Tensor): Tensor {
  return game.sample(config, null, { source })
}

/** A source has the side of its picture, and as many channels as its numbers say. */
function sourceTensor({ itemShape }: Game, source: Float32Array, count: number): Tensor {
  const [height = 1, width = height] = itemShape
  return tensor(source, [count, height, width, source.length / (count * height * width)])
}
