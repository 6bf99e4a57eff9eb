/** One picture looked at closely, against central differences of the discriminator's output and of the loss. */
import { tensor } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { createFeed } from '../../../src/worker/gan/batches/feed.ts'
import { createGame } from '../../../src/worker/gan/game.ts'
import { probePicture, MOVE_SIZE } from '../../../src/worker/probe/picture.ts'
import { fork, streamFor, uniforms } from '../../../src/common/numbers/random.ts'
import { useCpu } from '../../helpers/engine/backend.ts'

beforeAll(useCpu)

const SIDE = 4
const PIXELS = SIDE * SIDE
const COUNT = 3
// Tanh, so that no kink lies between the two sides of a difference.
const CONFIG: RunConfig = {
  ...defaultsFor('mnist'),
  model: 'mlp',
  size: 16,
  gLayers: [5],
  dLayers: [6],
  gNorm: 'none',
  activation: 'tanh',
  latent: 3,
  batch: COUNT,
}

const noise = (seed: number) => uniforms(fork(streamFor(seed, 'data'), 0), COUNT * PIXELS, -0.7, 0.7)

function standing() {
  const shape = [SIDE, SIDE, 1] as const
  const game = createGame(CONFIG, shape)
  const feed = createFeed(
    () => CONFIG,
    shape,
    (stream, count) => uniforms(stream, count * PIXELS, -1, 1),
  )
  for (let step = 0; step < 10; step++) game.step(CONFIG, feed, step).dispose()
  return { game, config: CONFIG, feed, step: 10 }
}

const pictures = noise(1)

function logitsOf({ game }: ReturnType<typeof standing>, values: Float32Array): number[] {
  return [...game.score(tensor(values, [values.length / PIXELS, SIDE, SIDE, 1])).dataSync()]
}

/** Central differences by each pixel of the first picture. */
function differences(value: (moved: Float32Array) => number): number[] {
  return Array.from({ length: PIXELS }, (_, i) => {
    const at = (shift: number) => {
      const moved = pictures.slice()
      moved[i] = (pictures[i] ?? NaN) + shift
      return value(moved)
    }
    return (at(1e-2) - at(-1e-2)) / 2e-2
  })
}

function expectNear(values: ArrayLike<number>, truth: readonly number[]): void {
  const size = Math.max(...truth.map(Math.abs))
  expect(size).toBeGreaterThan(1e-3)
  truth.forEach((value, i) => expect(Math.abs((values[i] ?? NaN) - value)).toBeLessThan(2e-3 * size + 2e-5))
}

describe('one picture', () => {
  test('logit, score and slope are those of the detective', async () => {
    const at = standing()
    const seen = await probePicture(at, { pictures, labels: null, reals: null })
    const [logit = NaN] = logitsOf(at, pictures)
    expect(seen.logit).toBeCloseTo(logit, 5)
    expect(seen.score).toBeCloseTo(1 / (1 + Math.exp(-logit)), 5)
    expectNear(
      seen.inputGradient,
      differences((moved) => logitsOf(at, moved)[0] ?? NaN),
    )
    expect(seen.direction).toBeNull()
    expect(seen.moved).toBeNull()
    at.game.dispose()
  })

  test('the pull is −n·∂L_G/∂x, and the moved picture went MOVE_SIZE along it', async () => {
    const at = standing()
    const seen = await probePicture(at, { pictures, labels: null, reals: noise(2) })
    // Non-saturating: the mean of softplus(−D), n times.
    const loss = (moved: Float32Array) =>
      logitsOf(at, moved).reduce((sum, logit) => sum + Math.log1p(Math.exp(-logit)), 0)
    expectNear(
      seen.direction ?? [],
      differences((moved) => -loss(moved)),
    )
    const moved = seen.moved?.picture ?? new Float32Array(0)
    const change = Array.from(moved, (value, i) => value - (pictures[i] ?? NaN))
    expect(Math.sqrt(change.reduce((sum, value) => sum + value * value, 0) / PIXELS)).toBeCloseTo(
      MOVE_SIZE,
      3,
    )
    const [after = NaN] = logitsOf(at, moved)
    expect(seen.moved?.score).toBeCloseTo(1 / (1 + Math.exp(-after)), 5)
    // The generator's objective draws it to where the discriminator is fooled more.
    expect(seen.moved?.score).toBeGreaterThan(seen.score)
    at.game.dispose()
  })
})
