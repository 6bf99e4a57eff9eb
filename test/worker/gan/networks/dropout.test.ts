/** Dropout: masks from the step's own streams, others in every pass, none when judging, and the same again when a step is repeated. */
import { ones, tensor, tensor2d, type Tensor } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { streamFor, uniforms } from '../../../../src/common/numbers/random.ts'
import { createFeed } from '../../../../src/worker/gan/batches/feed.ts'
import type { Feed } from '../../../../src/worker/gan/game-types.ts'
import { gameOf } from '../../../../src/worker/gan/game.ts'
import { variancePreserving } from '../../../../src/worker/gan/networks/initialisers.ts'
import { EVALUATE, TRAIN, type Chance, type NetworkState } from '../../../../src/worker/gan/networks/layer.ts'
import { denseLayer } from '../../../../src/worker/gan/networks/layers/dense.ts'
import { dropoutLayer } from '../../../../src/worker/gan/networks/layers/dropout.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'

beforeAll(useCpu)

const nothing: NetworkState = { weights: new Map(), statistics: new Map() }
const chance: Chance = (shape) => {
  const size = shape.reduce((product, side) => product * side, 1)
  return tensor(uniforms(streamFor(4, 'layers'), size, -1, 1), [...shape])
}

describe('the layer', () => {
  test.each([0.25, 0.5, 0.8])(
    'drops a share of %d and scales what is left, so that the mean stays',
    (rate) => {
      const layer = dropoutLayer('drop', [100], rate)
      const y = layer.apply(ones([200, 100]), nothing, { ...TRAIN, chance }).dataSync()
      const kept = y.filter((value) => value !== 0)
      expect(new Set(kept)).toEqual(new Set([Math.fround(1 / (1 - rate))]))
      // Of 20,000: within four deviations.
      expect(Math.abs(kept.length / y.length - (1 - rate))).toBeLessThan(
        4 * Math.sqrt((rate * (1 - rate)) / 2e4),
      )
    },
  )

  test('is nothing when judging, and where nothing is left to chance', () => {
    const layer = dropoutLayer('drop', [3], 0.5)
    const x = tensor2d([[1, -2, 3]])
    for (const pass of [{ ...EVALUATE, chance }, TRAIN])
      expect([...layer.apply(x, nothing, pass).dataSync()]).toEqual([1, -2, 3])
  })
})

describe('in a step', () => {
  const config: RunConfig = {
    ...defaultsFor('ring'),
    ...{ batch: 8, latent: 2, dSteps: 2, penalty: 'gradient', gamma: 1, loss: 'wasserstein', ema: 0 },
  }
  const UNITS = 5
  const shared = { biased: true, rule: variancePreserving(1) } as const
  const newGame = () =>
    gameOf(
      {
        generator: [
          denseLayer({
            ...{ ...shared, network: 'generator', name: 'output', inputs: 2, units: 2 },
            activation: 'linear',
          }),
        ],
        discriminator: [
          denseLayer({
            ...{ ...shared, network: 'discriminator', name: 'a', inputs: 2, units: UNITS },
            activation: 'leaky-relu',
          }),
          dropoutLayer('drop', [UNITS], 0.5),
          denseLayer({
            ...{ ...shared, network: 'discriminator', name: 'output', inputs: UNITS, units: 1 },
            activation: 'linear',
          }),
        ],
      },
      config,
      { itemShape: [2], told: {}, terms: [] },
    )
  const newFeed = (): Feed =>
    createFeed(
      () => config,
      [2],
      (stream, count) => uniforms(stream, 2 * count, -1, 1),
    )

  /** A feed that notes what layers draw, in order. */
  function noted(feed: Feed) {
    const masks: string[] = []
    const slots = new Set<number>()
    const uniform = (step: number, slot: number, shape: readonly number[]): Tensor => {
      const numbers = feed.uniform(step, slot, shape)
      slots.add(slot)
      masks.push([...numbers.dataSync()].map((u) => (u > 0 ? '#' : '.')).join(''))
      return numbers
    }
    const watched: Feed = {
      batch: (step, update) => feed.batch(step, update),
      normal: (step, slot, shape) => feed.normal(step, slot, shape),
      uniform,
    }
    return { masks, slots, feed: watched }
  }

  test('every pass has its own masks, and a repeated step the same again', async () => {
    const game = newGame()
    const before = await game.save()
    const first = noted(newFeed())
    game.step(config, first.feed, 3).dispose()
    // D's two updates: reals and fakes together, then the penalty; G's: fakes.
    expect(first.masks).toHaveLength(5)
    expect(new Set(first.masks).size).toBe(5)
    expect(first.slots.size).toBe(5)
    const after = await game.save()
    game.restore(before)
    const again = noted(newFeed())
    game.step(config, again.feed, 3).dispose()
    expect(again.masks).toEqual(first.masks)
    expect(await game.save()).toEqual(after)
    const next = noted(newFeed())
    game.step(config, next.feed, 4).dispose()
    expect(next.masks.some((mask) => first.masks.includes(mask))).toBe(false)
    game.dispose()
  })

  test('reals and fakes of one update are told apart, and scores draw nothing', () => {
    const game = newGame()
    const { feed, masks } = noted(newFeed())
    game.step(config, feed, 0).dispose()
    const [both = ''] = masks
    expect(both).toHaveLength(2 * 8 * UNITS)
    expect(both.slice(0, 8 * UNITS)).not.toBe(both.slice(8 * UNITS))
    const items = ones([4, 2])
    expect([...game.score(items).dataSync()]).toEqual([...game.score(items).dataSync()])
    game.dispose()
  })
})
