/** What may be added to a loss, and what happens beside it: by formula, and as part of a whole game. */
import { beforeAll, describe, expect, test } from 'vitest'
import {
  memory,
  tensor,
  tensor1d,
  tensor2d,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { createGame } from '../../../../src/worker/gan/game.ts'
import type { Game } from '../../../../src/worker/gan/game-types.ts'
import { PROBE } from '../../../../src/worker/gan/networks/layer.ts'
import { createNetwork, run } from '../../../../src/worker/gan/networks/network.ts'
import { PAIRS } from '../../../../src/worker/gan/networks/pairs.ts'
import { createOptimiser } from '../../../../src/worker/gan/optimizers/optimiser.ts'
import { copies } from '../../../../src/worker/gan/optimizers/average.ts'
import { featureMatchingTerm } from '../../../../src/worker/gan/step/terms/feature-matching.ts'
import { historyTerm, rememberWeights } from '../../../../src/worker/gan/step/terms/history.ts'
import { lecamTerm, rememberLogits } from '../../../../src/worker/gan/step/terms/lecam.ts'
import { largest } from '../../../../src/worker/gan/step/terms/top-k.ts'
import { variableOfValues } from '../../../../src/worker/gan/tensors/variables.ts'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { expectClose, expectGradients, sampleTensor } from '../../../helpers/truth/differences.ts'
import { ringFeed } from '../../../helpers/engine/ring-feed.ts'

beforeAll(useCpu)

const SMALL: RunConfig = { ...defaultsFor('ring'), gLayers: [5], dLayers: [6], batch: 8 }
const discriminator = () =>
  createNetwork('discriminator', PAIRS.mlp(SMALL, [2]).discriminator, streamFor(4, 'init-discriminator'))

function figures(game: Game, config: RunConfig, step: number): number[] {
  const row = game.step(config, ringFeed(config), step)
  const values = [...row.dataSync()]
  row.dispose()
  return values
}

async function allWeights(game: Game): Promise<number[]> {
  const { generator, discriminator } = await game.weights()
  return [...generator, ...discriminator].flatMap(({ data }) => [...data])
}

describe('top-k', () => {
  const logits = () => tensor2d([0.3, -1, 2, 0.9, -0.2], [5, 1])

  test('keeps the largest share, rounded up', () => {
    expect([...largest(logits(), 0.5).dataSync()].sort()).toEqual([0.3, 0.9, 2].map(Math.fround).sort())
    const all = logits()
    expect(largest(all, 1)).toBe(all)
  })

  test('sends gradients to those alone', () => {
    expectGradients(
      (x) =>
        largest(x as Tensor2D, 0.4)
          .square()
          .sum(),
      [logits()],
    )
  })
})

describe('feature matching', () => {
  test('is the mean absolute difference of the mean last features', () => {
    const network = discriminator()
    const [real, fake] = [sampleTensor([7, 2], 1), sampleTensor([7, 2], 2)]
    const mean = (x: Tensor) => run(network.layers, x, network, PROBE, network.layers.length - 1).mean(0)
    const expected = mean(real).sub(mean(fake)).abs().mean().mul(3)
    const term = featureMatchingTerm(network, real, fake, 3)
    expectClose(term?.dataSync() ?? [], expected.dataSync(), 1e-5)
    expect(featureMatchingTerm(network, real, real, 3)?.dataSync()[0]).toBeCloseTo(0, 6)
    expect(featureMatchingTerm(network, real, fake, 0)).toBeNull()
  })
})

describe('historical averaging', () => {
  test('is the squared distance to the mean of the past', () => {
    const network = discriminator()
    const optimiser = createOptimiser('sgd', 'discriminator', network.weights)
    const player = { network, optimiser, history: copies(network.weights), slow: null }
    expect(historyTerm(player, 2)?.dataSync()[0]).toBe(0)
    const [kernel] = network.weights.values()
    if (kernel === undefined) throw new Error('no weights')
    const [first = NaN, ...rest] = kernel.dataSync()
    const move = (by: number) => {
      kernel.assign(tensor([first + by, ...rest], kernel.shape))
      optimiser.clock.assign(optimiser.clock.add(1))
      rememberWeights(player)
    }
    move(3)
    // The mean of first and first + 3.
    expect(historyTerm(player, 2)?.dataSync()[0]).toBeCloseTo(2 * 1.5 ** 2, 4)
    move(7)
    expect(historyTerm(player, 2)?.dataSync()[0]).toBeCloseTo(2 * (7 - 10 / 3) ** 2, 3)
  })

  test('holds the weights back in a game, and is told as a penalty', () => {
    const config = { ...SMALL, history: 5 }
    const game = createGame(config, [2])
    expect(figures(game, config, 0)[6]).toBe(0)
    expect(figures(game, config, 1)[6]).toBeGreaterThan(0)
    game.dispose()
  })
})

describe('LeCam', () => {
  const [real, fake] = [tensor1d([1, 3]), tensor1d([-2, 0.5])]

  test('counts for nothing until its means rest on a thousand updates', () => {
    const anchors = variableOfValues(Float32Array.from([0, 0, 0]), [3])
    for (let i = 0; i < 950; i++) rememberLogits(anchors, real, fake)
    expect(lecamTerm(real, fake, anchors, 0.3)?.dataSync()[0]).toBe(0)
    for (let i = 0; i < 100; i++) rememberLogits(anchors, real, fake)
    expect(lecamTerm(real, fake, anchors, 0.3)?.dataSync()[0]).toBeGreaterThan(0)
    expectClose(anchors.dataSync(), [2, -0.75, 1], 1e-3)
    expect(lecamTerm(real, fake, anchors, 0)).toBeNull()
  })

  test('is the paper’s sum of squares about the other side’s mean', () => {
    const anchors = variableOfValues(Float32Array.from([1.5, -0.5, 1]), [3])
    const expected = 0.3 * ((1.5 ** 2 + 3.5 ** 2) / 2 + (3.5 ** 2 + 1 ** 2) / 2)
    expect(lecamTerm(real, fake, anchors, 0.3)?.dataSync()[0]).toBeCloseTo(expected, 4)
    expectGradients((x, y) => lecamTerm(x as Tensor1D, y as Tensor1D, anchors, 0.3) as Tensor, [real, fake])
  })
})

test('instance noise fades in a straight line and is gone in the end', async () => {
  const config: RunConfig = { ...SMALL, instanceNoise: 0.5, noiseSteps: 4 }
  const game = createGame(config, [2])
  const distance = async (step: number) => {
    const state = await game.save()
    const logits = async (change: Partial<RunConfig>) => {
      game.restore(state)
      const { row, trace } = await game.trace({ ...config, ...change }, ringFeed(config), step)
      row.dispose()
      return trace.discriminator[0]?.realLogits ?? []
    }
    const [noisy, plain, full] = [
      await logits({}),
      await logits({ instanceNoise: 0 }),
      await logits({ noiseSteps: 0 }),
    ]
    const apart = (a: number[]) => Math.hypot(...a.map((v, i) => v - (plain[i] ?? NaN)))
    game.restore(state)
    return apart(noisy) / apart(full)
  }
  const shares: number[] = []
  for (let step = 0; step < 6; step++) {
    shares.push(await distance(step))
    figures(game, config, step)
  }
  expect(shares[0]).toBeCloseTo(1, 5)
  expect(shares[2]).toBeGreaterThan(0.2)
  expect(shares[2]).toBeLessThan(0.8)
  expect(shares.slice(4)).toEqual([0, 0])
})

test('lookahead goes back half way after every second step', async () => {
  const config: RunConfig = { ...SMALL, lookahead: 2 }
  const [ahead, plain] = [createGame(config, [2]), createGame({ ...config, lookahead: 0 }, [2])]
  const first = await allWeights(plain)
  for (const step of [0, 1]) {
    figures(ahead, config, step)
    figures(plain, { ...config, lookahead: 0 }, step)
    if (step === 0) expect(await allWeights(ahead)).toEqual(await allWeights(plain))
  }
  const last = await allWeights(plain)
  expectClose(
    await allWeights(ahead),
    first.map((w, i) => (w + (last[i] ?? NaN)) / 2),
    1e-6,
  )
})

test.each<Partial<RunConfig>>([
  { featureMatching: 1 },
  { featureMatching: 1, dNorm: 'batch', loss: 'relativistic-average' },
  { topK: 0.5 },
  { lecam: 0.3 },
  { history: 0.1 },
  { lookahead: 2 },
  { instanceNoise: 0.1, noiseSteps: 10 },
])('with %o a game trains, stays flat, and goes on from a saved state', async (change) => {
  const config: RunConfig = { ...SMALL, ...change }
  const game = createGame(config, [2])
  figures(game, config, 0)
  const flat = memory().numTensors
  const saved = await game.save()
  const onward = [1, 2].map((step) => figures(game, config, step))
  expect(onward.flat().every(Number.isFinite)).toBe(true)
  expect(memory().numTensors).toBe(flat)
  game.restore(saved)
  expect([1, 2].map((step) => figures(game, config, step))).toEqual(onward)
  game.dispose()
})
