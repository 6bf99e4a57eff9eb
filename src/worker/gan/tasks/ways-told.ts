/**
 * What networks that translate are told where nobody says anything: the generator is given fixed pictures of both classes in turn, each
 * to go the other way; the discriminator judges an item as both classes alike. Must not know where pictures come from.
 */
import { fill, tensor, tensor2d, type Rank } from '@tensorflow/tfjs'
import type { SourcesTold } from './restore/sources-told.ts'

/** @param pictures [count, …item] of the first class and the second in turn, the same ones first at every look */
export function waysTold(
  itemShape: readonly number[],
  pictures: (count: number) => Float32Array,
): SourcesTold {
  return {
    ofItems: (conditions, items) =>
      conditions.direction === undefined
        ? { ...conditions, direction: fill<Rank.R2>([items.shape.at(0) ?? 0, 2], 1 / 2) }
        : conditions,
    ofFakes: (conditions, count) =>
      conditions.source === undefined && count > 0
        ? {
            direction: tensor2d(inTurns(count), [count, 2]),
            ...conditions,
            source: tensor(pictures(count), [count, ...itemShape]),
          }
        : conditions,
  }
}

/** [count, 2] one-hot: the first way and the second in turn. */
export function inTurns(count: number): Float32Array {
  return Float32Array.from({ length: 2 * count }, (_, i) => (i % 2 === Math.floor(i / 2) % 2 ? 1 : 0))
}

/** [2n, 2] one-hot: n the first way, then n the second. */
export function inHalves(n: number): Float32Array {
  return Float32Array.from({ length: 4 * n }, (_, i) => ((i % 2 === 0) === i < 2 * n ? 1 : 0))
}
