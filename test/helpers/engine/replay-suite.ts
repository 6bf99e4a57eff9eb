/**
 * A replayed step against the same step in immediate mode: weights, moments, statistics and figures are the same to the
 * last bit, for every kind of step, also when settings change in its midst. For every back end that replays.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src/worker/compute/engine-types.ts'
import { LOSSES } from '../../../src/common/catalog/losses.ts'
import { PENALTIES } from '../../../src/common/catalog/penalties.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { fixedPoints } from '../../../src/worker/data/point-set.ts'
import { pointSetFor } from '../../../src/worker/data/builtin/point-sets.ts'
import type { Dataset } from '../../../src/worker/data/dataset.ts'
import type { PictureSet } from '../../../src/worker/data/picture-set.ts'
import { picturesOf, tableSummary } from '../data/sets.ts'
import { Run } from '../../../src/worker/session/train/run.ts'
import type { Failure } from '../../../src/common/failure.ts'
import { normals, randomWords, streamFor } from '../../../src/common/numbers/random.ts'
import type { NamedTensor } from '../../../src/common/protocol/report.ts'
import { SERIES_WIDTH } from '../../../src/common/numbers/series-columns.ts'

const POINTS: RunConfig = {
  ...defaultsFor('ring'),
  ...{ gLayers: [9, 8], dLayers: [8, 7], batch: 12, latent: 3, seed: 11 },
}
const PICTURES: RunConfig = {
  ...defaultsFor('mnist'),
  ...{ size: 16, width: 4, batch: 4, latent: 5, seed: 12 },
}

function pictures(size: number, channels: 1 | 3, told: Told | null = null): PictureSet {
  const bytes = 50 * size * size * channels
  const pixels = new Uint8Array(randomWords(streamFor(2, 'data'), bytes / 4).buffer)
  return picturesOf(
    { size, channels, pixels, labels: told?.labels ?? null },
    { fingerprint: 'pictures', classes: told?.classes ?? [] },
  )
}

interface Told {
  labels: Uint16Array
  classes: string[]
}

/** The same pictures with classes, of which one is rare and one's number needs two bytes. */
function told(config: RunConfig): PictureSet {
  const labels = Uint16Array.from({ length: 50 }, (_, i) => (i === 7 ? 300 : i % 3))
  const classes = Array.from({ length: 301 }, (_, i) => `class ${i}`)
  return pictures(config.size, 1, { labels, classes })
}

function datasetOf(config: RunConfig): Dataset {
  return config.dataset === 'mnist' ? pictures(config.size, 1) : pointSetFor(config, null)
}

interface Trained {
  run: Run
  rows: Float32Array
  state: NamedTensor[]
}

/** Steps between two changes of settings: those that prove a recording, and as many more. */
const STEPS = 4

/** Trains as the session does where it is given an engine, else in immediate mode, with changes of settings on the way. */
async function train(
  config: RunConfig,
  dataset: Dataset,
  changes: readonly Partial<RunConfig>[],
  on: Engine | null,
): Promise<Trained> {
  const run = new Run(config, dataset, on)
  for (const change of [{}, ...changes]) {
    run.config = { ...run.config, ...change }
    if (dataset.resident()?.kind === 'mixture') run.dataset = pointSetFor(run.config, null)
    const until = run.step + STEPS
    if (run.needsCompiling(Infinity)) await run.compile(() => undefined)
    expect(run.replay?.refused ?? null).toBeNull()
    while (run.step < until) await run.advanceFor(1, until)
    expect(run.replay?.ready(run) ?? false).toBe(on !== null)
  }
  return { run, rows: await run.log.read(), state: await run.game.save() }
}

interface Opened {
  readonly engine: Engine
  lost?: Failure
}

/** The same steps both ways. @returns how recordings came to be */
async function compare(
  on: Opened,
  config: RunConfig,
  changes: readonly Partial<RunConfig>[],
  dataset: Dataset,
) {
  const expected = await train(config, dataset, changes, null)
  const actual = await train(config, dataset, changes, on.engine)
  const steps = STEPS * (1 + changes.length)
  expect([expected.run.step, actual.run.step]).toEqual([steps, steps])
  // In fewer commands, where there are commands: with no need to fall back on one by one.
  expect(actual.run.replay?.shortens ?? true).toBe(true)
  expect(actual.rows).toEqual(expected.rows)
  expected.state.forEach(({ name, data }, i) => {
    expect(actual.state[i]?.name).toBe(name)
    expect(actual.state[i]?.data, name).toEqual(data)
  })
  expect(expected.rows).toHaveLength(steps * SERIES_WIDTH)
  expect(expected.rows.every(Number.isFinite)).toBe(true)
  const made = actual.run.replay?.made
  expected.run.dispose()
  actual.run.dispose()
  expect(on.lost).toBeUndefined()
  return made
}

/** How recordings come to be where settings change. */
export interface Made {
  readonly recordings: number
  readonly patches: number
}

/**
 * @param open makes the back end current
 * @param made what is expected where a recording takes in new numbers; left out: that
 */
