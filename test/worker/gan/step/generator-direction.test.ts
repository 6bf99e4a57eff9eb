/** The stage's arrows against central differences of the loss as its paper writes it, over plain numbers. */
import { tensor2d } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { LOSSES } from '../../../../src/common/catalog/losses.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { createGame } from '../../../../src/worker/gan/game.ts'
import { probePlane, type PlaneQuestions } from '../../../../src/worker/probe/plane.ts'
import { normals, streamFor } from '../../../../src/common/numbers/random.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { PLAIN } from '../../../helpers/truth/arithmetic.ts'
import { expectClose } from '../../../helpers/truth/differences.ts'
import { ringFeed } from '../../../helpers/engine/ring-feed.ts'
import { TRUTH } from '../losses/truth.ts'

beforeAll(useCpu)

// Tanh, so that no kink lies between the two sides of a difference.
const CONFIG: RunConfig = {
  ...defaultsFor('ring'),
  gLayers: [7],
  dLayers: [9, 6],
  activation: 'tanh',
  batch: 6,
}
const COUNT = 6
const STEP = 1e-2

const NOTHING: PlaneQuestions = {
  fakes: null,
  company: null,
  directions: false,
  logits: false,
  surface: null,
  inputGradients: null,
  grid: null,
  cursor: null,
}

function cloud(seed: number, count: number): Float32Array {
  return normals(streamFor(seed, 'evaluate'), 2 * count)
}

/** A game whose discriminator has seen a few steps, so that its field is not flat. */
function trained(config: RunConfig) {
  const game = createGame(config, [2])
  const feed = ringFeed(config)
  for (let step = 0; step < 20; step++) game.step(config, feed, step).dispose()
  const logitsOf = (points: Float32Array) => [
    ...game.score(tensor2d(points, [points.length / 2, 2])).dataSync(),
  ]
  return { standing: { game, config, feed, step: 20 }, game, logitsOf }
}

/** Central differences by each coordinate. */
function differences(points: Float32Array, value: (moved: Float32Array) => number): number[] {
  return Array.from(points, (_, i) => {
    const at = (shift: number) => {
      const moved = points.slice()
      moved[i] = (points[i] ?? NaN) + shift
      return value(moved)
    }
    return (at(STEP) - at(-STEP)) / (2 * STEP)
  })
}

describe('pulls on fakes', () => {
  test.for(LOSSES.map(({ id }) => id))('%s: −n·∂L/∂x', async (loss) => {
    const { standing, logitsOf } = trained({ ...CONFIG, loss })
    const noises = cloud(3, COUNT)
    const company = cloud(4, COUNT)
    const { fakes, directions } = await probePlane(standing, {
      ...NOTHING,
      fakes: noises,
      company,
      directions: true,
    })
    if (fakes === undefined || directions === undefined) throw new Error('nothing came')
    const real = logitsOf(company)
    const expected = differences(
      fakes,
      (moved) => -COUNT * TRUTH[loss].generator(PLAIN, logitsOf(moved), real),
    )
    expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(1e-3)
    expectClose(directions, expected, 4e-3)
  })

  test('with top-k only the best fakes are pulled', async () => {
    const { standing, logitsOf } = trained({ ...CONFIG, topK: 0.5 })
    const noises = cloud(3, COUNT)
    const { fakes, directions } = await probePlane(standing, {
      ...NOTHING,
      fakes: noises,
      company: cloud(4, COUNT),
      directions: true,
    })
    if (fakes === undefined || directions === undefined) throw new Error('nothing came')
    const logits = logitsOf(fakes)
    const bar = [...logits].sort((a, b) => b - a)[COUNT / 2 - 1] ?? NaN
    logits.forEach((logit, i) => {
      const size = Math.hypot(directions[2 * i] ?? NaN, directions[2 * i + 1] ?? NaN)
      if (logit >= bar) expect(size).toBeGreaterThan(0)
      else expect(size).toBe(0)
    })
  })
})

test('the detective’s slopes are the differences of its logit', async () => {
  const { standing, logitsOf } = trained(CONFIG)
  const points = cloud(5, 9)
  const { inputGradients } = await probePlane(standing, { ...NOTHING, inputGradients: points })
  const expected = differences(points, (moved) => logitsOf(moved).reduce((sum, logit) => sum + logit, 0))
  expectClose(inputGradients ?? [], expected, 4e-3)
})

test('what is not asked is not answered', async () => {
  const { standing } = trained(CONFIG)
  expect(await probePlane(standing, NOTHING)).toEqual({})
  expect(Object.keys(await probePlane(standing, { ...NOTHING, cursor: cloud(1, 1) })).sort()).toEqual([
    'cursor',
    'cursorLogit',
  ])
})
