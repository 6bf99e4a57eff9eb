/**
 * How each source is made of a picture, on the device, in operations a recorded step can replay. Pictures [n, s, s, c] in [−1, 1].
 * Random sources draw at most 16 times: a feed has no more slots for one.
 */
import { add, concat, mul, sigmoid, sqrt, square, sub, type Tensor, type Tensor4D } from '@tensorflow/tfjs'
import {
  differenceMatrix,
  gaussianMatrix,
  mosaicMatrix,
  shrunkMatrix,
  smoothMatrix,
} from '../../../../common/restore/matrices.ts'
import type { LostConfig } from '../../../../common/restore/restore-config.ts'
import type { LostSourceId } from '../../../../common/restore/sources.ts'
import { constant } from '../../ops/autodiff.ts'
import { HOLE_RULES, type Normal } from './holes.ts'
import { luma } from '../../networks/from-pictures/luma.ts'
import { separable } from './separable.ts'

type Degrade = (pictures: Tensor4D, normal: Normal, config: LostConfig) => Tensor

/** How sharply what counts as an edge is told from what does not. */
const EDGE_STEEPNESS = 20

const SOURCE_RULES: Record<LostSourceId, Degrade> = {
  half: shrunkBy(2),
  quarter: shrunkBy(4),
  gray: (pictures) => luma(pictures),
  hole: (pictures, normal, { hole }) => {
    const [count, side] = pictures.shape
    const missing = HOLE_RULES[hole](count, side, normal)
    return concat([mul<Tensor4D>(pictures, sub(1, missing)), missing], 3)
  },
  // Of brightness from 0 to 1, and pictures go from −1 to 1.
  noise: (pictures, normal, { sourceNoise }) => add(pictures, mul(normal(pictures.shape), 2 * sourceNoise)),
  blur: (pictures, _, { sourceBlur }) => separable(pictures, gaussianMatrix(pictures.shape[1], sourceBlur)),
  mosaic: (pictures, _, { mosaic }) => separable(pictures, mosaicMatrix(pictures.shape[1], mosaic)),
  edges: (pictures, _, { edgeLevel }) => {
    const gray = luma(pictures)
    const [across, along] = [differenceMatrix(gray.shape[1]), smoothMatrix(gray.shape[1])]
    const steep = sqrt(add(square(separable(gray, across, along)), square(separable(gray, along, across))))
    return sub(mul(sigmoid(mul(sub(steep, edgeLevel), EDGE_STEEPNESS)), 2), 1)
  },
}

/** What is left of pictures by themselves, [n, …source]. Never differentiated. */
export function sourceOf(real: Tensor, normal: Normal, config: LostConfig): Tensor {
  return constant(() => SOURCE_RULES[config.source](real as Tensor4D, normal, config))
}

function shrunkBy(factor: number): Degrade {
  return (pictures) => separable(pictures, shrunkMatrix(pictures.shape[1], factor, 'bicubic'))
}
