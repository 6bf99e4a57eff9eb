/** Layers that hold layers: what they make, what they hold, and that a U-Net of them learns. */
import { beforeAll, describe, expect, test } from 'vitest'
import { memory, tensor2d, tidy, type Tensor } from '@tensorflow/tfjs'
import { layerLabel } from '../../../../src/common/networks/layer-label.ts'
import { toldParts } from '../../../../src/common/networks/layer-facts.ts'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { concatenate, skip } from '../../../../src/worker/gan/networks/composite/concatenate.ts'
import { residual, sum } from '../../../../src/worker/gan/networks/composite/sum.ts'
import { dcganRule, variancePreserving } from '../../../../src/worker/gan/networks/initialisers.ts'
import { EVALUATE, PROBE, TRAIN, type Layer, type Pass } from '../../../../src/worker/gan/networks/layer.ts'
import { batchNormLayer } from '../../../../src/worker/gan/networks/layers/batch-norm.ts'
import {
  convolutionLayer,
  transposedConvolutionLayer,
} from '../../../../src/worker/gan/networks/layers/convolution.ts'
import { denseLayer } from '../../../../src/worker/gan/networks/layers/dense.ts'
import { projectionLayer } from '../../../../src/worker/gan/networks/layers/classes.ts'
import { spectrallyNormed } from '../../../../src/worker/gan/networks/layers/spectral.ts'
import { createNetwork, disposeAll, run, summarise } from '../../../../src/worker/gan/networks/network.ts'
import { normed } from '../../../../src/worker/gan/networks/norms.ts'
import { gradientsWithResults } from '../../../../src/worker/gan/ops/autodiff.ts'
import { createOptimiser } from '../../../../src/worker/gan/optimizers/optimiser.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { openWasmEngine } from '../../../helpers/engine/wasm-engine.ts'
import { expectClose, sampleTensor } from '../../../helpers/truth/differences.ts'

const rule = variancePreserving(1)
const dense = (
  name: string,
  inputs: number,
  units: number,
  activation: 'linear' | 'leaky-relu' = 'leaky-relu',
) => denseLayer({ network: 'n', name, inputs, units, activation, biased: true, rule })
const norm = (name: string, channels: number) =>
  batchNormLayer({ network: 'n', name, shape: [channels], activation: 'relu', scaleDeviation: 0.2 })
const networkOf = (...layers: Layer[]) => createNetwork('n', layers, streamFor(7, 'init-generator'))

describe('what they make', () => {
  beforeAll(useCpu)

  const inner = [dense('a', 3, 4), dense('b', 4, 3, 'linear')]
  const other = [dense('c', 3, 3)]
  const x = () => sampleTensor([5, 3], 1)

  /** The layer's output, and what each of the branches gives by itself. */
  function apart(layer: Layer, ...branches: (readonly Layer[])[]) {
    const network = networkOf(layer)
    return {
      whole: run([layer], x(), network, PROBE),
      parts: branches.map((branch) => run(branch, x(), network, PROBE)),
    }
  }

  test('a residual block adds to what comes in, or to what its shortcut makes of it', () => {
    const plain = apart(residual({ name: 'r', inputShape: [3], inner }), inner)
    expectClose(
      plain.whole.dataSync(),
      x()
        .add(plain.parts[0] ?? NaN)
        .dataSync(),
      0,
    )
    const bridged = apart(residual({ name: 'r', inputShape: [3], inner, shortcut: other }), other, inner)
    expectClose(bridged.whole.dataSync(), bridged.parts.reduce((a, b) => a.add(b)).dataSync(), 0)
  })

  test('a sum adds all branches', () => {
    const { whole, parts } = apart(sum('s', [3], [inner, other, []]), inner, other, [])
    expectClose(whole.dataSync(), parts.reduce((a, b) => a.add(b)).dataSync(), 0)
  })

  test('a concatenation puts them side by side, a skip what comes in first', () => {
    const joined = apart(concatenate('c', [3], [other, [], inner]), other, [], inner)
    expect(joined.whole.shape).toEqual([5, 9])
    joined.parts.forEach((part, i) =>
      expectClose(joined.whole.slice([0, 3 * i], [5, 3]).dataSync(), part.dataSync(), 0),
    )
    const [down, middle, up] = [[dense('d', 3, 2)], [dense('m', 2, 2)], [dense('u', 2, 4)]]
    const level = skip({ name: 'k', inputShape: [3], down, inner: middle, up })
    expect(level.outputShape).toEqual([7])
    const { whole, parts } = apart(level, [...down, ...middle, ...up])
    expectClose(whole.slice([0, 0], [5, 3]).dataSync(), x().dataSync(), 0)
    expectClose(whole.slice([0, 3], [5, 4]).dataSync(), parts[0]?.dataSync() ?? [], 0)
  })

  test('what does not fit is refused when it is built', () => {
    expect(() => residual({ name: 'r', inputShape: [3], inner: [dense('a', 3, 4)] })).toThrow(
      /\[3\] and \[4\]/,
    )
    const picture = convolutionLayer({
      network: 'n',
      name: 'down',
      inputShape: [4, 4, 1],
      channels: 1,
      activation: 'linear',
      biased: true,
      rule,
    })
    expect(() => concatenate('c', [4, 4, 1], [[], [picture]])).toThrow(/\[4,4,1\] beside \[2,2,1\]/)
  })
})

