/**
 * Looking ahead: it must land where real updates land, and the generator's gradient must be that of the whole
 * composition.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { add, memory, mul, tensor, tidy, type Tensor, type Tensor2D } from '@tensorflow/tfjs'
import type { OptimizerId } from '../../../../src/common/catalog/optimizers.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { createGame } from '../../../../src/worker/gan/game.ts'
import { nonSaturating } from '../../../../src/worker/gan/losses/non-saturating.ts'
import { EVALUATE, PROBE } from '../../../../src/worker/gan/networks/layer.ts'
import { createNetwork } from '../../../../src/worker/gan/networks/network.ts'
import { PAIRS } from '../../../../src/worker/gan/networks/pairs.ts'
import { gradientsOf } from '../../../../src/worker/gan/ops/autodiff.ts'
import { createOptimiser } from '../../../../src/worker/gan/optimizers/optimiser.ts'
import { flat } from '../../../../src/worker/gan/step/logits.ts'
import { logitsOfBoth } from '../../../../src/worker/gan/step/logits-of-both.ts'
import { generate, logitsOf, type Players } from '../../../../src/worker/gan/step/players.ts'
import { NO_OBSERVER } from '../../../../src/worker/gan/step/step-observer.ts'
import type { StepInput } from '../../../../src/worker/gan/step/step-input.ts'
import { discriminatorAhead } from '../../../../src/worker/gan/step/unroll.ts'
import { variableOfValues } from '../../../../src/worker/gan/tensors/variables.ts'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { expectClose, sampleTensor } from '../../../helpers/truth/differences.ts'
import { ringFeed } from '../../../helpers/engine/ring-feed.ts'

beforeAll(useCpu)

/** tanh: smooth, so that differences mean something. */
const SMALL: RunConfig = {
  ...defaultsFor('ring'),
  gLayers: [4],
  dLayers: [5],
  activation: 'tanh',
  batch: 6,
  unroll: 3,
  dLr: 0.02,
}

function setUp(change: Partial<RunConfig> = {}): StepInput {
  const config = { ...SMALL, ...change }
  const pair = PAIRS.mlp(config, [2])
  const player = (name: 'generator' | 'discriminator') => {
    const network = createNetwork(name, pair[name], streamFor(2, `init-${name}`))
    return {
      network,
      optimiser: createOptimiser(config.optimizer, name, network.weights),
      history: null,
      slow: null,
    }
  }
  const average = { weights: new Map(), statistics: new Map() }
  const players: Players = {
    generator: { ...player('generator'), average, warm: null },
    discriminator: {
      ...player('discriminator'),
      anchors: variableOfValues(new Float32Array(3), [3]),
      pool: null,
    },
  }
  return { players, config, feed: ringFeed(config), step: 0, observer: NO_OBSERVER, terms: [] }
}

const real = () => sampleTensor([6, 2], 1)
const fake = () => sampleTensor([6, 2], 2)

/** One real update of D on the two batches. */
function update({ players, config }: StepInput): void {
  const { network, optimiser } = players.discriminator
  tidy(() => {
    const { grads } = gradientsOf(() => {
      const [realLogits, fakeLogits] = logitsOfBoth(network, real(), fake(), PROBE)
      return nonSaturating.discriminator(flat(realLogits), flat(fakeLogits), 0)
    }, [...network.weights.values()])
    optimiser.update(grads, { rate: config.dLr, beta1: config.beta1, beta2: config.beta2, bound: 0 })
  })
}

describe.each<OptimizerId>(['adam', 'sgd', 'rmsprop'])('%s', (optimizer) => {
  test('three simulated updates land where three real ones do, and change nothing themselves', () => {
    const input = setUp({ optimizer })
    // Some history first, so that moments and the update count matter.
    update(input)
    update(input)
    const before = [...input.players.discriminator.network.weights.values()].map((w) => [...w.dataSync()])
    const ahead = [...discriminatorAhead(input, real(), fake()).weights.values()].map((w) => [
      ...w.dataSync(),
    ])
    expect([...input.players.discriminator.network.weights.values()].map((w) => [...w.dataSync()])).toEqual(
      before,
    )
    for (let i = 0; i < 3; i++) update(input)
    expectClose(
      ahead.flat(),
      [...input.players.discriminator.network.weights.values()].flatMap((w) => [...w.dataSync()]),
      1e-5,
    )
    expect(ahead).not.toEqual(before)
  })

  test('the forger’s gradient is that of its loss through the simulated updates', () => {
    const input = setUp({ optimizer, dLr: 0.05 })
    update(input)
    const { generator, discriminator } = input.players
    const noise = sampleTensor([6, 2], 3) as Tensor2D
    const loss = (): Tensor => {
      const made = generate(generator.network, noise, EVALUATE)
      const held = discriminatorAhead(input, real(), made)
      return nonSaturating.generator(flat(logitsOf(discriminator.network, made, PROBE, held)))
    }
    const weights = [...generator.network.weights.values()]
    const { grads } = tidy(() => gradientsOf(loss, weights))
    const direction = weights.map((weight, i) => sampleTensor(weight.shape, 60 + i))
    const along = grads.reduce(
      (sum, g, i) =>
        sum +
        (mul(g, direction[i] ?? g)
          .sum()
          .dataSync()[0] ?? NaN),
      0,
    )
    const first = weights.map((weight) => tensor(Float32Array.from(weight.dataSync()), weight.shape))
    const moved = (step: number) => {
      weights.forEach((weight, i) =>
        weight.assign(add(first[i] ?? weight, mul(direction[i] ?? weight, step))),
      )
      return tidy(loss).dataSync()[0] ?? NaN
    }
    const step = 1e-3
    expectClose([along], [(moved(step) - moved(-step)) / (2 * step)], 5e-3)
    // And it is not the gradient against the discriminator as it stands.
    moved(0)
    const still = tidy(() =>
      gradientsOf(() => {
        const made = generate(generator.network, noise, EVALUATE)
        const logits = flat(logitsOf(discriminator.network, made, PROBE))
        return nonSaturating.generator(logits)
      }, weights),
    ).grads.reduce(
      (sum, g, i) =>
        sum +
        (mul(g, direction[i] ?? g)
          .sum()
          .dataSync()[0] ?? NaN),
      0,
    )
    expect(Math.abs(still - along)).toBeGreaterThan(0.01)
  })
})

test('a game with five unrolled steps trains and stays flat', () => {
  const config: RunConfig = { ...SMALL, unroll: 5, activation: 'leaky-relu' }
  const game = createGame(config, [2])
  const feed = ringFeed(config)
  game.step(config, feed, 0).dispose()
  const flat = memory().numTensors
  const row = game.step(config, feed, 1)
  expect([...row.dataSync()].every(Number.isFinite)).toBe(true)
  row.dispose()
  expect(memory().numTensors).toBe(flat)
})
