/** What translating adds: one of two ways for each item, and the two terms that look at pictures there and back. */
import { tensor2d, type Tensor } from '@tensorflow/tfjs'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { either } from '../../../../src/worker/gan/networks/composite/either.ts'
import { variancePreserving } from '../../../../src/worker/gan/networks/initialisers.ts'
import { PROBE } from '../../../../src/worker/gan/networks/layer.ts'
import { denseLayer } from '../../../../src/worker/gan/networks/layers/dense.ts'
import { translate } from '../../../../src/worker/gan/tasks/translate.ts'
import { wave, type GradientCase } from '../case.ts'
import { at, mean, type Maths, type Values } from '../maths.ts'
import { tensorOf } from '../ours.ts'
import { heldBy, layerCase, partsOf, weightsOf, type Parts } from './networks.ts'

const way = (name: string) =>
  denseLayer({
    network: 'g',
    name,
    inputs: 3,
    units: 3,
    activation: 'tanh',
    biased: true,
    rule: variancePreserving(1),
  })
const layer = either('ways', [3], [[way('there')], [way('back')]])

/** The first two of four items go there, the others back. */
const halves = () => tensor2d([1, 0, 1, 0, 0, 1, 0, 1], [4, 2])
const SHARES = [1, 0, 0, 1, 0.25, 0.75, 0.5, 0.5]

function gone<A>(m: Maths<A>, x: A, { weight }: Parts<A>, name: string): A {
  return m.tanh(m.add(m.matMul(x, weight(`${name}/kernel`)), weight(`${name}/bias`)))
}

/** Rows two by two: there, back, and so on. */
function inHalves<A>(m: Maths<A>, x: A, parts: Parts<A>): A {
  const [count = 0] = m.shapeOf(x)
  const made = Array.from({ length: count / 2 }, (_, i) =>
    gone(m, m.slice(x, 0, 2 * i, 2), parts, i % 2 === 0 ? 'there' : 'back'),
  )
  return m.concat(made, 0)
}

const batchOf = (items: number): Values => wave([items, 3], 12)

const split = (name: string, items: number): GradientCase => ({
  ...layerCase(name, layer, batchOf(items), inHalves),
  // Told here, not at once: a tensor belongs to the back end it was made on.
  ours: (...xs) =>
    layer.apply(at(xs, 0), heldBy([layer], xs.slice(1)), { ...PROBE, conditions: { halves: halves() } }),
})

const chosen: GradientCase = {
  ...layerCase('one of two ways, by shares', layer, batchOf(4), (m, x, parts) => {
    const share = (first: number): Values => ({
      shape: [4, 1],
      data: Float64Array.from({ length: 4 }, (_, i) => SHARES[2 * i + first] ?? NaN),
    })
    return m.add(
      m.mul(gone(m, x, parts, 'there'), m.constant(share(0))),
      m.mul(gone(m, x, parts, 'back'), m.constant(share(1))),
    )
  }),
  ours: (...xs) =>
    layer.apply(at(xs, 0), heldBy([layer], xs.slice(1)), {
      ...PROBE,
      conditions: { direction: tensor2d(SHARES, [4, 2]) },
    }),
}

const CONFIG: RunConfig = { ...defaultsFor('mnist'), task: 'translate', cycle: 0.7, identity: 0.3 }
const SOURCE = wave([4, 3], 13)
const REAL = wave([4, 3], 14)

/** The terms as the step asks for them, whose generator is the layer. */
const term = (index: number, weights: readonly Tensor[]): Tensor => {
  const pass = { ...PROBE, conditions: { halves: halves() } }
  const again = (pictures: Tensor) => layer.apply(pictures, heldBy([layer], weights), pass)
  const source = tensorOf(SOURCE)
  const made = { fake: again(source), real: tensorOf(REAL), beforeHead: null, conditions: { source }, again }
  return at(translate.terms, index).value(made, CONFIG)
}

function apart<A>(m: Maths<A>, a: A, b: A, weight: number): A {
  return m.reshape(m.mul(mean(m, m.abs(m.sub(a, b))), weight), [])
}

function turned<A>(m: Maths<A>, x: A): A {
  return m.concat([m.slice(x, 0, 2, 2), m.slice(x, 0, 0, 2)], 0)
}

const cycle: GradientCase = {
  name: 'there and back',
  inputs: weightsOf(layer),
  ours: (...weights) => term(0, weights),
  formula: (m, ...weights) => {
    const parts = partsOf(layer, weights)
    const there = inHalves(m, m.constant(SOURCE), parts)
    return apart(m, inHalves(m, turned(m, there), parts), turned(m, m.constant(SOURCE)), 0.7)
  },
}

const identity: GradientCase = {
  name: 'what is there already stays',
  inputs: weightsOf(layer),
  ours: (...weights) => term(1, weights),
  formula: (m, ...weights) =>
    apart(m, inHalves(m, m.constant(REAL), partsOf(layer, weights)), m.constant(REAL), 0.3),
}

export const TRANSLATE: GradientCase[] = [
  split('one of two ways, in halves', 4),
  split('one of two ways, in halves twice', 8),
  chosen,
  cycle,
  identity,
]
