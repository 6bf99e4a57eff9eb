/**
 * Whole training steps of settings nobody chose by hand, drawn at random from all that go together, against a second
 * writing of the formulas on plain numbers (helpers/plain-step.ts): losses, penalties, gradient norms and every weight.
 */
import { tensor, type Rank, type Tensor } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { conflictsIn } from '../../../src/common/config/check.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { lazyBatch } from '../../../src/worker/gan/batches/batch.ts'
import type { Feed } from '../../../src/worker/gan/game-types.ts'
import { createGame } from '../../../src/worker/gan/game.ts'
import type { NamedTensor } from '../../../src/common/protocol/report.ts'
import { dice } from '../../helpers/engine/dice.ts'
import { openWasmEngine } from '../../helpers/engine/wasm-engine.ts'
import type { Draws, Setting, Weights } from '../../helpers/truth/plain-networks.ts'
import { plainStep, type Outcome } from '../../helpers/truth/plain-step.ts'
import { num } from '../../helpers/truth/tape.ts'

const CASES = Number(process.env['ANY_SETTINGS'] ?? 24)
const FIRST = Number(process.env['ANY_FIRST'] ?? 1)

function settingsOf(seed: number): { config: RunConfig; classes: number } {
  const { pick, sometimes } = dice(seed)
  const classes = sometimes(0.2) ? 3 : 0
  const config: RunConfig = {
    ...defaultsFor('ring'),
    seed,
    optimizer: 'sgd',
    beta1: 0,
    gLr: 0.05,
    dLr: 0.05,
    latent: pick([1, 2, 3]),
    batch: pick([4, 5, 6]),
    gLayers: pick([[], [4], [5, 3]]),
    dLayers: pick([[5], [4, 3], [3]]),
    activation: pick(['relu', 'leaky-relu', 'tanh'] as const),
    model: pick(['mlp', 'mlp', 'mlp', 'maxout', 'linear', 'fourier'] as const),
    gNorm: pick(['none', 'none', 'batch'] as const),
    dNorm: pick(['none', 'none', 'batch', 'layer', 'spectral'] as const),
    loss: pick([
      'minimax',
      'non-saturating',
      'least-squares',
      'hinge',
      'wasserstein',
      'relativistic-average',
      'relativistic-paired',
    ] as const),
    penalty: pick(['none', 'clip', 'gradient', 'dragan', 'r1', 'r2', 'r1r2'] as const),
    gamma: pick([0.3, 1, 2]),
    gammaSteps: pick([0, 0, 5]),
    gammaEnd: 0.1,
    labelSmoothing: pick([0, 0, 0.1]),
    dSteps: pick([1, 1, 2, 3]),
    unroll: pick([0, 0, 0, 1, 2]),
    diversity: pick(['none', 'none', 'packing', 'minibatch-stddev', 'minibatch-discrimination'] as const),
    pack: pick([2, 3, 4]),
    instanceNoise: pick([0, 0, 0.2]),
    noiseSteps: pick([0, 4]),
    lecam: pick([0, 0, 0.5]),
    featureMatching: pick([0, 0, 0.7]),
    history: pick([0, 0, 0.3]),
    topK: pick([1, 1, 0.5]),
    lookahead: pick([0, 0, 1]),
    initScale: pick([0.7, 1, 1.5]),
  }
  const dataset = classes > 0 ? 'mnist' : 'ring'
  const clashes = conflictsIn({ ...config, dataset, conditional: classes > 0 ? 'projection' : 'none' }, null)
  return clashes.length > 0 ? settingsOf(seed + 1_000_003) : { config, classes }
}

