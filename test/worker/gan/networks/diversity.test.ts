/**
 * Aids against collapse: formulas against loops, gradients of both orders, and what a discriminator with them
 * promises.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { memory, tensor, tile, type Tensor, type Tensor2D } from '@tensorflow/tfjs'
import { DIVERSITIES } from '../../../../src/common/catalog/diversity.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { createGame } from '../../../../src/worker/gan/game.ts'
import type { ItemShape } from '../../../../src/common/items/item-shape.ts'
import { PROBE, TRAIN } from '../../../../src/worker/gan/networks/layer.ts'
import { packLayer } from '../../../../src/worker/gan/networks/layers/pack.ts'
import { createNetwork, run } from '../../../../src/worker/gan/networks/network.ts'
import { groupDeviation, groupOf, nearness } from '../../../../src/worker/gan/ops/minibatch-diversity.ts'
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

const rows = (x: Tensor) => x.arraySync() as number[][]

describe('minibatch deviation', () => {
  test('is the mean over features of the deviation within groups of four', () => {
    const x = sampleTensor([8, 3], 1)
    const values = rows(x)
    const expected = [0, 1].map((group) => {
      const members = [0, 1, 2, 3].map((i) => values[2 * i + group] ?? [])
      const deviations = [0, 1, 2].map((f) => {
        const column = members.map((row) => row[f] ?? NaN)
        const mean = column.reduce((sum, v) => sum + v, 0) / 4
        return Math.sqrt(column.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 4)
      })
      return deviations.reduce((sum, v) => sum + v, 0) / 3
    })
    expectClose(
      groupDeviation(x).dataSync(),
      [0, 1, 2, 3, 4, 5, 6, 7].map((i) => expected[i % 2] ?? NaN),
      1e-5,
    )
  })

  test('has right gradients of both orders', () => {
    const f = (x: Tensor) =>
      tanh(groupDeviation(x))
        .mul(tensor([1, -2, 3, 0.5, 1, 2]))
        .sum()
    expectGradients(f, [sampleTensor([6, 2, 2], 2)])
    expectSecondGradients(f, [sampleTensor([6, 2, 2], 2)])
  })

  test.each([
    [64, 4],
    [6, 3],
    [10, 2],
    [7, 7],
  ])('a batch of %i has groups of %i', (batch, size) => expect(groupOf(batch)).toBe(size))
})

describe('minibatch discrimination', () => {
  test('is the paper’s sum over the others', () => {
    const x = sampleTensor([5, 6], 3)
    const values = rows(x)
    const expected = values.flatMap((mine, i) =>
      [0, 1].map((kernel) =>
        values.reduce((sum, other, j) => {
          if (i === j) return sum
          const apart = [0, 1, 2].reduce(
            (d, c) => d + Math.abs((mine[3 * kernel + c] ?? NaN) - (other[3 * kernel + c] ?? NaN)),
            0,
          )
          return sum + Math.exp(-apart)
        }, 0),
      ),
    )
    expectClose(nearness(x as Tensor2D, 2).dataSync(), expected, 1e-5)
  })

  test('has right gradients of both orders', () => {
    const f = (x: Tensor) =>
      tanh(nearness(x as Tensor2D, 2))
        .mul(sampleTensor([4, 2], 9))
        .sum()
    // Steps must not cross |x|’s kinks: no two of these values lie within 0.01 of each other.
    expectGradients(f, [sampleTensor([4, 4], 6)], 2e-2, 3e-3)
    expectSecondGradients(f, [sampleTensor([4, 4], 6)], 3e-2, 3e-3)
  })

  test('copies are as near as can be', () => {
    expectClose(
      nearness(tile(sampleTensor([1, 4], 1), [6, 1]) as Tensor2D, 2).dataSync(),
      new Array(12).fill(5) as number[],
      1e-5,
    )
  })
})

describe('packing', () => {
  const layer = packLayer('d', [2, 2, 3], 2)
  const network = () => createNetwork('d', [layer], streamFor(1, 'init-discriminator'))

  test('lays item i beside item i + n/m on the channels; a left-over item is not shown', () => {
    const x = sampleTensor([5, 2, 2, 3], 1)
    const packed = run([layer], x, network(), PROBE)
    expect(packed.shape).toEqual([2, 2, 2, 6])
    expectClose(packed.slice([1, 0, 0, 0], [1, 2, 2, 3]).dataSync(), x.slice(1, 1).dataSync(), 0)
    expectClose(packed.slice([1, 0, 0, 3], [1, 2, 2, 3]).dataSync(), x.slice(3, 1).dataSync(), 0)
  })

  test('remembers reals only', () => {
    const d = network()
    const company = () => d.statistics.get('d/pack/company')?.dataSync() ?? []
    run([layer], sampleTensor([4, 2, 2, 3], 1), d, TRAIN)
    expectClose(company(), new Float32Array(12), 0)
    run([layer], sampleTensor([4, 2, 2, 3], 2), d, { ...TRAIN, real: true })
    expectClose(company(), sampleTensor([4, 2, 2, 3], 2).slice(0, 1).dataSync(), 1e-6)
  })

  test('a batch smaller than a pack is refused with a next step', () => {
    expect(() => run([layer], sampleTensor([1, 2, 2, 3], 1), network(), PROBE)).toThrow(/no pack/)
  })
})

const MLP: RunConfig = { ...defaultsFor('ring'), gLayers: [6], dLayers: [5], batch: 8, pack: 3 }
const DCGAN: RunConfig = { ...defaultsFor('mnist'), size: 16, width: 2, latent: 4, batch: 4, pack: 2 }

describe.each(DIVERSITIES.map(({ id }) => id))('%s', (diversity) => {
  test.each<[string, RunConfig, ItemShape]>([
    ['points', { ...MLP, diversity }, [2]],
    ['images, MLP', { ...MLP, diversity, size: 16 }, [16, 16, 3]],
    ['images, DCGAN', { ...DCGAN, diversity, penalty: 'r1', gamma: 1 }, [16, 16, 1]],
  ])('%s: trains, stays flat, and judges an item the same in any company', async (_, config, shape) => {
    const game = createGame(config, shape)
    const feed = shape.length === 3 ? noiseFeed(config, shape) : ringFeed(config)
    const step = (i: number) => {
      const row = game.step(config, feed, i)
      const values = [...row.dataSync()]
      row.dispose()
      return values
    }
    step(0)
    const flat = memory().numTensors
    expect(step(1).every(Number.isFinite)).toBe(true)
    expect(memory().numTensors).toBe(flat)
    const { row, trace } = await game.trace(config, feed, 2)
    row.dispose()
    expect(trace.generator.fakeLogits).toHaveLength(
      diversity === 'packing' ? Math.floor(config.batch / config.pack) : config.batch,
    )
    const items = sampleTensor([5, ...shape], 1)
    const together = game.score(items)
    expect(together.shape).toEqual([5])
    expectClose(game.score(items.slice(3, 1)).dataSync(), together.slice(3, 1).dataSync(), 1e-5)
    const parameters = (await game.weights()).discriminator.reduce((sum, { data }) => sum + data.length, 0)
    expect(game.discriminator.parameters).toBe(parameters)
    game.dispose()
  })
})

test('a collapsed batch looks collapsed: copies have no deviation', () => {
  expectClose(
    groupDeviation(tile(sampleTensor([1, 3], 1), [4, 1])).dataSync(),
    [1e-4, 1e-4, 1e-4, 1e-4],
    1e-5,
  )
})
