/**
 * The layers through which a class enters a network. They read it from the pass, one-hot; without it the generator
 * makes the classes in turn, and the discriminator weighs all classes alike.
 */
import {
  concat,
  fill,
  type Rank,
  matMul,
  mul,
  sum,
  tensor2d,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs'
import { inTurn, oneHotRows } from '../../batches/labels.ts'
import { conditionOf } from '../conditions.ts'
import { normal, type WeightRule } from '../initialisers.ts'
import { tensorOf, type Layer, type Pass } from '../layer.ts'

/**
 * Numbers of a learnt class embedding beside the latent, and their first spread. Few and faint on purpose: with 32 from
 * N(0, 1) the generator learns one picture for each class and forgets z. Measured: docs/conditional.md.
 */
export const EMBEDDING = 8
const FAINT = 0.1

/**
 * [n, latent] → [n, latent + EMBEDDING]: the latent first, then its class's row of a learnt table. Without a latent (0)
 * the row alone, whatever comes in.
 */
export function classInputLayer(network: string, latent: number, classes: number): Layer {
  const table = `${network}/classes/table`
  return {
    name: 'classes',
    op: { type: 'class-embedding', latent, classes, units: EMBEDDING, weights: { table } },
    outputShape: [latent + EMBEDDING],
    parameters: [{ name: table, shape: [classes, EMBEDDING], initial: normal(0, FAINT) }],
    statistics: [],
    couples: false,
    apply: (z, { weights }, { conditions }) => {
      const count = rowsOf(z)
      const rows = conditionOf(conditions, 'labels', count) ?? eachInTurn(count, classes)
      const embedded = matMul<Tensor2D>(rows, tensorOf(weights, table))
      return latent === 0 ? embedded : concat([z, embedded], 1)
    },
  }
}

/** [n, features] → [n, 1]: ⟨the class's embedding, features⟩ (Miyato & Koyama 2018, equation 3). */
export function projectionLayer(network: string, features: number, classes: number, rule: WeightRule): Layer {
  const kernel = `${network}/classes/kernel`
  const initial = rule({ in: features, out: 1 }, false)
  return {
    name: 'classes',
    op: { type: 'class-projection', inputs: features, classes, spectral: null, weights: { kernel } },
    outputShape: [1],
    parameters: [{ name: kernel, shape: [classes, features], initial }],
    statistics: [],
    couples: false,
    apply: (x, { weights }, pass) => {
      const embedded = matMul<Tensor2D>(rowsFor(x, pass, classes), tensorOf(weights, kernel))
      return sum(mul(x, embedded), 1, true)
    },
  }
}

function rowsFor(x: Tensor, { conditions }: Pass, classes: number): Tensor2D {
  const count = rowsOf(x)
  return conditionOf(conditions, 'labels', count) ?? fill<Rank.R2>([count, classes], 1 / classes)
}

function eachInTurn(count: number, classes: number): Tensor2D {
  return tensor2d(oneHotRows(inTurn(count, classes), classes), [count, classes])
}

function rowsOf(x: Tensor): number {
  return x.shape.at(0) ?? 0
}