export function replaySuite(
  open: () => Promise<Engine>,
  made: (patched: Made) => Made = (same) => same,
): void {
  let on: Opened
  beforeAll(async () => {
    on = { engine: await open() }
    void on.engine.lost.then((failure) => (on.lost = failure))
  })
  const both = (
    config: RunConfig,
    changes: readonly Partial<RunConfig>[] = [],
    dataset = datasetOf(config),
  ) => compare(on, config, changes, dataset)

  describe('replayed as in immediate mode', () => {
    test('every loss, and numbers that go into it', async () => {
      const losses = LOSSES.map(({ id }) => ({ loss: id }))
      expect(await both(POINTS, losses)).toEqual(made({ recordings: losses.length, patches: 1 }))
    })

    test('every penalty', async () => {
      const penalties = PENALTIES.map(({ id }) => ({ penalty: id, gamma: 0.1 }))
      expect((await both(POINTS, penalties))?.recordings).toBeGreaterThan(4)
    })

    test.for<{ name: string; config: Partial<RunConfig> }>([
      { name: 'two updates of the detective', config: { dSteps: 2 } },
      { name: 'SGD', config: { optimizer: 'sgd' } },
      { name: 'RMSprop', config: { optimizer: 'rmsprop' } },
      { name: 'uniform noise, tanh', config: { prior: 'uniform', activation: 'tanh' } },
      { name: 'unrolled twice', config: { unroll: 2 } },
      { name: 'packs', config: { diversity: 'packing', pack: 2 } },
      { name: 'minibatch discrimination', config: { diversity: 'minibatch-discrimination' } },
      { name: 'minibatch deviation', config: { diversity: 'minibatch-stddev' } },
      { name: 'spectral norm', config: { dNorm: 'spectral' } },
      { name: 'layer norm', config: { dNorm: 'layer' } },
      { name: 'batch norm', config: { gNorm: 'batch', dNorm: 'batch' } },
      { name: 'historical averaging', config: { history: 0.01 } },
      { name: 'lookahead', config: { lookahead: 3 } },
      {
        name: 'fading noise, smoothing, LeCam',
        config: { instanceNoise: 0.2, noiseSteps: 6, labelSmoothing: 0.1, lecam: 0.3 },
      },
      { name: 'a penalty that fades', config: { penalty: 'r1', gamma: 1, gammaEnd: 0.1, gammaSteps: 6 } },
      { name: 'feature matching, top-k, mean', config: { featureMatching: 0.5, topK: 0.6, ema: 0.99 } },
    ])('$name', async ({ config }) => {
      expect(await both({ ...POINTS, ...config })).toEqual(made({ recordings: 1, patches: 0 }))
    })

    test.for<{ name: string; config: Partial<RunConfig> }>([
      { name: 'DCGAN', config: {} },
      {
        name: 'DCGAN, R1 and R2, augmented',
        config: { penalty: 'r1r2', gamma: 0.2, augment: 'diffaugment' },
      },
      {
        name: 'residual networks, hinge, spectral norm',
        config: { model: 'residual', loss: 'hinge', dNorm: 'spectral' },
      },
      { name: 'dense networks', config: { model: 'mlp', gLayers: [8], dLayers: [8] } },
    ])('pictures: $name', async ({ config }) => {
      expect(await both({ ...PICTURES, ...config })).toEqual(made({ recordings: 1, patches: 0 }))
    })
  })

  describe('told classes', () => {
    test.for<{ name: string; config: Partial<RunConfig> }>([
      { name: 'DCGAN, WGAN-GP', config: { loss: 'wasserstein', penalty: 'gradient', gamma: 1, dSteps: 2 } },
      { name: 'dense, paired, unrolled', config: { model: 'mlp', loss: 'relativistic-paired', unroll: 1 } },
      {
        name: 'spectral norm, minibatch deviation',
        config: { dNorm: 'spectral', diversity: 'minibatch-stddev' },
      },
    ])('$name', async ({ config }) => {
      const conditional: RunConfig = { ...PICTURES, conditional: 'projection', ...config }
      expect(await both(conditional, [], told(conditional))).toEqual(made({ recordings: 1, patches: 0 }))
    })
  })

  describe('settings change', () => {
    test('numbers go into the recording that stands', async () => {
      const config: RunConfig = { ...POINTS, penalty: 'r1', gamma: 0.1, ema: 0.9, instanceNoise: 0.1 }
      const changes: Partial<RunConfig>[] = [
        { gLr: 0.01, dLr: 0.003 },
        { gamma: 0.5 },
        { instanceNoise: 0.3 },
        { beta1: 0.3, beta2: 0.95, ema: 0.5 },
      ]
      expect(await both(config, changes)).toEqual(made({ recordings: 1, patches: changes.length }))
    })

    test('a mixture moves under the recording that stands', async () => {
      const changes: Partial<RunConfig>[] = [{ radius: 2 }, { std: 0.2 }, { modes: 5 }]
      expect(await both(POINTS, changes)).toEqual(made({ recordings: 2, patches: 2 }))
    })

    test('another step is recorded anew', async () => {
      const changes: Partial<RunConfig>[] = [{ batch: 20 }, { dSteps: 2 }, { unroll: 1 }, { loss: 'hinge' }]
      expect((await both(POINTS, changes))?.recordings).toBe(1 + changes.length)
    })
  })

  describe('datasets', () => {
    test('drawn in JavaScript', async () => {
      const config: RunConfig = { ...POINTS, dataset: 'moons', dSteps: 2, loss: 'relativistic-paired' }
      expect(await both(config, [{ gLr: 0.01 }])).toEqual(made({ recordings: 1, patches: 1 }))
    })

    test('a table', async () => {
      const summary = tableSummary({ count: 333, fingerprint: 'table' })
      await both(POINTS, [], fixedPoints(normals(streamFor(1, 'data'), 2 * 333), summary))
    })

    test('in colour', async () => {
      await both({ ...PICTURES, loss: 'wasserstein', penalty: 'gradient' }, [], pictures(16, 3))
    })
  })
}
