/** Layers that hold layers: sums, residual blocks, concatenations and the levels of a U-Net, alone and after what owes. */
import { concatenate, skip } from '../../../../src/worker/gan/networks/composite/concatenate.ts'
import { residual } from '../../../../src/worker/gan/networks/composite/sum.ts'
import { variancePreserving } from '../../../../src/worker/gan/networks/initialisers.ts'
import { PROBE, type Layer } from '../../../../src/worker/gan/networks/layer.ts'
import { batchNormLayer } from '../../../../src/worker/gan/networks/layers/batch-norm.ts'
import {
  convolutionLayer,
  transposedConvolutionLayer,
} from '../../../../src/worker/gan/networks/layers/convolution.ts'
import { denseLayer } from '../../../../src/worker/gan/networks/layers/dense.ts'
import { dropoutLayer } from '../../../../src/worker/gan/networks/layers/dropout.ts'
import { pointwiseLayer } from '../../../../src/worker/gan/networks/layers/pointwise.ts'
import { spectrallyNormed } from '../../../../src/worker/gan/networks/layers/spectral.ts'
import { run } from '../../../../src/worker/gan/networks/network.ts'
import { wave, type GradientCase } from '../case.ts'
import { at, leaky, standardise, type Maths, type Values } from '../maths.ts'
import { chance, droppedFormula } from './chance.ts'
import { divided } from './formulas.ts'
import { heldBy, layerCase, partsOf, weightsOf, type LayerFormula, type Parts } from './networks.ts'

const network = 'd'
const shared = { network, biased: true, rule: variancePreserving(1) } as const
const dense = (name: string, inputs: number, units: number, activation: 'linear' | 'leaky-relu' | 'tanh') =>
  denseLayer({ ...shared, name, inputs, units, activation })

/** x·k + b of the dense part of a name. */
function affine<A>(m: Maths<A>, x: A, { weight }: Parts<A>, name: string): A {
  return m.add(m.matMul(x, weight(`${name}/kernel`)), weight(`${name}/bias`))
}

const residualOf = (shortcut: readonly Layer[]) =>
  residual({
    name: 'block',
    inputShape: [3],
    inner: [dense('block/a', 3, 2, 'leaky-relu'), dense('block/b', 2, 3, 'linear')],
    shortcut,
  })

const residualFormula: LayerFormula = (m, x, parts) => {
  const inner = leaky(m, affine(m, x, parts, 'block/a'), 0.2)
  return m.add(x, affine(m, inner, parts, 'block/b'))
}

/** A shortcut with weights beside a norm, over pictures: the block that changes the number of channels. */
const widening = residual({
  name: 'block',
  inputShape: [3, 3, 2],
  shortcut: [
    pointwiseLayer({
      ...shared,
      name: 'block/short',
      inputShape: [3, 3, 2],
      channels: 3,
      activation: 'linear',
    }),
  ],
  inner: [
    convolutionLayer({
      ...shared,
      name: 'block/conv',
      inputShape: [3, 3, 2],
      channels: 3,
      kernel: 3,
      stride: 1,
      activation: 'linear',
      biased: false,
    }),
    batchNormLayer({
      network,
      name: 'block/norm',
      shape: [3, 3, 3],
      activation: 'leaky-relu',
      scaleDeviation: 0,
    }),
  ],
})

const wideningFormula: LayerFormula = (m, x, { weight }) => {
  const pixels = m.matMul(m.reshape(x, [18, 2]), weight('short/kernel'))
  const short = m.reshape(m.add(pixels, weight('short/bias')), [2, 3, 3, 3])
  const white = standardise(m, m.convolve(x, weight('conv/kernel'), 1), [0, 1, 2], 1e-5)
  const inner = m.add(m.mul(white, weight('norm/scale')), weight('norm/offset'))
  return m.add(short, leaky(m, inner, 0.2))
}

/** Two levels: 4×4 → 2×2 → 1×1 and back. */
const deep = skip({
  name: 'low',
  inputShape: [2, 2, 2],
  down: [
    convolutionLayer({
      ...shared,
      name: 'low/down',
      inputShape: [2, 2, 2],
      channels: 2,
      activation: 'leaky-relu',
    }),
  ],
  inner: [],
  up: [
    transposedConvolutionLayer({
      ...shared,
      name: 'low/up',
      inputShape: [1, 1, 2],
      channels: 1,
      activation: 'relu',
    }),
  ],
})
const uNet = skip({
  name: 'top',
  inputShape: [4, 4, 1],
  down: [
    convolutionLayer({
      ...shared,
      name: 'top/down',
      inputShape: [4, 4, 1],
      channels: 2,
      activation: 'leaky-relu',
    }),
  ],
  inner: [deep],
  up: [
    transposedConvolutionLayer({
      ...shared,
      name: 'top/up',
      inputShape: [2, 2, 3],
      channels: 1,
      activation: 'tanh',
    }),
  ],
})