function drawsOf(config: RunConfig, classes: number, step: number): Draws {
  const rows = (salt: number, columns: number) => {
    const { normal } = dice(config.seed * 7919 + step * 104_729 + salt)
    return Array.from({ length: config.batch }, () =>
      Array.from({ length: columns }, () => Math.fround(normal())),
    )
  }
  return {
    real: (update) => rows(100 + update, 2),
    noiseD: (update) => rows(200 + update, config.latent),
    noiseG: () => rows(300, config.latent),
    labels: (update) =>
      classes === 0
        ? null
        : rows(400 + update, 1).map(([v = 0]) =>
            Array.from({ length: classes }, (_, c) => (c === Math.floor(Math.abs(v) * 97) % classes ? 1 : 0)),
          ),
    normal: (slot, count) => {
      const { normal } = dice(config.seed * 31 + step * 7907 + slot * 13 + 5)
      return Array.from({ length: count }, () => Math.fround(normal()))
    },
  }
}

function feedOf(config: RunConfig, classes: number): Feed {
  const at = (step: number) => drawsOf(config, classes, step)
  const asTensor = (rows: number[][]) => tensor<Rank.R2>(rows.flat(), [rows.length, rows[0]?.length ?? 0])
  return {
    batch: (step, update) =>
      lazyBatch({
        real: () => asTensor(at(step).real(update)),
        noise: () => asTensor(update === config.dSteps ? at(step).noiseG() : at(step).noiseD(update)),
        conditions: () => {
          const labels = at(step).labels(update)
          return labels === null ? {} : { labels: asTensor(labels) }
        },
      }),
    normal: (step, slot, shape): Tensor => {
      const count = shape.reduce((product, side) => product * side, 1)
      return tensor(at(step).normal(slot, count), [...shape])
    },
    uniform: () => {
      throw new Error('No layer of these leaves anything to chance.')
    },
  }
}

function rowsOf({ shape, data }: NamedTensor): number[][] {
  const columns = shape.at(-1) ?? 1
  return Array.from({ length: data.length / columns }, (_, i) => [
    ...data.subarray(i * columns, (i + 1) * columns),
  ])
}
const plain = (tensors: readonly NamedTensor[]) => new Map(tensors.map((one) => [one.name, rowsOf(one)]))
const onTape = (weights: Map<string, number[][]>): Weights =>
  new Map([...weights].map(([name, rows]) => [name, rows.map((row) => row.map(num))]))

beforeAll(async () => {
  await openWasmEngine()
})

/** Steps before the one that is checked. */
const WARM = 2

function apart(got: Map<string, number[][]>, want: Weights): number {
  return Math.max(
    ...[...want].map(([name, rows]) =>
      Math.max(
        ...rows.flatMap((row, i) =>
          row.map(({ value }, j) => {
            const found = got.get(name)?.[i]?.[j] ?? NaN
            const off = Math.abs(found - value) / (1 + Math.abs(value))
            return Number.isNaN(off) ? Infinity : off
          }),
        ),
      ),
    ),
  )
}

describe('a step of settings drawn at random', () => {
  const seeds = Array.from({ length: CASES }, (_, i) => FIRST + i)
  test.each(seeds)('number %i is what the formulas say', async (seed) => {
    await compare(seed)
  })
})

/** A step from a cliff this steep says nothing in float32: other settings are drawn then. */
const CLIFF = 100

/** Whether a nudge of D's weights, no larger than what float32 loses on the way, leaves the figures as they are. */
function steady(setting: Setting, want: Outcome): boolean {
  const { normal } = dice(99)
  const nudged = new Map(
    [...setting.d].map(([name, rows]) => [
      name,
      rows.map((row) => row.map(({ value }) => num(value + 1e-6 * (1 + Math.abs(value)) * normal()))),
    ]),
  )
  const other = plainStep({ ...setting, d: nudged, directions: new Map(setting.directions) })
  return (['lossD', 'penalty', 'lossG', 'gradD', 'gradG'] as const).every(
    (figure) => Math.abs(other[figure] - want[figure]) < 1e-4 * (1 + Math.abs(want[figure])),
  )
}

