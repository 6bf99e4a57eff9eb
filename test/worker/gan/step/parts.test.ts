/** A step looked at: how far each layer moved, and parts of a step that train one network alone, or none. */
import { beforeAll, describe, expect, test } from 'vitest'
import { memory, tensor2d, tidy } from '@tensorflow/tfjs'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { createGame } from '../../../../src/worker/gan/game.ts'
import type { Game } from '../../../../src/worker/gan/game-types.ts'
import type { ItemShape } from '../../../../src/common/items/item-shape.ts'
import type { LayerMove, NamedTensor, StepPart } from '../../../../src/common/protocol/report.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { noiseFeed, ringFeed } from '../../../helpers/engine/ring-feed.ts'

beforeAll(useCpu)

const SMALL: RunConfig = { ...defaultsFor('ring'), gLayers: [6], dLayers: [5, 4], batch: 8, dSteps: 2 }
const PICTURES: RunConfig = {
  ...defaultsFor('mnist'),
  size: 16,
  width: 2,
  latent: 4,
  batch: 4,
  dNorm: 'batch',
}
const CASES: [string, RunConfig, ItemShape][] = [
  ['points', SMALL, [2]],
  ['pictures', PICTURES, [16, 16, 1]],
]
const feedOf = (config: RunConfig, shape: ItemShape) =>
  shape.length === 3 ? noiseFeed(config, shape) : ringFeed(config)

/** ‖after − before‖ and ‖before‖ of every tensor of a layer, from the weights as scripts read them. */
function norms(
  before: NamedTensor[],
  after: NamedTensor[],
  layer: string,
): { change: number; weight: number } {
  const of = before.flatMap((tensor, at) => (tensor.name.split('/')[1] === layer ? [at] : []))
  const pairs = of.flatMap((at) =>
    [...(before[at]?.data ?? [])].map((old, i) => [old, after[at]?.data[i] ?? NaN] as const),
  )
  return {
    change: Math.hypot(...pairs.map(([old, fresh]) => fresh - old)),
    weight: Math.hypot(...pairs.map(([old]) => old)),
  }
}

function expectMoves(moves: LayerMove[], before: NamedTensor[], after: NamedTensor[], gradNorm: number) {
  expect(moves.map(({ name }) => name)).toEqual([...new Set(before.map(({ name }) => name.split('/')[1]))])
  for (const { name, change, weightNorm } of moves) {
    const truth = norms(before, after, name)
    expect(change, name).toBeGreaterThan(0)
    expect(change / truth.change, name).toBeCloseTo(1, 3)
    expect(weightNorm / truth.weight, name).toBeCloseTo(1, 4)
  }
  expect(Math.hypot(...moves.map((move) => move.gradNorm)) / gradNorm).toBeCloseTo(1, 4)
}

test.each(CASES)('%s: the moves told are those of the weights, layer by layer', async (_, config, shape) => {
  const game = createGame({ ...config, dSteps: 1 }, shape)
  const before = await game.weights()
  const { row, trace } = await game.trace({ ...config, dSteps: 1 }, feedOf(config, shape), 0)
  row.dispose()
  const after = await game.weights()
  const [update] = trace.discriminator
  if (update === undefined) throw new Error('no update')
  expectMoves(update.layers, before.discriminator, after.discriminator, update.gradNorm)
  expectMoves(trace.generator.layers, before.generator, after.generator, trace.generator.gradNorm)
})

describe.each(CASES)('%s', (_, config, shape) => {
  const made = async (game: Game, part: Exclude<StepPart, 'both'>, turn = 1) =>
    game.tracePart(config, feedOf(config, shape), 3, { part, turn })

  test('the detective alone: k updates, and nothing of the forger changes', async () => {
    const game = createGame(config, shape)
    const before = await game.save()
    const { discriminator, generator } = await made(game, 'discriminator')
    expect(generator).toBeNull()
    expect(discriminator).toHaveLength(config.dSteps)
    const after = await game.save()
    const changed = after.filter(({ data }, at) => data.some((value, i) => value !== before[at]?.data[i]))
    expect(changed.map(({ name }) => name)).toContain('discriminator/output/kernel')
    // Running statistics of the generator follow every batch it makes; its weights do not.
    const trained = (await game.weights()).generator.map(({ name }) => name)
    expect(changed.filter(({ name }) => trained.includes(name))).toEqual([])
    expect(changed.map(({ name }) => name)).not.toContain('generator:updates')
  })

  test('the forger alone: one update, and nothing of the detective changes', async () => {
    const game = createGame(config, shape)
    const before = await game.save()
    const { discriminator, generator } = await made(game, 'generator')
    expect(discriminator).toEqual([])
    expect(generator?.fakeLogits).toHaveLength(config.batch)
    const after = await game.save()
    const changed = after.filter(({ data }, at) => data.some((value, i) => value !== before[at]?.data[i]))
    expect(changed.map(({ name }) => name)).toContain('generator:updates')
    expect(changed.some(({ name }) => /^generator.*kernel$/.test(name))).toBe(true)
    expect(changed.filter(({ name }) => name.startsWith('discriminator'))).toEqual([])
  })

  test('a look forwards changes nothing at all, and frees what it used', async () => {
    const game = createGame(config, shape)
    const before = await game.save()
    const tensors = memory().numTensors
    const { discriminator, generator } = await made(game, 'forwards')
    expect(memory().numTensors).toBe(tensors)
    expect(generator).toBeNull()
    expect(discriminator).toHaveLength(1)
    expect(discriminator[0]).toMatchObject({ penalty: 0, gradNorm: 0, layers: [] })
    expect(discriminator[0]?.realErrors).toHaveLength(config.batch)
    expect(await game.save()).toEqual(before)
  })

  test('every part has draws of its own, none of them the step’s', async () => {
    const game = createGame(config, shape)
    const first = await made(game, 'discriminator', 1)
    const second = await made(game, 'discriminator', 2)
    const generator = await made(game, 'generator', 3)
    const { row, trace } = await game.trace(config, feedOf(config, shape), 3)
    row.dispose()
    const updates = [...first.discriminator, ...second.discriminator, ...trace.discriminator]
    const noises = [...updates, trace.generator, generator.generator].flatMap((update) => update?.noise ?? [])
    expect(new Set(noises.map(({ data }) => data[0])).size).toBe(noises.length)
    expect(noises).toHaveLength(3 * config.dSteps + 2)
  })
})

test.each(CASES)(
  '%s: a step with pauses is the very step, and leaves nothing behind',
  async (_, config, shape) => {
    const whole = createGame(config, shape)
    const parted = createGame(config, shape)
    const pauses: number[] = []
    for (let step = 0; step < 3; step++) {
      const start = memory().numTensors
      const row = whole.step(config, feedOf(config, shape), step)
      const before = memory().numTensors
      const other = await parted.stepInParts(config, feedOf(config, shape), step, async () => {
        // Looking at the game meanwhile changes nothing.
        tidy(() => parted.sample(config, tensor2d([new Array<number>(config.latent).fill(0.5)]))).dispose()
        pauses.push(step)
        await Promise.resolve()
      })
      expect(memory().numTensors).toBe(before + (before - start))
      expect([...other.dataSync()]).toEqual([...row.dataSync()])
      row.dispose()
      other.dispose()
    }
    expect(pauses).toHaveLength(3 * config.dSteps)
    const [a, b] = [await whole.save(), await parted.save()]
    expect(b.map(({ data }) => [...data])).toEqual(a.map(({ data }) => [...data]))
    whole.dispose()
    parted.dispose()
  },
)
