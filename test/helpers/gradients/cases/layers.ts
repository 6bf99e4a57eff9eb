/** Every layer of src/worker/gan/networks/layers, with one and three channels where it takes pictures. */
import type { ActivationId } from '../../../../src/common/catalog/models.ts'
import { residualBlock } from '../../../../src/worker/gan/networks/composite/residual-block.ts'
import { variancePreserving } from '../../../../src/worker/gan/networks/initialisers.ts'
import { EVALUATE, type Layer } from '../../../../src/worker/gan/networks/layer.ts'
import { batchNormLayer } from '../../../../src/worker/gan/networks/layers/batch-norm.ts'
import {
  convolutionLayer,
  transposedConvolutionLayer,
} from '../../../../src/worker/gan/networks/layers/convolution.ts'
import { denseLayer } from '../../../../src/worker/gan/networks/layers/dense.ts'
import { fourierLayer } from '../../../../src/worker/gan/networks/layers/fourier.ts'
import { layerNormLayer } from '../../../../src/worker/gan/networks/layers/layer-norm.ts'
import { maxoutLayer } from '../../../../src/worker/gan/networks/layers/maxout.ts'
import { packLayer } from '../../../../src/worker/gan/networks/layers/pack.ts'
import { pointwiseLayer } from '../../../../src/worker/gan/networks/layers/pointwise.ts'
import {
  activationLayer,
  resampleLayer,
  reshapeLayer,
} from '../../../../src/worker/gan/networks/layers/reshape.ts'
import { spectrallyNormed } from '../../../../src/worker/gan/networks/layers/spectral.ts'
import {
  minibatchDeviationLayer,
  minibatchDiscriminationLayer,
} from '../../../../src/worker/gan/networks/layers/minibatch-diversity.ts'
import { wave, type GradientCase } from '../case.ts'
import { leaky, mean, sizeOf, standardise, type Maths } from '../maths.ts'
import { deviationOfGroups, divided, nearnessOf } from './formulas.ts'
import { layerCase, type LayerFormula, type Parts } from './networks.ts'

const EPSILON = 1e-5
const network = 'd'
const name = 'layer'
const rule = variancePreserving(1)

type Activation = ActivationId | 'linear'

/** As the catalogue names them; the leaky one with DCGAN's slope. */
export function activated<A>(m: Maths<A>, x: A, activation: Activation): A {
  switch (activation) {
    case 'linear':
      return x
    case 'relu':
      return m.relu(x)
    case 'leaky-relu':
      return leaky(m, x, 0.2)
    case 'tanh':
      return m.tanh(x)
  }
}

export function denseFormula(activation: Activation): LayerFormula {
  return (m, x, parts) =>
    activated(m, m.add(m.matMul(x, parts.weight('kernel')), parts.weight('bias')), activation)
}

export function convolutionFormula(activation: Activation): LayerFormula {
  return (m, x, parts) =>
    activated(m, m.add(m.convolve(x, parts.weight('kernel'), 2), parts.weight('bias')), activation)
}

function transposedFormula(activation: Activation, channels: number): LayerFormula {
  return (m, x, parts) => {
    const [n = 0, h = 0, w = 0] = m.shapeOf(x)
    const y = m.spread(x, parts.weight('kernel'), [n, 2 * h, 2 * w, channels], 2)
    return activated(m, m.add(y, parts.weight('bias')), activation)
  }
}

function scaledAndShifted<A>(m: Maths<A>, x: A, parts: Parts<A>, activation: Activation): A {
  return activated(m, m.add(m.mul(x, parts.weight('/scale')), parts.weight('/offset')), activation)
}

/** Over the batch and all places, each channel apart. */
function batchNormFormula(activation: Activation): LayerFormula {
  return (m, x, parts) => {
    const axes = m
      .shapeOf(x)
      .slice(0, -1)
      .map((_, axis) => axis)
    return scaledAndShifted(m, standardise(m, x, axes, EPSILON), parts, activation)
  }
}

/** With the running statistics. */
const settledNormFormula: LayerFormula = (m, x, parts) => {
  const centred = m.sub(x, m.constant(parts.statistic('/mean')))
  const deviation = m.sqrt(m.add(m.constant(parts.statistic('/variance')), EPSILON))
  return scaledAndShifted(m, m.div(centred, deviation), parts, 'tanh')
}

const layerNormFormula: LayerFormula = (m, x, parts) => {
  const axes = m
    .shapeOf(x)
    .slice(1)
    .map((_, axis) => axis + 1)
  return scaledAndShifted(m, standardise(m, x, axes, EPSILON), parts, 'leaky-relu')
}