async function compare(seed: number): Promise<void> {
  const { config, classes } = settingsOf(seed)
  const about = JSON.stringify({ ...config, classes })
  const game = createGame(config, [2], classes)
  const feed = feedOf(config, classes)
  const seen = [await game.weights()]
  for (let step = 0; step < WARM; step++) {
    game.step(config, feed, step).dispose()
    seen.push(await game.weights())
  }
  const before = await game.save()
  const anchored = before.map((one) =>
    one.name === 'discriminator:anchors' ? { ...one, data: Float32Array.of(0.3, -0.2, 1) } : one,
  )
  game.restore(anchored)
  const held = new Map(anchored.map((one) => [one.name, one]))
  const now = await game.weights()
  const waves = held.get('discriminator/fourier/frequencies')
  const phases = held.get('discriminator/fourier/phases')
  /** G is updated once a step, so that its past is all we saw. */
  const seenPast = new Map(
    [...plain(now.generator)].map(([name, rows]) => [
      name,
      rows.map((row, i) =>
        row.map(
          (_, j) =>
            seen.reduce((so, { generator }) => so + (plain(generator).get(name)?.[i]?.[j] ?? NaN), 0) /
            seen.length,
        ),
      ),
    ]),
  )
  const pastOf = (tensors: readonly NamedTensor[]) =>
    new Map(
      tensors.flatMap((one) => {
        const past = held.get(`${one.name}:history`)
        return past === undefined ? [] : [[one.name, rowsOf({ ...past, shape: one.shape })] as const]
      }),
    )
  const setting: Setting = {
    config,
    draws: drawsOf(config, classes, WARM),
    g: onTape(plain(now.generator)),
    d: onTape(plain(now.discriminator)),
    directions: new Map(
      anchored
        .filter(({ name }) => name.endsWith(':direction'))
        .map(({ name, data }) => [name.replace(':direction', ''), [...data]]),
    ),
    waves: waves && phases ? { frequencies: rowsOf(waves), phases: [...phases.data] } : null,
    anchors: [0.3, -0.2],
    past:
      config.history > 0
        ? { g: config.lookahead > 0 ? pastOf(now.generator) : seenPast, d: pastOf(now.discriminator) }
        : null,
    clock: WARM,
  }
  const want = plainStep({ ...setting, directions: new Map(setting.directions) })
  if (!(want.gradD < CLIFF && want.gradG < CLIFF) || !steady(setting, want)) {
    game.dispose()
    return compare(seed + 500_009)
  }
  const { trace } = await game.trace(config, feed, WARM)
  const after = await game.weights()
  const last = trace.discriminator.at(-1)
  const close = (got: number | undefined, truth: number, what: string) => {
    const off = Math.abs((got ?? NaN) - truth) / (1 + Math.abs(truth))
    expect(off, `${what}: ${got} for ${truth} in ${about}`).toBeLessThan(2e-4)
  }
  close(last?.loss, want.lossD, 'loss of D')
  close(last?.penalty, want.penalty, 'penalty')
  close(last?.gradNorm, want.gradD, 'gradient of D')
  close(trace.generator.loss, want.lossG, 'loss of G')
  close(trace.generator.gradNorm, want.gradG, 'gradient of G')
  // Lookahead at each step goes half the way back to where the step began.
  const back = (from: Weights, to: Weights): Weights =>
    config.lookahead === 0
      ? to
      : new Map(
          [...to].map(([name, rows]) => [
            name,
            rows.map((row, i) =>
              row.map((v, j) => num((v.value + (from.get(name)?.[i]?.[j]?.value ?? NaN)) / 2)),
            ),
          ]),
        )
  expect(apart(plain(after.generator), back(setting.g, want.g)), `weights of G in ${about}`).toBeLessThan(
    1e-4,
  )
  expect(apart(plain(after.discriminator), back(setting.d, want.d)), `weights of D in ${about}`).toBeLessThan(
    1e-4,
  )
  game.dispose()
}
