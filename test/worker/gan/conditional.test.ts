/** Class-conditional games: labels reach both networks, and a picked class changes what is made. */
import { memory, tensor, tensor2d, tidy, type Tensor2D } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { createGame } from '../../../src/worker/gan/game.ts'
import type { Conditions } from '../../../src/worker/gan/networks/conditions.ts'
import type { Game } from '../../../src/worker/gan/game-types.ts'
import type { ItemShape } from '../../../src/common/items/item-shape.ts'
import { oneHotRows } from '../../../src/worker/gan/batches/labels.ts'
import { openWasmEngine } from '../../helpers/engine/wasm-engine.ts'
import { expectClose, sampleTensor } from '../../helpers/truth/differences.ts'
import { BRIGHTNESS, twoClassFeed } from '../../helpers/engine/two-classes.ts'

beforeAll(async () => {
  await openWasmEngine()
})

const SHAPES = { mlp: [4, 4, 1], maxout: [4, 4, 1], dcgan: [16, 16, 1], residual: [16, 16, 3] } as const
const SMALL: RunConfig = {
  ...defaultsFor('mnist'),
  conditional: 'projection',
  size: 16,
  width: 4,
  gLayers: [16],
  dLayers: [16],
  latent: 4,
  batch: 16,
  ema: 0.9,
}

const told = (labels: readonly number[]): Conditions => ({
  labels: tensor2d(oneHotRows(Uint16Array.from(labels), 2), [labels.length, 2]),
})

function train(game: Game, config: RunConfig, steps: number): void {
  const feed = twoClassFeed(config, game.itemShape)
  for (let step = 0; step < steps; step++) game.step(config, feed, step).dispose()
}

/** Mean brightness of 64 fakes of a class. */
function brightness(game: Game, config: RunConfig, label: number): number {
  return tidy(() => {
    const latents = sampleTensor([64, config.latent], 5) as Tensor2D
    return (
      game
        .sample(config, latents, told(new Array<number>(64).fill(label)))
        .mean()
        .dataSync()[0] ?? NaN
    )
  })
}

describe.each<[RunConfig['model'], number, Partial<RunConfig>]>([
  ['mlp', 400, { gNorm: 'none', gLr: 2e-3, dLr: 2e-3 }],
  ['maxout', 400, { gNorm: 'none', gLr: 2e-3, dLr: 2e-3 }],
  ['dcgan', 150, { gLr: 2e-3, dLr: 2e-3 }],
])('%s', (model, steps, change) => {
  test('the picked class decides what is made', () => {
    const config: RunConfig = { ...SMALL, model, ...change }
    const game = createGame(config, SHAPES[model as keyof typeof SHAPES], 2)
    const before = Math.abs(brightness(game, config, 1) - brightness(game, config, 0))
    expect(before).toBeLessThan(0.5)
    train(game, config, steps)
    expect(brightness(game, config, 0)).toBeLessThan(BRIGHTNESS[0] / 2)
    expect(brightness(game, config, 1)).toBeGreaterThan(BRIGHTNESS[1] / 2)
    game.dispose()
  })
})

const KINDS: Partial<RunConfig>[] = [
  { model: 'mlp', unroll: 2, gNorm: 'none' },
  { model: 'mlp', diversity: 'minibatch-discrimination', dNorm: 'layer', loss: 'hinge' },
  { model: 'maxout', loss: 'relativistic-paired', penalty: 'r1r2', gamma: 0.1 },
  { model: 'dcgan', dNorm: 'spectral', loss: 'hinge', penalty: 'dragan', gamma: 1 },
  { model: 'dcgan', dNorm: 'batch', diversity: 'minibatch-stddev', featureMatching: 1 },
  { model: 'dcgan', loss: 'wasserstein', penalty: 'gradient', gamma: 10, augment: 'diffaugment' },
  { model: 'residual', loss: 'relativistic-average', penalty: 'r2', gamma: 1, lookahead: 2, history: 0.1 },
]

test.each(KINDS)(
  '%o: figures are finite, nothing is left behind, every class weight is trained',
  async (change) => {
    const config: RunConfig = { ...SMALL, ...change }
    const game = createGame(config, SHAPES[config.model as keyof typeof SHAPES], 2)
    const before = await game.weights()
    const feed = twoClassFeed(config, game.itemShape)
    const tensors = memory().numTensors
    for (let step = 0; step < 2; step++) {
      const row = game.step(config, feed, step)
      expect([...row.dataSync()].every(Number.isFinite)).toBe(true)
      row.dispose()
    }
    expect(memory().numTensors).toBe(tensors)
    const after = await game.weights()
    for (const side of ['generator', 'discriminator'] as const) {
      const at = before[side].findIndex(({ name }) => name.startsWith(`${side}/classes/`))
      expect(before[side][at]?.shape[0]).toBe(2)
      const moved = before[side][at]?.data.map((value, i) =>
        Math.abs(value - (after[side][at]?.data[i] ?? NaN)),
      )
      expect(Math.min(...(moved ?? [0]))).toBeGreaterThan(0)
    }
    game.dispose()
  },
)