const uNetFormula: LayerFormula = (m, x, { weight }) => {
  const biased = (y: typeof x, bias: typeof x) => m.add(y, bias)
  const high = leaky(m, biased(m.convolve(x, weight('top/down/kernel'), 2), weight('top/down/bias')), 0.2)
  const low = leaky(m, biased(m.convolve(high, weight('low/down/kernel'), 2), weight('low/down/bias')), 0.2)
  const [n = 0] = m.shapeOf(x)
  const raised = m.relu(
    biased(m.spread(low, weight('low/up/kernel'), [n, 2, 2, 1], 2), weight('low/up/bias')),
  )
  const both = m.concat([high, raised], 3)
  const out = m.tanh(biased(m.spread(both, weight('top/up/kernel'), [n, 4, 4, 1], 2), weight('top/up/bias')))
  return m.concat([x, out], 3)
}

const branches = concatenate(
  'both',
  [3],
  [
    [],
    [dense('both/a', 3, 2, 'leaky-relu')],
    [dense('both/b', 3, 2, 'tanh'), dense('both/c', 2, 1, 'linear')],
  ],
)

const branchesFormula: LayerFormula = (m, x, parts) =>
  m.concat(
    [
      x,
      leaky(m, affine(m, x, parts, 'both/a'), 0.2),
      affine(m, m.tanh(affine(m, x, parts, 'both/b')), parts, 'both/c'),
    ],
    1,
  )

/** Each kernel in it over its largest singular value. */
const normedFormula: LayerFormula = (m, x, parts) =>
  residualFormula(m, x, {
    ...parts,
    weight: (part) =>
      part.endsWith('kernel')
        ? divided(m, parts.weight(part), parts.initial(part), parts.statistic(`${part}:direction`))
        : parts.weight(part),
  })

/** Several layers in a row: what one owes, the next has to take over. */
function chainCase(
  name: string,
  layers: readonly Layer[],
  items: Values,
  formulas: readonly LayerFormula[],
): GradientCase {
  const counts = layers.map(({ parameters }) => parameters.length)
  const startOf = (i: number) => counts.slice(0, i).reduce((sum, count) => sum + count, 0)
  return {
    name,
    inputs: [items, ...layers.flatMap(weightsOf)],
    ours: (...xs) => run(layers, at(xs, 0), heldBy(layers, xs.slice(1)), { ...PROBE, chance }),
    formula: (m, ...xs) =>
      formulas.reduce(
        (x, formula, i) => {
          const own = xs.slice(1 + startOf(i), 1 + startOf(i + 1))
          return formula(m, x, partsOf(at(layers, i), own))
        },
        at(xs, 0),
      ),
  }
}

const before = dense('before', 2, 3, 'leaky-relu')
const beforeFormula: LayerFormula = (m, x, parts) => leaky(m, affine(m, x, parts, 'before'), 0.2)

export const COMPOSITES: GradientCase[] = [
  layerCase('residual block of dense layers', residualOf([]), wave([3, 3], 9), residualFormula),
  layerCase('residual block with a shortcut', widening, wave([2, 3, 3, 2], 9), wideningFormula),
  layerCase(
    'spectral norm on a residual block',
    spectrallyNormed(residualOf([])),
    wave([3, 3], 9),
    normedFormula,
  ),
  layerCase('concatenation of branches', branches, wave([3, 3], 9), branchesFormula),
  // The slope of the items: that of every weight would take the differences too long.
  layerCase('skip connections, two levels', uNet, wave([2, 4, 4, 1], 9), uNetFormula, { probes: [0] }),
  chainCase('residual block after a rectifier', [before, residualOf([])], wave([3, 2], 9), [
    beforeFormula,
    residualFormula,
  ]),
  chainCase(
    'dropout after a rectifier',
    [before, dropoutLayer('drop', [3], 0.25), dense('after', 3, 2, 'tanh')],
    wave([3, 2], 9),
    [beforeFormula, droppedFormula(0.25), (m, x, parts) => m.tanh(affine(m, x, parts, 'after'))],
  ),
  chainCase('concatenation after a rectifier', [before, branches], wave([3, 2], 9), [
    beforeFormula,
    branchesFormula,
  ]),
]
