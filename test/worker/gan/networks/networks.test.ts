/** Shapes and parameter counts by closed form; batch norm's two ways of working; seeded first weights. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { disposeVariables, ones, type Tensor, type Tensor2D } from '@tensorflow/tfjs'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import { DATASET_SETTINGS } from '../../../../src/common/catalog/settings/dataset.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { createGame } from '../../../../src/worker/gan/game.ts'
import type { ItemShape } from '../../../../src/common/items/item-shape.ts'
import { CALIBRATE, EVALUATE, PROBE, TRAIN } from '../../../../src/worker/gan/networks/layer.ts'
import { batchNormLayer } from '../../../../src/worker/gan/networks/layers/batch-norm.ts'
import { createNetwork, run } from '../../../../src/worker/gan/networks/network.ts'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { expectClose, sampleTensor } from '../../../helpers/truth/differences.ts'

beforeAll(useCpu)
afterEach(() => disposeVariables())

const image = (change: Partial<RunConfig>): RunConfig => ({ ...defaultsFor('mnist'), ...change })

/** Parameters of the pair by hand. Convolutions have 16 weights per pair of channels; norms 2 per channel. */
function counts(first: number, ups: number, w: number, channels: number, latent: number) {
  const width = (halvings: number) => w * Math.min(8, 2 ** (halvings - 1))
  const deepest = width(ups)
  let generator = latent * first * first * deepest + first * first * deepest
  let discriminator = first * first * deepest + 1
  for (let i = ups; i >= 1; i--) {
    const inner = width(i)
    const outer = i === 1 ? channels : width(i - 1)
    generator += 16 * inner * outer + outer
    discriminator += 16 * outer * inner + inner
  }
  return { generator, discriminator }
}

describe('DCGAN without norms', () => {
  test.each([
    { size: 16, channels: 1, first: 4, ups: 2 },
    { size: 28, channels: 1, first: 7, ups: 2 },
    { size: 32, channels: 3, first: 4, ups: 3 },
    { size: 64, channels: 3, first: 4, ups: 4 },
  ] as const)('$size px, $channels channels: shapes and counts', ({ size, channels, first, ups }) => {
    const config = image({ size, width: 4, latent: 10, gNorm: 'none', dNorm: 'none' })
    const shape: ItemShape = [size, size, channels]
    const game = createGame(config, shape)
    const expected = counts(first, ups, 4, channels, 10)
    expect(game.generator.parameters).toBe(expected.generator)
    expect(game.discriminator.parameters).toBe(expected.discriminator)
    expect(game.generator.layers.at(-1)?.outputShape).toEqual([...shape])
    expect(game.discriminator.layers.at(-1)?.outputShape).toEqual([1])
    const fakes = game.sample(config, sampleTensor([2, 10], 1) as Tensor2D)
    expect(fakes.shape).toEqual([2, ...shape])
    expect(Math.max(...fakes.dataSync().map(Math.abs))).toBeLessThanOrEqual(1)
    expect(game.score(fakes).shape).toEqual([2])
  })

  test('28 px is dense 7·7·2w → w → image, and mirrored', () => {
    const game = createGame(image({ width: 32, latent: 64, gNorm: 'none' }), [28, 28, 1])
    expect(game.generator.layers.map(({ outputShape }) => outputShape)).toEqual([
      [3136],
      [7, 7, 64],
      [14, 14, 32],
      [28, 28, 1],
    ])
    expect(game.discriminator.layers.map(({ outputShape }) => outputShape)).toEqual([
      [14, 14, 32],
      [7, 7, 64],
      [3136],
      [1],
    ])
  })
})

test('with batch norm: no biases before norms, a scale and an offset in each', () => {
  const game = createGame(image({ width: 4, latent: 10, gNorm: 'batch', dNorm: 'batch' }), [28, 28, 1])
  const [w, picture] = [4, 7 * 7 * 8]
  expect(game.generator.parameters).toBe(10 * picture + 2 * 8 + 16 * 8 * w + 2 * w + 16 * w + 1)
  expect(game.discriminator.parameters).toBe(16 * w + w + 16 * w * 8 + 2 * 8 + picture + 1)
})

test('the MLP is what its widths say, for points and for images', async () => {
  const config = { ...defaultsFor('ring'), gLayers: [5, 7], dLayers: [6], latent: 3 }
  const points = createGame(config, [2])
  expect(points.generator.parameters).toBe(3 * 5 + 5 + 5 * 7 + 7 + 7 * 2 + 2)
  expect(points.discriminator.parameters).toBe(2 * 6 + 6 + 6 + 1)
  const { generator, discriminator } = await points.weights()
  expect(generator.map(({ name }) => name)).toEqual([
    'generator/dense1/kernel',
    'generator/dense1/bias',
    'generator/dense2/kernel',
    'generator/dense2/bias',
    'generator/output/kernel',
    'generator/output/bias',
  ])
  expect(discriminator[0]).toMatchObject({ name: 'discriminator/dense1/kernel', shape: [2, 6] })
  const pictures = createGame(config, [16, 16, 3])
  expect(pictures.generator.parameters).toBe(3 * 5 + 5 + 5 * 7 + 7 + 7 * 768 + 768)
  expect(pictures.sample(config, sampleTensor([2, 3], 1) as Tensor2D).shape).toEqual([2, 16, 16, 3])
})

