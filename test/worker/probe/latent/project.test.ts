import { beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { createGame } from '../../../../src/worker/gan/game.ts'
import type { Game } from '../../../../src/worker/gan/game-types.ts'
import type { ItemShape } from '../../../../src/common/items/item-shape.ts'
import { DirectionFinder } from '../../../../src/worker/probe/latent/find-directions.ts'
import { Search } from '../../../../src/worker/probe/latent/project.ts'
import { generateItems } from '../../../../src/worker/probe/samples.ts'
import { normals, streamFor, uniforms } from '../../../../src/common/numbers/random.ts'
import { openWasmEngine } from '../../../helpers/engine/wasm-engine.ts'
import { ringFeed } from '../../../helpers/engine/ring-feed.ts'

beforeAll(async () => {
  await openWasmEngine()
})

async function found(game: Game, config: RunConfig, item: Float32Array) {
  const search = new Search(game, item, 5)
  const course: number[] = []
  while (!search.over) {
    await search.advance(config, 0)
    course.push(search.nearest?.difference ?? NaN)
  }
  return { latent: search.nearest?.latent ?? new Float32Array(), course }
}

const distance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.hypot(...Array.from(a, (x, i) => x - (b[i] ?? 0)))

describe('a search for the latent of an item', () => {
  test.each<[string, Partial<RunConfig>, ItemShape]>([
    ['dense pictures', { model: 'mlp', latent: 6, gLayers: [48], dLayers: [8] }, [16, 16, 1]],
    [
      'tanh, uniform prior',
      { model: 'mlp', latent: 4, gLayers: [32], prior: 'uniform', activation: 'tanh' },
      [16, 16, 1],
    ],
    ['convolutions with batch norm', { model: 'dcgan', latent: 5, width: 8, gNorm: 'batch' }, [16, 16, 3]],
    ['truncated looks', { model: 'mlp', latent: 4, gLayers: [32], truncation: 0.7 }, [16, 16, 1]],
  ])('finds a planted one: %s', async (_, change, shape) => {
    const config: RunConfig = { ...defaultsFor('mnist'), size: 16, ...change }
    const game = createGame(config, shape)
    const planted =
      config.prior === 'normal'
        ? normals(streamFor(9, 'data'), config.latent)
        : uniforms(streamFor(9, 'data'), config.latent, -1, 1)
    const shown = config.prior === 'normal' ? planted.map((x) => x * config.truncation) : planted
    const item = await generateItems(game, config, shown, 1)
    const { latent, course } = await found(game, config, item)
    const best = course[3] ?? NaN
    expect(course.at(-1)).toBeLessThan(best / 20)
    expect(distance(latent, planted)).toBeLessThan(0.15 * Math.hypot(...planted))
    game.dispose()
  })

  test('a point: the forger is brought to the place clicked', async () => {
    const config: RunConfig = { ...defaultsFor('ring'), gLayers: [32], dLayers: [8] }
    const game = createGame(config, [2])
    const [x = 0, y = 0] = await generateItems(game, config, Float32Array.of(0.4, -1.1), 1)
    const { latent } = await found(game, config, Float32Array.of(x, y))
    const [u = 0, v = 0] = await generateItems(game, config, latent, 1)
    expect(Math.hypot(u - x, v - y)).toBeLessThan(0.02)
    game.dispose()
  })

  test('and a look for directions leave no trace in training', async () => {
    const config: RunConfig = {
      ...defaultsFor('ring'),
      gLayers: [16],
      dLayers: [16],
      batch: 16,
      gNorm: 'batch',
      ema: 0.9,
    }
    const trained = async (looking: boolean) => {
      const game = createGame(config, [2])
      for (let step = 0; step < 3; step++) {
        if (looking) {
          const search = new Search(game, Float32Array.of(0.3, 0.2), 1)
          for (let i = 0; i < 8; i++) await search.advance(config, step)
          await new DirectionFinder().find(game, config, 'principal')
        }
        game.step(config, ringFeed(config), step).dispose()
      }
      const state = await game.save()
      game.dispose()
      return state.map(({ data }) => [...data])
    }
    expect(await trained(true)).toEqual(await trained(false))
  })
})

describe('directions of a forger', () => {
  test('SeFa: the first layer answers most to its first direction, least to a move across all of them', async () => {
    const config: RunConfig = { ...defaultsFor('mnist'), model: 'dcgan', size: 16, latent: 12, width: 8 }
    const game = createGame(config, [16, 16, 1])
    const directions = await new DirectionFinder().find(game, config, 'sefa')
    const { generator } = await game.weights()
    const kernel = generator[0]
    if (kernel === undefined) throw new Error('no kernel')
    const units = kernel.shape[1] ?? 0
    const response = (z: ArrayLike<number>) =>
      Math.hypot(
        ...Array.from({ length: units }, (_, u) =>
          Array.from(z).reduce((sum, x, i) => sum + x * (kernel.data[i * units + u] ?? 0), 0),
        ),
      )
    const total = kernel.data.reduce((sum, w) => sum + w * w, 0)
    directions.forEach(({ vector, share }) => expect(response(vector) ** 2 / total).toBeCloseTo(share, 4))
    const first = response(directions[0]?.vector ?? [])
    for (let i = 0; i < 12; i++) {
      const axis = new Float32Array(12)
      axis[i] = 1
      expect(first).toBeGreaterThan(response(axis))
    }
    game.dispose()
  })

  test.each(['mlp', 'dcgan', 'residual'] as const)(
    'principal ones are unit vectors with falling shares: %s',
    async (model) => {
      const config: RunConfig = {
        ...defaultsFor('mnist'),
        model,
        size: 16,
        latent: 12,
        width: 8,
        gLayers: [24],
      }
      const game = createGame(config, [16, 16, 1])
      const finder = new DirectionFinder()
      const directions = await finder.find(game, config, 'principal')
      expect(directions.length).toBeGreaterThan(3)
      directions.forEach(({ vector }) => expect(Math.hypot(...vector)).toBeCloseTo(1, 5))
      const shares = directions.map(({ share }) => share)
      expect(shares).toEqual([...shares].sort((a, b) => b - a))
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1)
      expect(await finder.find(game, config, 'principal')).toEqual(directions)
      game.dispose()
    },
  )
})
