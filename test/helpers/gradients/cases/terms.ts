/** What the objectives may add to a loss: LeCam, feature matching, historical averaging, top-k; and the warm start's own. */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs'
import { variancePreserving } from '../../../../src/worker/gan/networks/initialisers.ts'
import { denseLayer } from '../../../../src/worker/gan/networks/layers/dense.ts'
import type { Network } from '../../../../src/worker/gan/networks/network.ts'
import type { Player } from '../../../../src/worker/gan/step/players.ts'
import { featureMatchingTerm } from '../../../../src/worker/gan/step/terms/feature-matching.ts'
import { historyTerm } from '../../../../src/worker/gan/step/terms/history.ts'
import { lecamTerm } from '../../../../src/worker/gan/step/terms/lecam.ts'
import { largest } from '../../../../src/worker/gan/step/terms/top-k.ts'
import { PROBE } from '../../../../src/worker/gan/networks/layer.ts'
import { run } from '../../../../src/worker/gan/networks/network.ts'
import { meanAbsoluteError } from '../../../../src/worker/gan/warm/objective.ts'
import { wave, type GradientCase } from '../case.ts'
import { at, from, mean, square, type Values } from '../maths.ts'
import { tensorOf } from '../ours.ts'
import { denseFormula } from './layers.ts'
import { constantVariable, heldBy, partsOf, weightsOf } from './networks.ts'

const LOGITS = [wave([5], 11, 1.6, 0.2), wave([5], 12, 1.6, -0.2)]

/** Sums of the means of D(x) and D(g), and of 1, after so many updates that the term counts. */
const ANCHORS: Values = { shape: [3], data: Float64Array.of(0.5, -0.25, 1) }

const lecam: GradientCase = {
  name: 'LeCam',
  inputs: LOGITS,
  ours: (...xs) => {
    const anchors = constantVariable(ANCHORS)
    return present(lecamTerm(at(xs, 0) as Tensor1D, at(xs, 1) as Tensor1D, anchors, 0.3))
  },
  // λ[E relu(D(x) − α_g)² + E relu(α_r − D(g))²]
  formula: (m, ...xs) => {
    const apart = [m.sub(at(xs, 0), -0.25), from(m, 0.5, at(xs, 1))].map((gap) =>
      mean(m, square(m, m.relu(gap))),
    )
    return m.reshape(m.mul(m.add(at(apart, 0), at(apart, 1)), 0.3), [])
  },
}

const topK: GradientCase = {
  name: 'top-k, 2 of 5',
  inputs: [LOGITS[0] ?? wave([5], 11)],
  ours: (...xs) => largest(at(xs, 0).reshape([5, 1]), 0.4).reshape([-1]),
  formula: (m, ...xs) => {
    const { data } = at(LOGITS, 0)
    const order = [...data.keys()].sort((a, b) => (data[b] ?? 0) - (data[a] ?? 0)).slice(0, 2)
    return m.concat(
      order.map((i) => m.slice(at(xs, 0), 0, i, 1)),
      0,
    )
  },
}

const HIDDEN = denseLayer({
  network: 'd',
  name: 'a',
  inputs: 2,
  units: 3,
  activation: 'tanh',
  biased: true,
  rule: variancePreserving(1),
})
const OUTPUT = denseLayer({
  network: 'd',
  name: 'b',
  inputs: 3,
  units: 1,
  activation: 'linear',
  biased: true,
  rule: variancePreserving(1),
})

const featureMatching: GradientCase = {
  name: 'feature matching',
  inputs: [wave([4, 2], 1), wave([4, 2], 2), ...weightsOf(HIDDEN)],
  ours: (...xs) => {
    const layers = [HIDDEN, OUTPUT]
    const held = heldBy(layers, [...xs.slice(2), ...weightsOf(OUTPUT).map(tensorOf)])
    const network = { ...held, name: 'd', layers, couples: false } as unknown as Network
    return present(featureMatchingTerm(network, at(xs, 0), at(xs, 1), 0.7))
  },
  // w·mean|E f(x) − E f(g)|, f before D's last layer.
  formula: (m, ...xs) => {
    const parts = partsOf(HIDDEN, xs.slice(2))
    const means = [0, 1].map((i) => mean(m, denseFormula('tanh')(m, at(xs, i), parts), [0]))
    return m.reshape(m.mul(mean(m, m.abs(m.sub(at(means, 0), at(means, 1)))), 0.7), [])
  },
}

const history: GradientCase = {
  name: 'historical averaging',
  inputs: [wave([2, 3], 1), wave([3], 2)],
  ours: (...xs) => {
    const names = ['kernel', 'bias']
    const past = [wave([2, 3], 3), wave([3], 4)].map(tensorOf)
    const named = (tensors: readonly Tensor[]) => new Map(names.map((name, i) => [name, at(tensors, i)]))
    const player = { network: { weights: named(xs) }, history: named(past) } as unknown as Player
    return present(historyTerm(player, 0.5))
  },
  // c·‖θ − mean of past θ‖².
  formula: (m, ...xs) => {
    const past = [wave([2, 3], 3), wave([3], 4)]
    const terms = past.map((values, i) => m.sum(square(m, m.sub(at(xs, i), m.constant(values)))))
    return m.mul(m.add(m.reshape(at(terms, 0), []), m.reshape(at(terms, 1), [])), 0.5)
  },
}

/** Latents, and the items that are to be made of them. */
const CODES = wave([4, 2], 5)
const ITEMS = wave([4, 3], 6)

const warmStart: GradientCase = {
  name: 'warm start',
  inputs: [CODES, ...weightsOf(HIDDEN)],
  ours: (...xs) => {
    const fake = run([HIDDEN], at(xs, 0), heldBy([HIDDEN], xs.slice(1)), PROBE)
    return meanAbsoluteError(fake, tensorOf(ITEMS))
  },
  // mean|G(z) − x|, each item beside its own.
  formula: (m, ...xs) => {
    const fake = denseFormula('tanh')(m, at(xs, 0), partsOf(HIDDEN, xs.slice(1)))
    return m.reshape(mean(m, m.abs(m.sub(fake, m.constant(ITEMS)))), [])
  },
}

function present(term: Tensor | null): Tensor {
  if (term === null) throw new Error('The term was left out.')
  return term
}

export const TERMS: GradientCase[] = [lecam, topK, featureMatching, history, warmStart]
