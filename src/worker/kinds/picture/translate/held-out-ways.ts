/**
 * The pictures by which it is seen what a run translates: of both classes, held out of training where there are any, the same ones at every
 * look. Draws nothing.
 */
import type { RunConfig } from '../../../../common/config/run-config.ts'
import { fork, permutation, streamFor } from '../../../../common/numbers/random.ts'
import type { PictureSet } from '../../../data/picture-set.ts'
import { splitOfItems } from '../../../data/split.ts'
import type { Way } from '../../../probe/translated.ts'

/** Pictures of both classes in turn: the first goes to the second class, the second to the first, and so on. */
export interface HeldOutWays {
  /** False where a class has none held out: these are then training pictures. */
  readonly heldOut: boolean
  /** Of the set, in turn. */
  readonly indices: Uint32Array
  readonly ways: readonly Way[]
}

/** @param most pictures of both classes together */
export function heldOutWays(set: PictureSet, { from, to }: RunConfig, most: number): HeldOutWays {
  const split = splitOfItems(set)
  const of = (which: number, among: Uint32Array) => among.filter((index) => set.labels?.[index] === which)
  const unseen = [from, to].map((which) => of(which, split.heldOut))
  const heldOut = unseen.every(({ length }) => length > 0)
  const [firsts, seconds] = (heldOut ? unseen : [from, to].map((which) => of(which, split.training))).map(
    (indices, which) => shuffled(indices, which),
  )
  if (firsts === undefined || seconds === undefined) throw new Error('There are two classes.')
  const each = Math.min(firsts.length, seconds.length, Math.floor(most / 2))
  const indices = Uint32Array.from({ length: 2 * each }, (_, i) => {
    const own = i % 2 === 0 ? firsts : seconds
    return own[Math.floor(i / 2)] ?? 0
  })
  return { heldOut, indices, ways: Array.from(indices, (_, i): Way => (i % 2 === 0 ? 0 : 1)) }
}

function shuffled(indices: Uint32Array, which: number): Uint32Array {
  const order = permutation(fork(streamFor(0, 'evaluate'), which), indices.length)
  return order.map((at) => indices[at] ?? 0)
}
