/** Spectral and layer norm: what they promise, and their gradients of both orders. */
import { beforeAll, describe, expect, test } from 'vitest'
import { memory, tensor2d, tidy, type Tensor, type Tensor2D } from '@tensorflow/tfjs'
import { DISCRIMINATOR_NORMS } from '../../../../src/common/catalog/models.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { createGame } from '../../../../src/worker/gan/game.ts'
import type { ItemShape } from '../../../../src/common/items/item-shape.ts'
import { variancePreserving } from '../../../../src/worker/gan/networks/initialisers.ts'
import { PROBE, TRAIN } from '../../../../src/worker/gan/networks/layer.ts'
import { denseLayer } from '../../../../src/worker/gan/networks/layers/dense.ts'
import { normaliseItems } from '../../../../src/worker/gan/networks/layers/layer-norm.ts'
import { spectrallyNormed } from '../../../../src/worker/gan/networks/layers/spectral.ts'
import { createNetwork, run } from '../../../../src/worker/gan/networks/network.ts'
import { spectral } from '../../../../src/worker/gan/ops/spectral.ts'
import { tanh } from '../../../../src/worker/gan/ops/smooth.ts'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import {
  expectClose,
  expectGradients,
  expectSecondGradients,
  sampleTensor,
} from '../../../helpers/truth/differences.ts'
import { noiseFeed, ringFeed } from '../../../helpers/engine/ring-feed.ts'

beforeAll(useCpu)

/** [[3, 0], [4, 5]] has the singular values √45 and √5. */
const MATRIX = [
  [3, 0],
  [4, 5],
]

/** The right singular vector after `rounds` of power iteration. */
function rightVector(matrix: Tensor, rounds: number): Tensor2D {
  let right = tensor2d([[1], [0.2]])
  for (let i = 0; i < rounds; i++) spectral(matrix, right, (better) => (right = better.clone()))
  return right
}

describe('spectral norm', () => {
  test('finds the largest singular value and divides by it', () => {
    const right = rightVector(tensor2d(MATRIX), 30)
    const { sigma, normalised } = spectral(tensor2d(MATRIX), right)
    expectClose(sigma.dataSync(), [Math.sqrt(45)], 1e-5)
    expectClose(
      normalised.dataSync(),
      MATRIX.flat().map((v) => v / Math.sqrt(45)),
      1e-5,
    )
  })

  test('one iteration per training pass, none in a probe', () => {
    const rule = variancePreserving(3)
    const plain = denseLayer({
      network: 'd',
      name: 'a',
      inputs: 4,
      units: 3,
      activation: 'linear',
      biased: true,
      rule,
    })
    const layers = [spectrallyNormed(plain)]
    const network = createNetwork('d', layers, streamFor(1, 'init-discriminator'))
    const direction = () => [...(network.statistics.get('d/a/kernel:direction')?.dataSync() ?? [])]
    const x = sampleTensor([5, 4], 1)
    const before = direction()
    run(layers, x, network, PROBE)
    expect(direction()).toEqual(before)
    for (let i = 0; i < 60; i++) tidy(() => run(layers, x, network, TRAIN))
    expect(direction()).not.toEqual(before)
    // The layer is then 1-Lipschitz, and tight in its steepest direction.
    const steepest = network.weights.get('d/a/kernel')?.matMul(tensor2d(direction(), [3, 1])) as Tensor2D
    const ends = run(layers, steepest.div(steepest.norm()).reshape([1, 4]), network, PROBE)
    expect(ends.norm().dataSync()[0]).toBeCloseTo(1, 4)
  })

  test('has right gradients once the iteration has settled', () => {
    const f = (w: Tensor) => {
      const right = rightVector(w, 30)
      return tanh(spectral(w, right).normalised)
        .mul(
          tensor2d([
            [1, -2],
            [0.5, 3],
          ]),
        )
        .sum()
    }
    expectGradients(f, [tensor2d(MATRIX)])
  })
})

describe('layer norm', () => {
  test('gives each item mean 0 and variance 1', () => {
    const y = normaliseItems(sampleTensor([3, 4, 4, 2], 1).mul(5).add(3)).reshape([3, 32])
    expectClose(y.mean(1).dataSync(), [0, 0, 0], 1e-5)
    expectClose(y.square().mean(1).dataSync(), [1, 1, 1], 1e-4)
  })

  test('has right gradients of both orders', () => {
    const f = (x: Tensor) => tanh(normaliseItems(x)).mul(sampleTensor(x.shape, 9)).sum()
    expectGradients(f, [sampleTensor([3, 5], 2)])
    expectSecondGradients(f, [sampleTensor([3, 5], 2)])
  })
})

const MLP: RunConfig = { ...defaultsFor('ring'), gLayers: [6], dLayers: [5, 4], batch: 8 }
const DCGAN: RunConfig = { ...defaultsFor('mnist'), size: 16, width: 2, latent: 4, batch: 4 }

describe.each(DISCRIMINATOR_NORMS.map(({ id }) => id))('a detective with %s norm', (dNorm) => {
  test.each<[string, RunConfig, ItemShape]>([
    ['MLP', { ...MLP, dNorm, penalty: 'r1', gamma: 1 }, [2]],
    ['DCGAN', { ...DCGAN, dNorm, penalty: 'r1', gamma: 1 }, [16, 16, 1]],
  ])('%s trains and stays flat', (_, config, shape) => {
    const game = createGame(config, shape)
    const feed = shape.length === 3 ? noiseFeed(config, shape) : ringFeed(config)
    game.step(config, feed, 0).dispose()
    const flat = memory().numTensors
    const row = game.step(config, feed, 1)
    expect([...row.dataSync()].every(Number.isFinite)).toBe(true)
    row.dispose()
    expect(memory().numTensors).toBe(flat)
    game.dispose()
  })
})
