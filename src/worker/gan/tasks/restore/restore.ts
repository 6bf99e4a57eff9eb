/**
 * Source to picture (Isola et al. 2017): both networks are told what is left of a picture, and G is drawn to the picture itself as
 * well. There is no latent: see src/common/config/task.ts.
 */
import { div, maximum, mean, mul, slice, sum, type Scalar, type Tensor } from '@tensorflow/tfjs'
import { sourceShape } from '../../../../common/restore/restore-config.ts'
import { constant } from '../../ops/autodiff.ts'
import { apart } from '../../ops/rectify.ts'
import type { GeneratorTerm, Task } from '../task.ts'
import { sourceOf } from './sources.ts'

/** Weight times mean |fake − real|; where there is a hole, over what is missing: the rest is the picture's own. */
const l1Term: GeneratorTerm = {
  comparesReals: true,
  value: ({ fake, real, conditions: { source } }, { source: lost, l1 }) => {
    if (real === null) throw new Error('L1 compares with reals.')
    const differences = apart(fake, real)
    const holed = lost === 'hole' && source !== undefined
    return mul<Scalar>(holed ? overHoles(differences, source) : mean(differences), l1)
  },
}

export const restore: Task = {
  tellsClass: false,
  source: {
    shape: (item, config) => sourceShape(config.source, item),
    of: (real, normal, live, partner) => {
      const { source } = live
      return source === 'pairs' ? partnerOf(partner()) : sourceOf(real, normal, { ...live, source })
    },
  },
  terms: [l1Term],
  adversarial: ({ lively }) => lively,
}

function partnerOf(partner: Tensor | null): Tensor {
  if (partner === null) throw new Error('Pairs are asked of pictures that come alone.')
  return partner
}

/** The mean over all numbers of missing pixels. @param source [n, s, s, c + 1], whose last channel is 1 where the picture is missing */
function overHoles(differences: Tensor, source: Tensor): Scalar {
  const channels = differences.shape.at(-1) ?? 1
  const missing = constant(() => slice(source, [0, 0, 0, channels], [-1, -1, -1, 1]))
  // A hole that lies wholly over the border leaves nothing to fill.
  const count = constant(() => maximum(mul(sum(missing), channels), 1))
  return div<Scalar>(sum(mul(differences, missing)), count)
}
