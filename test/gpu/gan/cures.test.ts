/**
 * Everything a person can choose, on every back end in a real browser: two steps with it are those of the plain back end.
 * Nets are tiny: this is about kernels that are missing or wrong, not about speed.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { openEngine } from '../../../src/worker/compute/engine.ts'
import { createFeed } from '../../../src/worker/gan/batches/feed.ts'
import { createGame } from '../../../src/worker/gan/game.ts'
import type { ItemShape } from '../../../src/common/items/item-shape.ts'
import { normals } from '../../../src/common/numbers/random.ts'
import { ASSETS } from '../engine-assets.ts'

type Backend = 'cpu' | 'wasm' | 'webgl' | 'webgpu'

const POINTS: RunConfig = { ...defaultsFor('ring'), gLayers: [6], dLayers: [6], batch: 6, gamma: 1 }
const IMAGES: RunConfig = { ...defaultsFor('emoji'), size: 16, width: 2, latent: 4, batch: 4, gamma: 1 }

const CHOICES: [string, RunConfig, ItemShape][] = [
  ...(
    [
      { loss: 'minimax', penalty: 'clip', optimizer: 'rmsprop' },
      { loss: 'least-squares', penalty: 'dragan', optimizer: 'sgd', activation: 'tanh' },
      { loss: 'hinge', dNorm: 'spectral', gNorm: 'batch' },
      { loss: 'wasserstein', penalty: 'gradient', dNorm: 'layer' },
      { loss: 'relativistic-average', penalty: 'r1r2', diversity: 'packing' },
      { diversity: 'minibatch-discrimination', topK: 0.5, featureMatching: 1 },
      { unroll: 2, activation: 'tanh' },
      { lecam: 1, history: 0.1, lookahead: 2, instanceNoise: 0.1, noiseSteps: 10 },
      { model: 'maxout' },
      { model: 'fourier' },
    ] satisfies Partial<RunConfig>[]
  ).map((change): [string, RunConfig, ItemShape] => [JSON.stringify(change), { ...POINTS, ...change }, [2]]),
  ...(
    [
      { augment: 'diffaugment', diversity: 'minibatch-stddev', dNorm: 'batch' },
      { penalty: 'r1', dNorm: 'spectral' },
      { model: 'residual', loss: 'relativistic-paired', penalty: 'r1r2' },
    ] satisfies Partial<RunConfig>[]
  ).map((change): [string, RunConfig, ItemShape] => [
    JSON.stringify(change),
    { ...IMAGES, ...change },
    [16, 16, 3],
  ]),
]

/** Of the first step's figures, which come before any update of what they measure, and of the second's: Adam magnifies
 * rounding where a gradient is next to nothing. Relative to 1 + the figure. */
const TOLERANCE = [5e-3, 2e-2] as const
const PATIENCE = 400_000

async function rowsOn(backend: Backend): Promise<number[][]> {
  const engine = await openEngine(backend, ASSETS)
  expect(engine.report.backend).toBe(backend)
  const rows: number[][] = []
  for (const [, config, shape] of CHOICES) {
    const size = shape.reduce<number>((product, side) => product * side, 1)
    const feed = createFeed(
      () => config,
      shape,
      (stream, count) => normals(stream, count * size, 0, 0.5),
    )
    const game = createGame(config, shape)
    const values: number[] = []
    for (let step = 0; step < 2; step++) {
      const row = game.step(config, feed, step)
      values.push(...(await row.data()))
      row.dispose()
    }
    game.dispose()
    rows.push(values)
  }
  return rows
}

let truth: number[][] = []

beforeAll(async () => {
  truth = await rowsOn('cpu')
}, PATIENCE)

describe.each<Backend>(['wasm', 'webgl', 'webgpu'])('%s', (backend) => {
  let rows: number[][] = []

  beforeAll(async () => {
    rows = await rowsOn(backend)
  }, PATIENCE)

  test.each(CHOICES.map(([name], i) => [name, i] as const))('%s', (_, i) => {
    const expected = truth[i] ?? []
    expect(expected).toHaveLength(14)
    expected.forEach((value, j) => {
      expect(Math.abs((rows[i]?.[j] ?? NaN) - value) / (1 + Math.abs(value))).toBeLessThan(
        TOLERANCE[j < 7 ? 0 : 1],
      )
    })
  })
})