describe('what they hold', () => {
  beforeAll(useCpu)

  const block = () =>
    residual({
      name: 'block',
      inputShape: [3],
      inner: [
        skip({
          name: 'block/level',
          inputShape: [3],
          down: [dense('block/down', 3, 2)],
          inner: [],
          up: [norm('block/norm', 2)],
        }),
        dense('block/out', 5, 3, 'linear'),
      ],
    })

  test('are the parts’ own parameters and statistics, by their own names, in order', () => {
    const names = (specs: Layer['parameters']) => specs.map(({ name }) => name)
    expect(names(block().parameters)).toEqual([
      'n/block/down/kernel',
      'n/block/down/bias',
      'n/block/norm/scale',
      'n/block/norm/offset',
      'n/block/out/kernel',
      'n/block/out/bias',
    ])
    expect(names(block().statistics)).toEqual(['n/block/norm/mean', 'n/block/norm/variance'])
  })

  test('a batch’s items are coupled where a part couples them', () => {
    expect(block().couples).toBe(true)
    expect(residual({ name: 'r', inputShape: [3], inner: [dense('a', 3, 3)] }).couples).toBe(false)
  })

  test('running statistics of parts follow in training alone, and are used when evaluating', () => {
    const network = networkOf(block())
    const mean = () => [...(network.statistics.get('n/block/norm/mean')?.dataSync() ?? [])]
    const see = (pass: Pass) => [...run(network.layers, sampleTensor([6, 3], 2), network, pass).dataSync()]
    const fresh = mean()
    const trained = see(PROBE)
    expect(mean()).toEqual(fresh)
    see(TRAIN)
    expect(mean()).not.toEqual(fresh)
    expect(see(EVALUATE)).not.toEqual(trained)
  })

  test('conditions reach the parts', () => {
    const layer = sum('logit', [3], [[dense('output', 3, 1, 'linear')], [projectionLayer('n', 3, 2, rule)]])
    const network = networkOf(layer)
    const told = (label: number) => {
      const labels = tensor2d([label === 0 ? [1, 0] : [0, 1]])
      return run([layer], sampleTensor([1, 3], 3), network, {
        ...PROBE,
        conditions: { labels },
      }).dataSync()[0]
    }
    expect(told(0)).not.toBeCloseTo(told(1) ?? NaN, 3)
  })

  test('spectral norm bounds every kernel in them, by statistics of their own', () => {
    const layer = spectrallyNormed(
      residual({
        name: 'r',
        inputShape: [3],
        shortcut: [dense('short', 3, 2, 'linear')],
        inner: [dense('a', 3, 4, 'linear'), dense('b', 4, 2, 'linear')],
      }),
    )
    expect(layer.statistics.map(({ name }) => name)).toEqual([
      'n/short/kernel:direction',
      'n/a/kernel:direction',
      'n/b/kernel:direction',
    ])
    const network = networkOf(layer)
    for (let i = 0; i < 80; i++) tidy(() => run([layer], sampleTensor([2, 3], 1), network, TRAIN))
    // 0 in: biases alone, which start at zero. So the map is linear, and no steeper than 1 + 1·1.
    const x = sampleTensor([200, 3], 5)
    const y = run([layer], x, network, PROBE)
    const stretch = y.norm('euclidean', 1).div(x.norm('euclidean', 1)).dataSync()
    expect(Math.max(...stretch)).toBeLessThanOrEqual(2 + 1e-4)
    expect(Math.max(...stretch)).toBeGreaterThan(0.5)
    expect(layerLabel(layer.op)).toBe('Residual block')
    expect(toldParts(layer.op).map(({ op }) => layerLabel(op))).toEqual([
      'Dense, spectral norm',
      'Dense, spectral norm',
      'Dense, spectral norm',
    ])
  })

  test('two parts of one name are refused: they would share their weights unawares', () => {
    const twice = residual({ name: 'r', inputShape: [3], inner: [dense('a', 3, 3), dense('a', 3, 3)] })
    expect(() => networkOf(twice)).toThrow('n/a/kernel')
  })

  test('a summary counts a block’s weights once, and tells of its parts', () => {
    const { layers, parameters } = summarise([block()])
    expect(layers).toHaveLength(1)
    expect(parameters).toBe(3 * 2 + 2 + 2 * 2 + 5 * 3 + 3)
    expect(toldParts(layers[0]?.op ?? { type: 'reshape' }).map(({ name }) => name)).toEqual([
      'block/level',
      'block/out',
    ])
  })
})