/** The same formula with the kernel divided by its largest singular value. */
export function spectralFormula(formula: LayerFormula): LayerFormula {
  return (m, x, parts) =>
    formula(m, x, {
      ...parts,
      weight: (part) =>
        part === 'kernel'
          ? divided(m, parts.weight(part), parts.initial(part), parts.statistic(':direction'))
          : parts.weight(part),
    })
}

const deviationFormula: LayerFormula = (m, x) => {
  const [n = 0, ...rest] = m.shapeOf(x)
  const places = rest.slice(0, -1)
  const each = m.reshape(deviationOfGroups(m, x), [n, ...places.map(() => 1), 1])
  const ones = m.constant({
    shape: [1, ...places, 1],
    data: new Float64Array(sizeOf(places)).fill(1),
  })
  return m.concat([x, m.mul(each, ones)], rest.length)
}

const nearnessFormula: LayerFormula = (m, x, parts) =>
  m.concat([x, nearnessOf(m, m.matMul(x, parts.weight('kernel')), 8)], 1)

const packFormula = (pack: number): LayerFormula => {
  return (m, x) => {
    const [n = 0, ...rest] = m.shapeOf(x)
    const packs = Math.floor(n / pack)
    const parts = Array.from({ length: pack }, (_, i) => m.slice(x, 0, i * packs, packs))
    return m.concat(parts, rest.length)
  }
}

const pointwise = <A>(m: Maths<A>, x: A, kernel: A, bias: A): A => {
  const shape = m.shapeOf(x)
  const [, channels = 0] = m.shapeOf(kernel)
  const rows = m.reshape(x, [sizeOf(shape.slice(0, -1)), shape.at(-1) ?? 0])
  return m.reshape(m.add(m.matMul(rows, kernel), bias), [...shape.slice(0, -1), channels])
}

const residualFormula: LayerFormula = (m, x, { weight }) => {
  const first = leaky(m, pointwise(m, x, weight('in/kernel'), weight('in/bias')), 0.2)
  const second = leaky(m, m.add(m.convolve(first, weight('middle/kernel'), 1), weight('middle/bias')), 0.2)
  return m.add(x, pointwise(m, second, weight('out/kernel'), weight('out/bias')))
}

const fourierFormula: LayerFormula = (m, x, { statistic }) => {
  const angles = m.add(m.matMul(x, m.constant(statistic('frequencies'))), m.constant(statistic('phases')))
  return m.mul(m.cos(angles), Math.sqrt(2 / 5))
}

const denseOf = (activation: Activation, units = 4) =>
  denseLayer({ network, name, inputs: 3, units, activation, biased: true, rule })
const convolutionOf = (channels: number, activation: Activation) =>
  convolutionLayer({
    network,
    name,
    inputShape: [4, 4, channels],
    channels: 2,
    activation,
    biased: true,
    rule,
  })
const transposedOf = (channels: number, activation: Activation) =>
  transposedConvolutionLayer({
    network,
    name,
    inputShape: [2, 2, 2],
    channels,
    activation,
    biased: true,
    rule,
  })
const batchNormOf = (shape: number[], activation: Activation) =>
  batchNormLayer({ network, name, shape, activation, scaleDeviation: 0 })

const points = (n: number, width: number) => wave([n, width], 9)
const pictures = (n: number, side: number, channels: number) => wave([n, side, side, channels], 9)

const ACTIVATIONS: Activation[] = ['linear', 'relu', 'leaky-relu', 'tanh']

/** Alone: nothing to train, and a formula of the input only. */
const unbiased: Layer = denseLayer({
  network,
  name,
  inputs: 3,
  units: 4,
  activation: 'tanh',
  biased: false,
  rule,
})

