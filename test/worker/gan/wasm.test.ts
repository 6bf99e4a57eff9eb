/** The same game on the WASM back end: its products pack the weights once, so an update in place must be noticed. */
import { beforeAll, expect, test } from 'vitest'
import { createRequire } from 'node:module'
import { dirname, sep } from 'node:path'
import { ready, setBackend } from '@tensorflow/tfjs'
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { registerArrayKernels } from '../../../src/worker/compute/kernels/arrays/register.ts'
import { createGame } from '../../../src/worker/gan/game.ts'
import { expectClose } from '../../helpers/truth/differences.ts'
import { ringFeed } from '../../helpers/engine/ring-feed.ts'

beforeAll(() => {
  const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')
  setWasmPaths(dirname(main) + sep)
  setThreadsCount(1)
  registerArrayKernels()
})

const CONFIG: RunConfig = {
  ...defaultsFor('ring'),
  gLayers: [16, 16],
  dLayers: [16],
  batch: 32,
  ema: 0.9,
  gamma: 1,
}

async function train(
  backend: 'cpu' | 'wasm',
  config: RunConfig,
): Promise<{ row: number[]; weights: number[] }> {
  await setBackend(backend)
  await ready()
  const game = createGame(config, [2])
  const feed = ringFeed(config)
  let row: number[] = []
  for (let step = 0; step < 4; step++) {
    const figures = game.step(config, feed, step)
    row = [...figures.dataSync()]
    figures.dispose()
  }
  const weights = (await game.save()).flatMap(({ data }) => [...data])
  game.dispose()
  return { row, weights }
}

test.each<Partial<RunConfig>>([
  {},
  { optimizer: 'rmsprop' },
  { optimizer: 'sgd', activation: 'tanh' },
  { gNorm: 'batch', dNorm: 'batch' },
  { dNorm: 'layer', penalty: 'gradient' },
  { dNorm: 'spectral', loss: 'hinge' },
  { loss: 'relativistic-paired', penalty: 'r1r2' },
  { loss: 'relativistic-average', penalty: 'dragan' },
  { loss: 'wasserstein', penalty: 'clip', gamma: 0.1 },
  { diversity: 'packing', pack: 3 },
  { diversity: 'minibatch-stddev' },
  { diversity: 'minibatch-discrimination' },
  { unroll: 2 },
  { featureMatching: 1, topK: 0.5, history: 0.1, lookahead: 2 },
  { lecam: 0.3, instanceNoise: 0.1, noiseSteps: 10 },
  { model: 'maxout' },
  { model: 'fourier' },
])('four steps are those of the plain back end: %o', async (change) => {
  const config = { ...CONFIG, ...change }
  const plain = await train('cpu', config)
  const wasm = await train('wasm', config)
  // Adam magnifies rounding where a gradient is close to nothing.
  expectClose(wasm.row, plain.row, 5e-4)
  expectClose(wasm.weights, plain.weights, 5e-4)
  expect(wasm.weights.length).toBeGreaterThan(0)
})
