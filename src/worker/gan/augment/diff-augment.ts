/**
 * DiffAugment (Zhao et al. 2020, with the ranges of its code): colour, then translation, then cutout, on reals and
 * fakes alike and in both players' updates, so that the generator never learns the augmentation itself.
 */
import { concat, getBackend, slice, type Tensor, type Tensor4D } from '@tensorflow/tfjs'
import { AUGMENT, type AugmentAttributes } from '../kernels/fused.ts'
import { hasKernel } from '../kernels/has-kernel.ts'
import { differentiable, runKernel, savedAt } from '../ops/autodiff.ts'
import type { Uniform } from './rule.ts'
import { brightness, contrast, saturation } from './colour.ts'
import { cutout, holeSide, mostShift, translation } from './geometry.ts'

/** One number for each picture, in this order, which a seed's run depends on. */
const DRAWS = ['brightness', 'saturation', 'contrast', 'shiftY', 'shiftX', 'holeY', 'holeX'] as const

/** [n, 1, 1, 1] each. */
type Draws = Record<(typeof DRAWS)[number], Tensor>

/** @param items [n, h, w, c] in [−1, 1] @param uniform U(0, 1) of a shape, fresh at each call */
export function diffAugment(items: Tensor, uniform: Uniform): Tensor {
  const pictures = items as Tensor4D
  const draws = drawsFrom(() => uniform([pictures.shape[0], 1, 1, 1]))
  return changed(pictures, draws)
}

/**
 * A source as `diffAugment` changes the picture that belongs to it, by the same numbers. A source of two or four channels is a picture
 * and a mask that says which pixels are missing: the mask is moved and cut as the picture is, and keeps its own brightness.
 * @param source [n, h, w, c]
 */
export function diffAugmentSource(source: Tensor, uniform: Uniform): Tensor {
  const whole = source as Tensor4D
  const [count, height, width, channels] = whole.shape
  const draws = drawsFrom(() => uniform([count, 1, 1, 1]))
  if (channels === 1 || channels === 3) return changed(whole, draws)
  const parts = [0, channels - 1].map((from) =>
    slice(whole, [0, 0, 0, from], [count, height, width, from === 0 ? channels - 1 : 1]),
  )
  const [picture, mask] = parts
  if (picture === undefined || mask === undefined) throw new Error('no parts')
  const moved = cutout(translation(mask, draws.shiftY, draws.shiftX), draws.holeY, draws.holeX)
  return concat([changed(picture, draws), moved], 3)
}

function changed(pictures: Tensor4D, draws: Draws): Tensor4D {
  return hasKernel(AUGMENT, getBackend()) ? inOne(pictures, draws, 'whole') : composed(pictures, draws)
}

function drawsFrom(next: (index: number) => Tensor): Draws {
  return Object.fromEntries(DRAWS.map((name, i) => [name, next(i)])) as Draws
}

function composed(pictures: Tensor4D, draws: Draws): Tensor4D {
  const bright = brightness(pictures, draws.brightness)
  const coloured = contrast(saturation(bright, draws.saturation), draws.contrast)
  return cutout(translation(coloured, draws.shiftY, draws.shiftX), draws.holeY, draws.holeX)
}

/** By the kernel. A(x) = L·x + c: the gradient of A and of L is Lᵀ, and that of Lᵀ is L. */
function inOne(x: Tensor4D, draws: Draws, part: AugmentAttributes['part']): Tensor4D {
  const [, side] = x.shape
  const attributes: AugmentAttributes = { mostShift: mostShift(side), hole: holeSide(side), part }
  return differentiable({
    inputs: { x },
    forward: (save) => {
      save(DRAWS.map((name) => draws[name]))
      return runKernel(AUGMENT, { x, ...draws }, attributes)
    },
    backward: (upstream, saved) => ({
      x: () => {
        const held = drawsFrom((i) => savedAt(saved, i))
        return inOne(upstream as Tensor4D, held, part === 'transposed' ? 'linear' : 'transposed')
      },
    }),
  })
}
