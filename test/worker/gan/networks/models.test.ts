/** The models beyond MLP and DCGAN: their arithmetic, their sizes, and that each can be trained. */
import { beforeAll, describe, expect, test } from 'vitest'
import { memory, type Tensor, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs'
import { MODELS } from '../../../../src/common/catalog/models.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { createGame } from '../../../../src/worker/gan/game.ts'
import type { ItemShape } from '../../../../src/common/items/item-shape.ts'
import { maxout } from '../../../../src/worker/gan/ops/maxout.ts'
import { doubled, halved } from '../../../../src/worker/gan/ops/resample.ts'
import { tanh } from '../../../../src/worker/gan/ops/smooth.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import {
  expectClose,
  expectGradients,
  expectSecondGradients,
  sampleTensor,
} from '../../../helpers/truth/differences.ts'
import { noiseFeed, ringFeed } from '../../../helpers/engine/ring-feed.ts'

beforeAll(useCpu)

describe('maxout', () => {
  test('takes the largest of the pieces of each unit', () => {
    const x = sampleTensor([3, 6], 1)
    const expected = (x.arraySync() as number[][]).flatMap((row) => [
      Math.max(...row.slice(0, 3)),
      Math.max(...row.slice(3)),
    ])
    expectClose(maxout(x as Tensor2D, 3).dataSync(), expected, 0)
  })

  test('has right gradients of both orders', () => {
    const f = (x: Tensor) =>
      tanh(maxout(x as Tensor2D, 3))
        .mul(sampleTensor([3, 2], 4))
        .sum()
    expectGradients(f, [sampleTensor([3, 6], 2)])
    expectSecondGradients(f, [sampleTensor([3, 6], 2)])
  })
})

describe('resampling', () => {
  test('doubling makes four of each pixel, halving their mean', () => {
    const x = sampleTensor([2, 3, 3, 2], 1) as Tensor4D
    const values = x.arraySync()
    const big = doubled(x).arraySync()
    big.forEach((image, n) =>
      image.forEach((row, i) =>
        row.forEach((pixel, j) => expect(pixel).toEqual(values[n]?.[i >> 1]?.[j >> 1])),
      ),
    )
    expectClose(halved(doubled(x)).dataSync(), x.dataSync(), 1e-6)
    const y = sampleTensor([1, 4, 4, 1], 2) as Tensor4D
    const [, , row2 = [], row3 = []] = y.arraySync()[0] ?? []
    const pixel = (row: number[][], j: number) => row[j]?.[0] ?? NaN
    const mean = (pixel(row2, 0) + pixel(row2, 1) + pixel(row3, 0) + pixel(row3, 1)) / 4
    expect(halved(y).arraySync()[0]?.[1]?.[0]?.[0]).toBeCloseTo(mean, 6)
  })

  test('both have right gradients of both orders', () => {
    const f = (x: Tensor) =>
      tanh(halved(tanh(doubled(x as Tensor4D)).mul(sampleTensor([2, 4, 4, 2], 7))))
        .mul(sampleTensor([2, 2, 2, 2], 5))
        .sum()
    expectGradients(f, [sampleTensor([2, 2, 2, 2], 3)])
    expectSecondGradients(f, [sampleTensor([2, 2, 2, 2], 3)])
  })
})

const POINTS: RunConfig = { ...defaultsFor('ring'), gLayers: [6], dLayers: [5, 4], batch: 8 }
const IMAGES: RunConfig = { ...defaultsFor('mnist'), size: 16, width: 2, latent: 4, batch: 4, dLayers: [6] }

/** Networks of tables are built for a layout, see test/gpu/gan/tables.test.ts; those that restore for a source: restore/. */
/** Those that start from a picture have tests of their own. */
const FROM_PICTURES: readonly string[] = ['unet', 'translator']
const OTHERS = MODELS.filter(
  ({ id, fits }) => !FROM_PICTURES.includes(id) && !(fits as readonly string[]).includes('row'),
)

describe.each(OTHERS)('$id', ({ id: model, fits }) => {
  const kinds: [string, RunConfig, ItemShape][] = [
    ['points', { ...POINTS, model }, [2]],
    ['images', { ...IMAGES, model }, [16, 16, 3]],
  ]
  test.each(kinds.filter(([kind]) => (fits as readonly string[]).includes(kind)))(
    'makes and judges %s, trains with R1 + R2 and stays flat',
    async (_, base, shape) => {
      const config: RunConfig = { ...base, loss: 'relativistic-paired', penalty: 'r1r2', gamma: 0.1 }
      const game = createGame(config, shape)
      const feed = shape.length === 3 ? noiseFeed(config, shape) : ringFeed(config)
      game.step(config, feed, 0).dispose()
      const flat = memory().numTensors
      const row = game.step(config, feed, 1)
      expect([...row.dataSync()].every(Number.isFinite)).toBe(true)
      row.dispose()
      expect(memory().numTensors).toBe(flat)
      const fakes = game.sample(config, sampleTensor([3, config.latent], 1) as Tensor2D)
      expect(fakes.shape).toEqual([3, ...shape])
      expect(game.score(fakes).shape).toEqual([3])
      const { generator, discriminator } = await game.weights()
      const count = (tensors: typeof generator) => tensors.reduce((sum, { data }) => sum + data.length, 0)
      expect(game.generator.parameters).toBe(count(generator))
      expect(game.discriminator.parameters).toBe(count(discriminator))
      game.dispose()
    },
  )

  test.each(['packing', 'minibatch-stddev', 'minibatch-discrimination'] as const)(
    'goes with %s',
    (diversity) => {
      const [base, shape]: [RunConfig, ItemShape] = (fits as readonly string[]).includes('points')
        ? [POINTS, [2]]
        : [IMAGES, [16, 16, 3]]
      const config: RunConfig = { ...base, model, diversity }
      const game = createGame(config, shape)
      const feed = shape.length === 3 ? noiseFeed(config, shape) : ringFeed(config)
      const row = game.step(config, feed, 0)
      expect([...row.dataSync()].every(Number.isFinite)).toBe(true)
      row.dispose()
      game.dispose()
    },
  )
})

test('PacGAN’s detective: three maxout layers of 200 units and 5 pieces, its first layer grown by packing', () => {
  const config: RunConfig = {
    ...POINTS,
    model: 'maxout',
    dLayers: [200, 200, 200],
    diversity: 'packing',
    pack: 4,
  }
  const expected = 8 * 1000 + 1000 + 2 * (200 * 1000 + 1000) + 201
  expect(createGame(config, [2]).discriminator.parameters).toBe(expected)
})

test('the linear detective has one weight per coordinate', () => {
  expect(createGame({ ...POINTS, model: 'linear' }, [2]).discriminator.parameters).toBe(3)
})

test('a fresh residual block passes its picture through: the last convolution starts at zero', async () => {
  const { discriminator } = await createGame({ ...IMAGES, model: 'residual' }, [16, 16, 3]).weights()
  const outs = discriminator.filter(({ name }) => name.endsWith('out/kernel'))
  expect(outs).toHaveLength(3)
  expect(outs.every(({ data }) => data.every((v) => v === 0))).toBe(true)
})

test('a kernel detective trains only the weights of its line', async () => {
  const config: RunConfig = { ...POINTS, model: 'fourier', dLayers: [32] }
  const game = createGame(config, [2])
  const fixed = async () => (await game.save()).find(({ name }) => name.endsWith('frequencies'))?.data
  const before = await fixed()
  game.step(config, ringFeed(config), 0).dispose()
  expect(await fixed()).toEqual(before)
  expect(game.discriminator.parameters).toBe(33)
  game.dispose()
})