test('a DCGAN refuses points and odd sizes with a next step', () => {
  expect(() => createGame(image({}), [2])).toThrow(expect.objectContaining({ code: 'config-unsupported' }))
  expect(() => createGame(image({}), [22, 22, 1])).toThrow(/22 pixels/)
})

test.each(DATASET_SETTINGS.size.values)(
  'both image networks make and judge pictures of %i pixels',
  (size) => {
    for (const model of ['dcgan', 'residual'] as const) {
      const game = createGame(image({ model, width: 2, latent: 4, size, gNorm: 'none', dNorm: 'none' }), [
        size,
        size,
        1,
      ])
      expect(game.generator.layers.at(-1)?.outputShape).toEqual([size, size, 1])
      expect(game.discriminator.layers.at(-1)?.outputShape).toEqual([1])
    }
  },
)

describe('first weights', () => {
  test('follow He’s and Glorot’s spread times the scale, and the seed', async () => {
    const config = { ...defaultsFor('ring'), dLayers: [512, 512], initScale: 1 }
    const spread = async (change: Partial<RunConfig>) => {
      const { discriminator } = await createGame({ ...config, ...change }, [2]).weights()
      const kernel = discriminator.find(({ name }) => name === 'discriminator/dense2/kernel')
      if (kernel === undefined) throw new Error('no kernel')
      return {
        values: kernel.data,
        rms: Math.sqrt(kernel.data.reduce((sum, v) => sum + v * v, 0) / kernel.data.length),
      }
    }
    const plain = await spread({})
    expect(plain.rms).toBeCloseTo(Math.sqrt(2 / 512), 3)
    expect((await spread({ initScale: 0.5 })).rms).toBeCloseTo(0.5 * Math.sqrt(2 / 512), 3)
    expect((await spread({ activation: 'tanh' })).rms).toBeCloseTo(Math.sqrt(2 / 1024), 3)
    expect((await spread({})).values).toEqual(plain.values)
    expect((await spread({ seed: 2 })).values).not.toEqual(plain.values)
  })

  test('DCGAN with batch norm starts from N(0, 0.02²)', async () => {
    const { generator } = await createGame(image({ width: 16 }), [28, 28, 1]).weights()
    const kernel = generator[0]?.data ?? new Float32Array()
    expect(Math.sqrt(kernel.reduce((sum, v) => sum + v * v, 0) / kernel.length)).toBeCloseTo(0.02, 3)
  })
})

describe('batch norm', () => {
  const layers = [
    batchNormLayer({ network: 'n', name: 'norm', shape: [3], activation: 'linear', scaleDeviation: 0 }),
  ]
  const batch = () => sampleTensor([40, 3], 5).mul(3).add(1)
  const variance = (x: Tensor) => x.sub(x.mean(0)).square().sum(0).div(39)

  test('in training it whitens the batch and the running statistics follow by a tenth', () => {
    const network = createNetwork('n', layers, streamFor(1, 'init-generator'))
    const x = batch()
    expectClose(run(layers, x, network, TRAIN).mean(0).dataSync(), [0, 0, 0], 1e-5)
    expectClose(network.statistics.get('n/norm/mean')?.dataSync() ?? [], x.mean(0).mul(0.1).dataSync(), 1e-5)
    expectClose(
      network.statistics.get('n/norm/variance')?.dataSync() ?? [],
      variance(x)
        .mul(0.1)
        .add(ones([3]).mul(0.9))
        .dataSync(),
      1e-4,
    )
  })

  test('a probe leaves no trace, calibration takes the batch’s, evaluation uses them', () => {
    const network = createNetwork('n', layers, streamFor(1, 'init-generator'))
    const x = batch()
    run(layers, x, network, PROBE)
    expectClose(network.statistics.get('n/norm/mean')?.dataSync() ?? [], [0, 0, 0], 0)
    run(layers, x, network, CALIBRATE)
    expectClose(network.statistics.get('n/norm/mean')?.dataSync() ?? [], x.mean(0).dataSync(), 1e-5)
    const other = sampleTensor([2, 3], 9)
    expectClose(
      run(layers, other, network, EVALUATE).dataSync(),
      other.sub(x.mean(0)).div(variance(x).add(1e-5).sqrt()).dataSync(),
      1e-4,
    )
  })
})
