/** What a layer says of itself as data is true of it: its tensors, its weights' shapes, and whether it bends what it is given. */
import { beforeAll, describe, expect, test } from 'vitest'
import { tidy, type Tensor } from '@tensorflow/tfjs'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { bends, kernelsOf, partsOf, tensorNames } from '../../../../src/common/networks/layer-facts.ts'
import type { LayerOp, LayerOpType } from '../../../../src/common/networks/layer-op.ts'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { concatenate, skip } from '../../../../src/worker/gan/networks/composite/concatenate.ts'
import { either } from '../../../../src/worker/gan/networks/composite/either.ts'
import { residual, sum } from '../../../../src/worker/gan/networks/composite/sum.ts'
import { earlyDepth } from '../../../../src/worker/gan/networks/early-features.ts'
import { variancePreserving } from '../../../../src/worker/gan/networks/initialisers.ts'
import { EVALUATE, summaryOf, type Layer } from '../../../../src/worker/gan/networks/layer.ts'
import { batchNormLayer } from '../../../../src/worker/gan/networks/layers/batch-norm.ts'
import { denseLayer } from '../../../../src/worker/gan/networks/layers/dense.ts'
import { layerNormLayer } from '../../../../src/worker/gan/networks/layers/layer-norm.ts'
import { besideLayer } from '../../../../src/worker/gan/networks/layers/beside.ts'
import { dropoutLayer } from '../../../../src/worker/gan/networks/layers/dropout.ts'
import { keepLayer } from '../../../../src/worker/gan/networks/from-pictures/keep.ts'
import { shadesLayer } from '../../../../src/worker/gan/networks/from-pictures/shades.ts'
import { spanHeadLayer } from '../../../../src/worker/gan/networks/layers/span-head.ts'
import { activationLayer } from '../../../../src/worker/gan/networks/layers/reshape.ts'
import { createNetwork, run } from '../../../../src/worker/gan/networks/network.ts'
import { PAIRS } from '../../../../src/worker/gan/networks/pairs.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { sampleTensor } from '../../../helpers/truth/differences.ts'

beforeAll(useCpu)

const POINTS: RunConfig = { ...defaultsFor('ring'), gLayers: [6, 5], dLayers: [5, 4], pack: 2 }
const PICTURES: RunConfig = { ...defaultsFor('mnist'), size: 16, width: 2, latent: 4, dLayers: [6] }
const dense = (name: string, activation: 'linear' | 'tanh' = 'linear') =>
  denseLayer({
    network: 'n',
    name,
    inputs: 3,
    units: 3,
    activation,
    biased: true,
    rule: variancePreserving(1),
  })

const both = (pair: { generator: readonly Layer[]; discriminator: readonly Layer[] }) => [
  ...pair.generator,
  ...pair.discriminator,
]

const SPANS = [
  { width: 1, kind: 'tanh' },
  { width: 2, kind: 'softmax' },
] as const

/** Layers of every type there is. */
const LAYERS: Layer[] = [
  ...both(PAIRS.mlp({ ...POINTS, gNorm: 'batch', dNorm: 'spectral', diversity: 'packing' }, [2], 0)),
  ...both(PAIRS.mlp({ ...POINTS, dNorm: 'layer', diversity: 'minibatch-stddev' }, [2], 3)),
  ...both(PAIRS.maxout({ ...POINTS, diversity: 'minibatch-discrimination' }, [2], 0)),
  ...both(PAIRS.fourier(POINTS, [2], 0)),
  ...both(PAIRS.dcgan({ ...PICTURES, gNorm: 'batch', dNorm: 'spectral' }, [16, 16, 1], 2)),
  ...both(PAIRS.residual(PICTURES, [16, 16, 3], 0)),
  activationLayer('end', [3], 'tanh'),
  besideLayer({ name: 'told', shape: [3], condition: 'row', conditionShape: [2] }),
  dropoutLayer('drop', [3], 0.5),
  spanHeadLayer('head', SPANS),
  keepLayer('kept', [16, 16, 3], 'light'),
  shadesLayer('n', [3], null),
  concatenate('both', [3], [[], [dense('a')]]),
  either('ways', [3], [[dense('e')], [dense('f', 'tanh')]]),
  skip({ name: 'level', inputShape: [3], down: [dense('b')], inner: [dense('c')], up: [dense('d', 'tanh')] }),
]

/** The compiler keeps this list whole. */
const TYPES: Record<LayerOpType, true> = {
  dense: true,
  maxout: true,
  convolution: true,
  'transposed-convolution': true,
  'batch-norm': true,
  'layer-norm': true,
  reshape: true,
  activation: true,
  resample: true,
  fourier: true,
  pack: true,
  'minibatch-stddev': true,
  'minibatch-discrimination': true,
  'class-embedding': true,
  'class-projection': true,
  beside: true,
  dropout: true,
  'span-head': true,
  keep: true,
  shades: true,
  sum: true,
  residual: true,
  concatenate: true,
  either: true,
  skip: true,
}

const withParts = (op: LayerOp): LayerOp[] => [op, ...partsOf(op).flatMap((part) => withParts(part.op))]

test('the layers below are of every type', () => {
  const met = new Set(LAYERS.flatMap(({ op }) => withParts(op)).map(({ type }) => type))
  expect([...met].sort()).toEqual(Object.keys(TYPES).sort())
})

