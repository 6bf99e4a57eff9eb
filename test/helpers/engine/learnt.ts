/** Networks that have learnt before, for tests: none, or made-up numbers. */
import { LEARNT_SHAPES } from '../../../src/worker/gan/networks/learnt-file.ts'
import type { LearntWeights } from '../../../src/worker/gan/networks/learnt.ts'
import type { LearntStore } from '../../../src/worker/session/build/learnt-store.ts'
import { pattern } from '../truth/naive.ts'

/** For sessions in which all networks begin by chance. */
export const NOTHING_LEARNT: Pick<LearntStore, 'of' | 'held'> = {
  of: () => Promise.resolve(null),
  held: () => null,
}

/** Of the shapes that are shipped, every tensor with numbers of its own. */
export function madeUpWeights(): LearntWeights {
  return new Map(
    LEARNT_SHAPES.map(([name, shape], i) => {
      const count = shape.reduce((product, length) => product * length, 1)
      return [name, { shape, data: pattern(count, i).map((value) => 0.02 * value) }]
    }),
  )
}
