/** The layers through which a class enters: the embedding beside the latent, and the projection in the logit. */
import type { Tensor2D } from '@tensorflow/tfjs'
import { logitLayer } from '../../../../src/worker/gan/networks/classes.ts'
import { variancePreserving } from '../../../../src/worker/gan/networks/initialisers.ts'
import { PROBE, type Layer } from '../../../../src/worker/gan/networks/layer.ts'
import { classInputLayer } from '../../../../src/worker/gan/networks/layers/classes.ts'
import { wave, type GradientCase } from '../case.ts'
import { at, type Values } from '../maths.ts'
import { tensorOf } from '../ours.ts'
import { heldBy, partsOf, weightsOf, type LayerFormula } from './networks.ts'

/** Three items of two classes, one-hot. */
export const CLASSES_OF_THREE: Values = { shape: [3, 2], data: Float64Array.of(0, 1, 1, 0, 0, 1) }

/** x·k + b + Σⱼ xⱼ·(Y·E)ⱼ. */
export function projectedFormula(labels: Values): LayerFormula {
  return (m, x, { weight }) => {
    const plain = m.add(m.matMul(x, weight('/output/kernel')), weight('/output/bias'))
    const embedded = m.matMul(m.constant(labels), weight('/classes/kernel'))
    return m.add(plain, m.sum(m.mul(x, embedded), [1]))
  }
}

function toldCase(name: string, layer: Layer, items: Values, formula: LayerFormula): GradientCase {
  return {
    name,
    inputs: [items, ...weightsOf(layer)],
    ours: (...xs) => {
      const conditions = { labels: tensorOf(CLASSES_OF_THREE) as Tensor2D }
      return layer.apply(at(xs, 0), heldBy([layer], xs.slice(1)), { ...PROBE, conditions })
    },
    formula: (m, ...xs) => formula(m, at(xs, 0), partsOf(layer, xs.slice(1))),
  }
}

export const CLASSES: GradientCase[] = [
  toldCase(
    'class embedding beside the latent',
    classInputLayer('g', 2, 2),
    wave([3, 2], 1),
    (m, z, { weight }) => m.concat([z, m.matMul(m.constant(CLASSES_OF_THREE), weight('/table'))], 1),
  ),
  toldCase(
    'class projection in the logit',
    logitLayer('none', 2, { inputs: 4, rule: variancePreserving(1) }),
    wave([3, 4], 1),
    projectedFormula(CLASSES_OF_THREE),
  ),
]