describe.each(LAYERS.map((layer) => ({ type: layer.op.type, layer })))('$layer.name, $type', ({ layer }) => {
  test('names each of its tensors once, and no other', () => {
    const { weights, statistics } = tensorNames(layer.op)
    expect(weights.sort()).toEqual(layer.parameters.map(({ name }) => name).sort())
    expect(statistics.sort()).toEqual(layer.statistics.map(({ name }) => name).sort())
  })

  test('is data that crosses to the page, with its parts’ weights counted', () => {
    const summary = summaryOf(layer)
    expect(structuredClone(summary)).toEqual(summary)
    const parts = partsOf(layer.op)
    const counted = parts.reduce((all, part) => all + part.parameters, 0)
    if (parts.length > 0) expect(summary.parameters).toBe(counted)
  })
})

/** A tensor and its shape, as the attributes have it. */
function shapeOf(op: LayerOp): [string, readonly number[]] | null {
  if (op.type === 'dense') return [op.weights.kernel, [op.inputs, op.units]]
  if (op.type === 'maxout') return [op.weights.kernel, [op.inputs, op.units * op.pieces]]
  if (op.type === 'convolution') {
    const places = op.kernel === 1 ? [] : [op.kernel, op.kernel]
    return [op.weights.kernel, [...places, op.inputs, op.channels]]
  }
  if (op.type === 'transposed-convolution')
    return [op.weights.kernel, [op.kernel, op.kernel, op.channels, op.inputs]]
  if (op.type === 'batch-norm' || op.type === 'layer-norm') return [op.weights.scale, [op.channels]]
  if (op.type === 'minibatch-discrimination')
    return [op.weights.kernel, [op.inputs, op.kernels * op.dimensions]]
  if (op.type === 'class-embedding') return [op.weights.table, [op.classes, op.units]]
  if (op.type === 'class-projection') return [op.weights.kernel, [op.classes, op.inputs]]
  return null
}

const SHAPE_CASES = LAYERS.flatMap((layer) =>
  withParts(layer.op).flatMap((op) => {
    const said = shapeOf(op)
    return said === null ? [] : [[...said, layer] as const]
  }),
)

test.each(SHAPE_CASES)('%s has the shape its layer says', (name, shape, { parameters }) => {
  expect(parameters.find((parameter) => parameter.name === name)?.shape).toEqual(shape)
})

describe('early features', () => {
  /** f(a) + f(b) = f(a + b) + f(0) for all that does not bend. */
  function isAffine(layers: readonly Layer[]): boolean {
    const network = createNetwork('n', layers, streamFor(3, 'init-generator'))
    return tidy(() => {
      const f = (x: Tensor) => run(layers, x, network, EVALUATE)
      const [a, b] = [sampleTensor([4, 3], 1), sampleTensor([4, 3], 2)]
      const off = f(a)
        .add(f(b))
        .sub(f(a.add(b)))
        .sub(f(a.mul(0)))
      return Math.max(...off.abs().dataSync()) < 1e-4
    })
  }
  const norm = (activation: 'linear' | 'relu') =>
    batchNormLayer({ network: 'n', name: 'norm', shape: [3], activation, scaleDeviation: 0.3 })

  test.each<[string, Layer]>([
    ['a linear dense layer', dense('a')],
    ['a dense layer with tanh', dense('a', 'tanh')],
    ['batch norm', norm('linear')],
    ['batch norm with ReLU', norm('relu')],
    ['layer norm', layerNormLayer({ network: 'n', name: 'norm', shape: [3], activation: 'linear' })],
    ['a head of spans', spanHeadLayer('head', SPANS)],
    ['dropout', dropoutLayer('drop', [3], 0.5)],
    ['an activation', activationLayer('end', [3], 'tanh')],
    ['a sum of linear layers', sum('s', [3], [[dense('a')], [dense('b')]])],
    ['a linear residual block', residual({ name: 'r', inputShape: [3], inner: [dense('a')] })],
    ['a residual block', residual({ name: 'r', inputShape: [3], inner: [dense('a', 'tanh'), dense('b')] })],
    ['a concatenation with a bent branch', concatenate('c', [3], [[], [dense('a', 'tanh')]])],
    ['a concatenation without', concatenate('c', [3], [[], [dense('a')]])],
  ])('%s bends what its numbers bend', (_, layer) => {
    expect(bends(layer.op)).toBe(!isAffine([layer]))
  })

  test('end with the first layer that bends, whatever its label holds', () => {
    // Its label has a comma, but before its norm a transposed convolution is linear.
    const config: RunConfig = { ...PICTURES, gNorm: 'batch' }
    const generator = PAIRS.dcgan(config, [16, 16, 1], 2).generator.filter(({ name }) => name !== 'norm0')
    expect(generator.map(({ name }) => name).slice(0, 5)).toEqual([
      'classes',
      'dense1',
      'picture',
      'up1',
      'norm1',
    ])
    expect(earlyDepth(generator)).toBe(5)
    expect(earlyDepth([dense('a'), dense('b')])).toBe(2)
  })
})

test('spectral norm divides the kernels of parts, once each', () => {
  const spectral = PAIRS.dcgan({ ...PICTURES, dNorm: 'spectral' }, [16, 16, 1], 2).discriminator
  expect(spectral.flatMap(({ op }) => kernelsOf(op))).toEqual([])
  const plain = PAIRS.dcgan({ ...PICTURES, dNorm: 'none' }, [16, 16, 1], 2).discriminator
  const directions = spectral.flatMap(({ statistics }) => statistics.map(({ name }) => name))
  expect(directions).toEqual(plain.flatMap(({ op }) => kernelsOf(op)).map((name) => `${name}:direction`))
})
