/**
 * A discriminator with many logits an item, and a generator without a latent: whole steps against the formulas on plain
 * doubles (helpers/truth/plain-patch.ts). Losses, penalties, figures, traces, and every gradient by central differences.
 */
import { abs, mean as meanOf, mul, sub, type Scalar } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { LOSSES } from '../../../../src/common/catalog/losses.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import type { NamedTensor } from '../../../../src/common/protocol/report.ts'
import { FIGURES } from '../../../../src/worker/gan/game-types.ts'
import type { GeneratorTerm } from '../../../../src/worker/gan/tasks/task.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { patchFeed, patchGame, picturesFrom } from '../../../helpers/engine/patch-game.ts'
import { expectClose } from '../../../helpers/truth/differences.ts'
import * as plain from '../../../helpers/truth/plain-patch.ts'

beforeAll(useCpu)

const RATE = 0.5
const K = 4
const SMALL: RunConfig = {
  ...defaultsFor('mnist'),
  ...{
    latent: 3,
    batch: 4,
    optimizer: 'sgd',
    beta1: 0,
    gLr: RATE,
    dLr: RATE,
    ema: 0,
    loss: 'non-saturating',
  },
  ...{ penalty: 'none', gamma: 1, dSteps: 1 },
}

const RECONSTRUCTION = 0.8
const l1: GeneratorTerm = {
  comparesReals: true,
  value: ({ fake, real }): Scalar => {
    if (real === null) throw new Error('no reals')
    return mul(meanOf(abs(sub(fake, real))), RECONSTRUCTION)
  },
}

const CHANGES: Partial<RunConfig>[] = [
  ...LOSSES.map(({ id }) => ({ loss: id })),
  { labelSmoothing: 0.2 },
  { penalty: 'r1', gamma: 2 },
  { penalty: 'r1r2', gamma: 2, loss: 'relativistic-paired' },
  { penalty: 'gradient', gamma: 3, loss: 'wasserstein' },
  { lecam: 0.4, loss: 'hinge' },
  { featureMatching: 0.7 },
  { topK: 0.5 },
]

const rows = ({ data, shape: [n = 0] }: NamedTensor): number[][] =>
  Array.from({ length: n }, (_, i) => [...data.subarray((i * data.length) / n, ((i + 1) * data.length) / n)])
const weightsOf = (tensors: readonly NamedTensor[]): plain.Weights =>
  new Map(tensors.map(({ name, data }) => [name, [...data]]))
const numbers = (weights: plain.Weights): number[] => [...weights.values()].flatMap((values) => [...values])

/** Anchors that count from now on: LeCam waits for a thousand updates. */
const ANCHORS = [0.3, -0.2] as const

async function played(config: RunConfig, terms: readonly GeneratorTerm[]) {
  const game = patchGame(config, terms)
  const state = await game.save()
  game.restore(
    state.map((held) =>
      held.name === 'discriminator:anchors' ? { ...held, data: Float32Array.of(...ANCHORS, 1) } : held,
    ),
  )
  const before = await game.weights()
  const { row, trace } = await game.trace(config, patchFeed(config), 0)
  const figures = new Map(FIGURES.map((name, i) => [name, row.dataSync()[i] ?? NaN]))
  row.dispose()
  const after = await game.weights()
  game.dispose()
  const [update] = trace.discriminator
  if (update === undefined) throw new Error('no update')
  return {
    figures,
    update,
    generator: trace.generator,
    d: { before: weightsOf(before.discriminator), after: weightsOf(after.discriminator) },
    g: { before: weightsOf(before.generator), after: weightsOf(after.generator) },
  }
}

/** Plain gradient descent tells the gradient. */
const descended = ({ before, after }: { before: plain.Weights; after: plain.Weights }): number[] => {
  const now = numbers(after)
  return numbers(before).map((value, i) => (value - (now[i] ?? NaN)) / RATE)
}

