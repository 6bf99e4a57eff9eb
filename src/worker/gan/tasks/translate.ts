/**
 * Translating pictures of two classes into each other without pairs (Zhu et al. 2017, CycleGAN): both ways are one batch, whose first
 * half goes there and whose second half goes back. Must not know where pictures come from, nor how a network goes one way or the other.
 */
import { concat, mean, mul, split, type Scalar, type Tensor } from '@tensorflow/tfjs'
import { apart } from '../ops/rectify.ts'
import type { GeneratorTerm, Task } from './task.ts'

/** λ · mean |G(G(x)) − x|: both ways together, each half as much as CycleGAN's sum of two means. */
const cycleTerm: GeneratorTerm = {
  comparesReals: false,
  value: ({ fake, again, conditions: { source } }, { cycle }) => {
    if (source === undefined || again === undefined) throw new Error('What is translated was not told.')
    // What went there comes back by the other way.
    return weighted(again(turned(fake)), turned(source), cycle)
  },
}

/** λ · mean |G(y) − y| of pictures that are of the wanted class already (section 5.2). */
const identityTerm: GeneratorTerm = {
  comparesReals: true,
  value: ({ real, again }, { identity }) => {
    if (real === null || again === undefined) throw new Error('What stays is a real.')
    return weighted(again(real), real, identity)
  },
}

export const translate: Task = {
  tellsClass: false,
  translates: true,
  terms: [cycleTerm, identityTerm],
}

function weighted(made: Tensor, wanted: Tensor, weight: number): Scalar {
  return mul<Scalar>(mean(apart(made, wanted)), weight)
}

/** The second half before the first. @param batch [2n, …] */
export function turned(batch: Tensor): Tensor {
  const [first, second] = split(batch, 2)
  if (first === undefined || second === undefined) throw new Error('The batch has no halves.')
  return concat([second, first])
}