export const LAYERS: GradientCase[] = [
  ...ACTIVATIONS.map((activation) =>
    layerCase(`dense layer, ${activation}`, denseOf(activation), points(3, 3), denseFormula(activation)),
  ),
  layerCase('dense layer without bias', unbiased, points(3, 3), (m, x, parts) =>
    m.tanh(m.matMul(x, parts.weight('kernel'))),
  ),
  layerCase(
    'convolution layer, 1 channel',
    convolutionOf(1, 'leaky-relu'),
    pictures(2, 4, 1),
    convolutionFormula('leaky-relu'),
  ),
  layerCase(
    'convolution layer, 3 channels',
    convolutionOf(3, 'tanh'),
    pictures(2, 4, 3),
    convolutionFormula('tanh'),
  ),
  layerCase(
    'transposed convolution layer, 1 channel',
    transposedOf(1, 'tanh'),
    pictures(2, 2, 2),
    transposedFormula('tanh', 1),
  ),
  layerCase(
    'transposed convolution layer, 3 channels',
    transposedOf(3, 'relu'),
    pictures(2, 2, 2),
    transposedFormula('relu', 3),
  ),
  layerCase(
    'batch norm layer of points',
    batchNormOf([3], 'leaky-relu'),
    points(5, 3),
    batchNormFormula('leaky-relu'),
  ),
  layerCase(
    'batch norm layer of pictures',
    batchNormOf([2, 2, 3], 'relu'),
    pictures(3, 2, 3),
    batchNormFormula('relu'),
  ),
  layerCase(
    'batch norm layer, evaluating',
    batchNormOf([2, 2, 1], 'tanh'),
    pictures(2, 2, 1),
    settledNormFormula,
    { pass: EVALUATE },
  ),
  layerCase(
    'layer norm layer',
    layerNormLayer({ network, name, shape: [2, 2, 3], activation: 'leaky-relu' }),
    pictures(2, 2, 3),
    layerNormFormula,
  ),
  layerCase(
    'maxout layer',
    maxoutLayer({ network, name, inputs: 3, units: 2, rule }),
    points(3, 3),
    (m, x, { weight }) =>
      m.max(m.reshape(m.add(m.matMul(x, weight('kernel')), weight('bias')), [3, 2, 5]), 2),
  ),
  { ...layerCase('Fourier layer', fourierLayer(network, 2, 5), points(3, 2), fourierFormula), cosine: true },
  layerCase(
    'spectral norm on a dense layer',
    spectrallyNormed(denseOf('leaky-relu')),
    points(3, 3),
    spectralFormula(denseFormula('leaky-relu')),
  ),
  layerCase(
    'spectral norm on a convolution',
    spectrallyNormed(convolutionOf(1, 'tanh')),
    pictures(2, 4, 1),
    spectralFormula(convolutionFormula('tanh')),
  ),
  layerCase(
    'minibatch deviation layer of points',
    minibatchDeviationLayer(network, [3]),
    points(4, 3),
    deviationFormula,
  ),
  layerCase(
    'minibatch deviation layer of pictures',
    minibatchDeviationLayer(network, [2, 2, 3]),
    pictures(6, 2, 3),
    deviationFormula,
  ),
  layerCase(
    'minibatch discrimination layer',
    minibatchDiscriminationLayer(network, 3, 1),
    points(4, 3),
    nearnessFormula,
    // The slope of the items, as penalties take it: that of 96 weights would take the differences too long.
    { probes: [0] },
  ),
  layerCase('packs of 2 points', packLayer(network, [2], 2), points(5, 2), packFormula(2)),
  layerCase('packs of 3 pictures', packLayer(network, [2, 2, 1], 3), pictures(6, 2, 1), packFormula(3)),
  layerCase('reshape layer', reshapeLayer(name, [2, 3]), points(2, 6), (m, x) => m.reshape(x, [2, 2, 3])),
  layerCase('activation layer', activationLayer(name, [3], 'tanh'), points(2, 3), (m, x) => m.tanh(x)),
  layerCase(
    'residual block',
    residualBlock(network, name, [3, 3, 2], rule),
    pictures(2, 3, 2),
    residualFormula,
  ),
  layerCase(
    'pointwise layer',
    pointwiseLayer({ network, name, inputShape: [2, 2, 3], channels: 2, activation: 'linear', rule }),
    pictures(2, 2, 3),
    (m, x, { weight }) => pointwise(m, x, weight('kernel'), weight('bias')),
  ),
  layerCase('halving layer', resampleLayer(name, [4, 4, 3], 'down'), pictures(2, 4, 3), (m, x) =>
    m.reshape(mean(m, m.reshape(x, [2, 2, 2, 2, 2, 3]), [2, 4]), [2, 2, 2, 3]),
  ),
  layerCase('doubling layer', resampleLayer(name, [2, 2, 1], 'up'), pictures(2, 2, 1), (m, x) => {
    const pixels = m.reshape(x, [2, 2, 1, 2, 1, 1])
    const tall = m.concat([pixels, pixels], 2)
    return m.reshape(m.concat([tall, tall], 4), [2, 4, 4, 1])
  }),
]