describe.each([
  ['from noise', 3],
  ['from a source, which both are told', 0],
])('%s', (_, latent) => {
  const reconstruction = latent === 0 ? RECONSTRUCTION : 0
  const terms = latent === 0 ? [l1] : []

  test.each(CHANGES)('%o', async (change) => {
    const config: RunConfig = { ...SMALL, latent, ...change }
    const { figures, update, generator, d, g } = await played(config, terms)
    const setting: plain.PlainSetting = {
      ...config,
      penalty: config.penalty as plain.PlainSetting['penalty'],
      smoothing: config.labelSmoothing,
      anchors: ANCHORS,
      reconstruction,
    }
    const batch = {
      real: rows(update.real),
      fake: rows(update.fake),
      source: update.source === undefined ? null : rows(update.source),
    }
    expect(batch.source === null).toBe(latent > 0)
    expect(update.noise?.shape).toEqual(latent > 0 ? [4, 3] : undefined)

    // D: logits, figures, loss, what is added, and every gradient.
    const judge = (items: readonly plain.Numbers[]) =>
      items.map((x, i) => plain.judged(d.before, x, batch.source?.[i] ?? null).logits)
    const [reals, fakes] = [judge(batch.real), judge(batch.fake)]
    expect(reals[0]).toHaveLength(K)
    expectClose(update.realLogits, reals.map(plain.mean), 1e-5)
    expectClose(update.fakeLogits, fakes.map(plain.mean), 1e-5)
    const scores = (all: readonly plain.Numbers[]) =>
      plain.mean(all.map((one) => plain.sigmoid(plain.mean(one))))
    expect(figures.get('realScore')).toBeCloseTo(scores(reals), 5)
    expect(figures.get('fakeScore')).toBeCloseTo(scores(fakes), 5)
    const [loss, added] = plain.discriminatorObjective(setting, d.before, batch)
    expect(update.loss).toBeCloseTo(loss, 5)
    expect(update.penalty).toBeCloseTo(added, 4)
    expect(added > 0).toBe(config.penalty !== 'none' || config.lecam > 0)
    const errors = [update.realErrors, update.fakeErrors].filter((part) => part.length > 0)
    expect(errors.every((part) => part.length === config.batch)).toBe(true)
    expect(errors.reduce((sum, part) => sum + plain.mean(part), 0)).toBeCloseTo(loss, 5)
    const slopesD = plain.slopesOf((weights) => {
      const [value, more] = plain.discriminatorObjective(setting, weights, batch)
      return value + more
    }, d.before)
    expectClose(descended(d), slopesD, 1e-4)

    // G: against D as it then was, which G's update leaves alone.
    const second = {
      real: generator.real === undefined ? [] : rows(generator.real),
      noise: generator.noise === undefined ? null : rows(generator.noise),
      source: generator.source === undefined ? null : rows(generator.source),
    }
    const objective = (weights: plain.Weights) => plain.generatorObjective(setting, weights, d.after, second)
    expect(generator.loss).toBeCloseTo(objective(g.before), 5)
    expectClose(descended(g), plain.slopesOf(objective, g.before), 1e-4)
    const counted = generator.fakeErrors.filter(Number.isFinite)
    expect(counted).toHaveLength(config.topK < 1 ? 2 : 4)
    // The best items, not the best logits of any item.
    const least = Math.min(
      ...generator.fakeLogits.filter((__, i) => Number.isFinite(generator.fakeErrors[i])),
    )
    expect(generator.fakeLogits.filter((logit) => logit >= least)).toHaveLength(counted.length)
  })
})

test('an item is scored by the mean of its logits, and the slope is that mean’s', () => {
  for (const latent of [3, 0]) {
    const config = { ...SMALL, latent }
    const game = patchGame(config)
    const { real, conditions } = patchFeed(config).batch(0, 0)
    const d: plain.Weights = new Map(
      [...game.tensors].flatMap(([name, held]) =>
        held.shape.length > 0 ? [[name, [...held.dataSync()]]] : [],
      ),
    )
    const flatReal = [...real.dataSync()]
    const flatSource = conditions.source === undefined ? null : [...conditions.source.dataSync()]
    const part = (values: readonly number[], i: number) => values.slice(64 * i, 64 * (i + 1))
    const of = (i: number, item: plain.Numbers) =>
      plain.mean(plain.judged(d, item, flatSource === null ? null : part(flatSource, i)).logits)
    const scores = game.score(real, conditions)
    expect(scores.shape).toEqual([4])
    expectClose(
      scores.dataSync(),
      [0, 1, 2, 3].map((i) => of(i, part(flatReal, i))),
      1e-5,
    )
    const slopes = [0, 1, 2, 3].flatMap((i) => {
      const item = part(flatReal, i)
      return item.map((_, at) => {
        const moved = (shift: number) =>
          of(
            i,
            item.map((value, j) => (j === at ? value + shift : value)),
          )
        return (moved(1e-4) - moved(-1e-4)) / 2e-4
      })
    })
    expectClose(game.inputGradient(real, conditions).dataSync(), slopes, 1e-5)
    const fake = picturesFrom(Array.from({ length: 256 }, (_, i) => Math.tanh(Math.sin(i))))
    const direction = game.generatorDirection(config, patchFeed(config), 0, fake, real, conditions)
    const objective = (item: plain.Numbers, i: number) => {
      const logits = plain.judged(d, item, flatSource === null ? null : part(flatSource, i)).logits
      return plain.mean(logits.map((x) => Math.log(1 + Math.exp(-x))))
    }
    const flatFake = [...fake.dataSync()]
    const drawn = [0, 1, 2, 3].flatMap((i) => {
      const item = part(flatFake, i)
      return item.map((_, at) => {
        const moved = (shift: number) =>
          objective(
            item.map((v, j) => (j === at ? v + shift : v)),
            i,
          )
        return -(moved(1e-4) - moved(-1e-4)) / 2e-4
      })
    })
    expectClose(direction.dataSync(), drawn, 1e-5)
    game.dispose()
  }
})