describe('what a class means', () => {
  const config: RunConfig = { ...SMALL, model: 'mlp', gNorm: 'none' }
  const shape: ItemShape = SHAPES.mlp

  test('without labels the classes are made in turn, and scored by the mean over all', () => {
    const game = createGame(config, shape, 2)
    const latents = sampleTensor([3, config.latent], 1) as Tensor2D
    const inTurn = game.sample(config, latents)
    expectClose(inTurn.dataSync(), game.sample(config, latents, told([0, 1, 0])).dataSync(), 1e-6)
    const other = game.sample(config, latents, told([1, 1, 0])).dataSync()
    expect([...other.slice(0, 16)]).not.toEqual([...inTurn.dataSync().slice(0, 16)])
    const each = [0, 1].map((label) => game.score(inTurn, told([label, label, label])).dataSync())
    const mean = [0, 1, 2].map((i) => ((each[0]?.[i] ?? NaN) + (each[1]?.[i] ?? NaN)) / 2)
    expectClose(game.score(inTurn).dataSync(), mean, 1e-5)
    expect(each[0]?.[0]).not.toBeCloseTo(each[1]?.[0] ?? NaN, 3)
    game.dispose()
  })

  test('a logit is output(features) + ⟨the class’s row, features⟩, by hand', async () => {
    const game = createGame(config, shape, 2)
    const { discriminator } = await game.weights()
    const held = (name: string) => {
      const found = discriminator.find((weight) => weight.name === `discriminator/${name}`)
      if (found === undefined) throw new Error(`no ${name}`)
      return found.data
    }
    const item = Float32Array.from(sampleTensor([16], 3).dataSync())
    const features = Array.from({ length: 16 }, (_, unit) => {
      const sum = item.reduce((total, x, i) => total + x * (held('dense1/kernel')[i * 16 + unit] ?? NaN), 0)
      const before = sum + (held('dense1/bias')[unit] ?? NaN)
      return before > 0 ? before : 0.2 * before
    })
    const dot = (weights: ArrayLike<number>, at: number) =>
      features.reduce((total, x, i) => total + x * (weights[at + i] ?? NaN), 0)
    for (const label of [0, 1]) {
      const logit =
        dot(held('output/kernel'), 0) +
        (held('output/bias')[0] ?? NaN) +
        dot(held('classes/kernel'), 16 * label)
      expect(game.score(tensor(item, [1, 4, 4, 1]), told([label])).dataSync()[0]).toBeCloseTo(logit, 5)
    }
    game.dispose()
  })

  test('the fakes of an update are of its reals’ classes, and a trace tells them', async () => {
    const game = createGame(config, shape, 2)
    const feed = twoClassFeed(config, shape)
    const { row, trace } = await game.trace({ ...config, dSteps: 2 }, feed, 0)
    row.dispose()
    for (const [update, one] of trace.discriminator.entries()) {
      const labels = [...(one.labels?.data ?? [])]
      expect(labels).toEqual([...(feed.batch(0, update).conditions.labels?.dataSync() ?? [])])
      const bright = Array.from({ length: 16 }, (_, i) => (one.real.data[16 * i] ?? NaN) > 0)
      expect(bright.map((is) => (is ? 1 : 0))).toEqual(labels.filter((_, i) => i % 2 === 1))
    }
    expect([...(trace.generator.labels?.data ?? [])]).toEqual([
      ...(feed.batch(0, 2).conditions.labels?.dataSync() ?? []),
    ])
    game.dispose()
  })

  test('a saved game goes on as if it had never stopped', async () => {
    const [one, other] = [createGame(config, shape, 2), createGame({ ...config, seed: 9 }, shape, 2)]
    train(one, config, 3)
    other.restore(await one.save())
    const figures = (game: Game) => {
      const row = game.step(config, twoClassFeed(config, shape), 3)
      const values = [...row.dataSync()]
      row.dispose()
      return values
    }
    expect(figures(other)).toEqual(figures(one))
    const plain = createGame({ ...config, conditional: 'none' }, shape)
    expect(() => plain.restore([])).toThrow()
    const saved = await one.save()
    expect(() => plain.restore(saved)).toThrow(/another network/)
    for (const game of [one, other, plain]) game.dispose()
  })

  test('a game without classes is what it was', async () => {
    const game = createGame({ ...config, conditional: 'none' }, shape)
    const { generator, discriminator } = await game.weights()
    expect([...generator, ...discriminator].some(({ name }) => name.includes('classes'))).toBe(false)
    expect(game.classes).toBe(0)
    game.dispose()
  })
})
