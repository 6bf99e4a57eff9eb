/**
 * A maxout layer: [n, in] → [n, units], the largest of `pieces` dense maps (Goodfellow et al. 2013; PacGAN's
 * discriminator).
 */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs'
import { dense } from '../../ops/dense.ts'
import { maxout } from '../../ops/maxout.ts'
import { zeros, type WeightRule } from '../initialisers.ts'
import { tensorOf, type Layer } from '../layer.ts'

/** As in PacGAN's code. */
export const PIECES = 5

export interface MaxoutOptions {
  network: string
  name: string
  inputs: number
  units: number
  rule: WeightRule
}

export function maxoutLayer({ network, name, inputs, units, rule }: MaxoutOptions): Layer {
  const kernel = `${network}/${name}/kernel`
  const bias = `${network}/${name}/bias`
  const width = units * PIECES
  return {
    name,
    op: { type: 'maxout', inputs, units, pieces: PIECES, spectral: null, weights: { kernel, bias } },
    outputShape: [units],
    parameters: [
      { name: kernel, shape: [inputs, width], initial: rule({ in: inputs, out: units }, false) },
      { name: bias, shape: [width], initial: zeros },
    ],
    statistics: [],
    couples: false,
    apply: (x, { weights }) =>
      maxout(
        dense(x as Tensor2D, tensorOf<Tensor2D>(weights, kernel), tensorOf<Tensor1D>(weights, bias), null),
        PIECES,
      ),
  }
}
