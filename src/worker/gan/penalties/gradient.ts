/**
 * WGAN-GP (Gulrajani et al. 2017, algorithm 1): λ·E(‖∇D(x̂)‖ − 1)², x̂ uniform on the segment between a real and a fake. For rows of
 * a table as CTGAN has it (Xu et al. 2019, section 4.4, and PacGAN): a pack is one point, so that all of it goes equally far from
 * its reals to its fakes, and the slope is by all that the critic sees of the pack, the condition included.
 */
import { add, mul, slice, sub, tile, type Tensor } from '@tensorflow/tfjs'
import { uniformFrom } from '../ops/uniform.ts'
import type { PenaltyInput, TermPenalty } from './penalty.ts'
import { oneCentredGradient } from './input-gradient.ts'

export const gradient: TermPenalty = {
  term: (input) => oneCentredGradient(input.logitsOf, between(input), input.gamma, input.told?.row),
}

/** x̂ = εx + (1 − ε)g, one ε per pair, or per pack of rows. */
function between({ real, fake, normal, told }: PenaltyInput): Tensor {
  const share = told === undefined ? uniformFrom(normal, perItem(real)) : perPack(real, normal, told.pack)
  return add(fake, mul(share, sub(real, fake)))
}

/** [n, 1]: one number for each pack. Its items are i, i + n/m, i + 2n/m, … (networks/layers/pack.ts). */
function perPack(rows: Tensor, normal: PenaltyInput['normal'], pack: number): Tensor {
  const count = rows.shape.at(0) ?? 0
  const packs = Math.max(1, Math.floor(count / pack))
  const shares = uniformFrom(normal, [packs, 1])
  return slice(tile(shares, [Math.ceil(count / packs), 1]), [0, 0], [count, 1])
}

/** [n, 1, …]: one number for each item. */
export function perItem(items: Tensor): number[] {
  return items.shape.map((side, axis) => (axis === 0 ? side : 1))
}