/** Two levels over pictures of 8 pixels, with batch norm, as pix2pix has them. */
function uNet(): Layer[] {
  const options = { network: 'n', rule: dcganRule(5) }
  const down = (name: string, side: number, inputs: number, channels: number) =>
    normed(
      { norm: 'batch', network: 'n', name: `${name}/norm`, activation: 'leaky-relu', scaleDeviation: 0.02 },
      (activation, biased) => [
        convolutionLayer({
          ...options,
          name,
          inputShape: [side, side, inputs],
          channels,
          activation,
          biased,
        }),
      ],
    )
  const up = (name: string, side: number, inputs: number, channels: number, activation: 'relu' | 'linear') =>
    transposedConvolutionLayer({
      ...options,
      name,
      inputShape: [side, side, inputs],
      channels,
      activation,
      biased: true,
    })
  const low = skip({
    name: 'low',
    inputShape: [4, 4, 3],
    down: down('low/down', 4, 3, 6),
    inner: [],
    up: [up('low/up', 2, 6, 3, 'relu')],
  })
  return [...down('top/down', 8, 1, 3), low, up('top/up', 4, 6, 1, 'linear')]
}

describe.each([
  ['cpu', useCpu],
  ['wasm', openWasmEngine],
])('a small U-Net on %s', (_, open) => {
  beforeAll(async () => {
    await open()
  })

  test('trains: every weight moves, its error falls, and nothing is left behind', () => {
    const network = createNetwork('n', uNet(), streamFor(1, 'init-generator'))
    const optimiser = createOptimiser('adam', 'n', network.weights)
    const clean = sampleTensor([6, 8, 8, 1], 1)
    const noisy = clean.add(sampleTensor([6, 8, 8, 1], 2).mul(0.3))
    const names = [...network.weights.keys()]
    const before = new Map(names.map((name) => [name, network.weights.get(name)?.dataSync().slice()]))
    const step = (): number =>
      tidy(() => {
        const error = (): Tensor => run(network.layers, noisy, network, TRAIN).sub(clean).square().mean()
        const { grads, results } = gradientsWithResults(() => {
          const objective = error()
          return { objective, results: { error: objective } }
        }, [...network.weights.values()])
        optimiser.update(grads, { rate: 0.01, beta1: 0.5, beta2: 0.99, bound: 0 })
        return results.error.dataSync()[0] ?? NaN
      })
    const first = step()
    expect(
      names.filter((name) => before.get(name)?.join() === network.weights.get(name)?.dataSync().join()),
    ).toEqual([])
    const flat = memory().numTensors
    const errors = Array.from({ length: 30 }, step)
    expect(errors.at(-1)).toBeLessThan(first / 2)
    expect(memory().numTensors).toBe(flat)
    disposeAll(network.weights)
    disposeAll(network.statistics)
    disposeAll(optimiser.state)
  })
})
