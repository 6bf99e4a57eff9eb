/** The stages of slow motion: whose turn, what is lit, which numbers, and words that fit the loss in force. */
import { beforeAll, describe, expect, test } from 'vitest'
import { lossEntry, LOSSES, type LossId } from '../../../../src/common/catalog/losses.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import type { Stream } from '../../../../src/common/numbers/random.ts'
import { createFeed } from '../../../../src/worker/gan/batches/feed.ts'
import type { CodeSource } from '../../../../src/worker/gan/batches/item-sources.ts'
import { createGame } from '../../../../src/worker/gan/game.ts'
import type { SlowStep, StepPart } from '../../../../src/common/protocol/report.ts'
import { classNames } from '../../../../src/page/ui/story/slow/stage-parts.ts'
import { stagesOf } from '../../../../src/page/ui/story/slow/stages.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { patchFeed, patchGame } from '../../../helpers/engine/patch-game.ts'
import { ringFeed } from '../../../helpers/engine/ring-feed.ts'

beforeAll(useCpu)

const SMALL: RunConfig = { ...defaultsFor('ring'), gLayers: [6], dLayers: [5], batch: 8 }

async function madeBy(change: Partial<RunConfig>, part: StepPart = 'both') {
  const config = { ...SMALL, ...change }
  const game = createGame(config, [2])
  const feed = config.warmStart > 0 ? codedFeed(config) : ringFeed(config)
  let made: SlowStep
  if (part === 'both') {
    const { row, trace } = await game.trace(config, feed, 0)
    row.dispose()
    made = { part, step: 0, alone: 0, ...trace }
  } else made = { part, step: 0, alone: 1, ...(await game.tracePart(config, feed, 0, { part, turn: 1 })) }
  return { made, stages: stagesOf({ made, config, networks: null, classes: [] }) }
}

/** Points with latents of their own. */
function codedFeed(config: RunConfig) {
  const draw = (_: Stream, count: number) => Float32Array.from({ length: 2 * count }, (_, i) => Math.sin(i))
  const codes: CodeSource = {
    latent: config.latent,
    reach: 4,
    draw: (_, count) => Float32Array.from({ length: config.latent * count }, (_, i) => Math.cos(i)),
    resident: () => {
      throw new Error('Nothing draws on a device here.')
    },
  }
  return createFeed(() => config, [2], draw, undefined, null, undefined, codes)
}

const ids = (stages: { id: string }[]) => stages.map(({ id }) => id)
const DISCRIMINATOR = ['noise', 'fakes', 'scores', 'error', 'back', 'move']

describe('the order of a step', () => {
  test('the detective’s six stages come before the forger’s six', async () => {
    const { stages } = await madeBy({})
    expect(ids(stages)).toEqual([
      ...DISCRIMINATOR.map((name) => `d1-${name}`),
      ...DISCRIMINATOR.map((name) => `g-${name}`),
    ])
  })

  test('k updates are all walked while they are few, else the first and the last', async () => {
    expect((await madeBy({ dSteps: 3 })).stages).toHaveLength(24)
    const { stages } = await madeBy({ dSteps: 5 })
    expect(stages).toHaveLength(18)
    expect(stages[0]?.turn).toBe('Detective’s turn, update 1 of 5; 3 more like it follow')
    expect(stages[6]?.turn).toBe('Detective’s turn, update 5 of 5')
  })

  test.each<[StepPart, string[]]>([
    ['forwards', DISCRIMINATOR.slice(0, 4).map((name) => `d1-${name}`)],
    ['discriminator', DISCRIMINATOR.map((name) => `d1-${name}`)],
    ['generator', DISCRIMINATOR.map((name) => `g-${name}`)],
  ])('%s alone has the stages it makes, and no others', async (part, expected) => {
    expect(ids((await madeBy({}, part)).stages)).toEqual(expected)
  })

  test('a forger that starts from what it is told shows that, and no noise', async () => {
    const config = { ...SMALL, latent: 0 }
    const game = patchGame(config)
    const { row, trace } = await game.trace(config, patchFeed(config), 0)
    row.dispose()
    const made: SlowStep = { part: 'both', step: 0, alone: 0, ...trace }
    const stages = stagesOf({ made, config, networks: null, classes: [] })
    const shown = ['source', ...DISCRIMINATOR.slice(1)]
    expect(ids(stages)).toEqual([...shown.map((name) => `d1-${name}`), ...shown.map((name) => `g-${name}`)])
    expect(stages[0]?.text).toMatch(/sources come in, each what is left of a real picture\./)
    const fake = trace.discriminator[0]?.fake
    // Pictures with a mask are shown as pictures: what is missing has a pattern.
    for (const { batch } of stages) expect(batch.noise?.shape.slice(1, 3)).toEqual(fake?.shape.slice(1, 3))
  })

  test('a warm start that restores begins with sources, and shows a hole as a part of the picture', async () => {
    const config = { ...defaultsFor('emoji'), task: 'restore', source: 'hole', model: 'unet' } as const
    const fake = { name: 'fake', shape: [1, 2, 2, 1], data: Float32Array.of(0, 0, 0, 0) }
    const source = { name: 'source', shape: [1, 2, 2, 2], data: Float32Array.of(0.5, 0, 0, 1, -1, 0, 0, 1) }
    const generator = { ...(await madeBy({ warmStart: 10 })).made.generator, fake, source, noise: undefined }
    const { noise: _, ...given } = generator
    const made = { part: 'generator', step: 0, alone: 1, discriminator: [], generator: given } as SlowStep
    const stages = stagesOf({ made, config, networks: null, classes: [] })
    expect(ids(stages)).toEqual(['w-source', 'w-fakes', 'w-error', 'w-back', 'w-move'])
    const shown = stages[0]?.batch.noise
    expect(shown?.shape).toEqual([1, 2, 2, 1])
    expect([shown?.data[0], shown?.data[2]]).toEqual([0.5, -1])
    expect(shown?.data[1]).not.toBe(0)
  })

  test('in a warm start the forger alone is walked: latents of pictures, and the error straight from them', async () => {
    const { stages } = await madeBy({ warmStart: 10 })
    expect(ids(stages)).toEqual(['w-codes', 'w-fakes', 'w-error', 'w-back', 'w-move'])
    expect(
      stages.every(({ frozen, lit }) => frozen === 'discriminator' && !lit.includes('discriminator')),
    ).toBe(true)
    expect(stages[0]?.batch).toMatchObject({ real: null, fake: null })
    expect(stages[1]?.batch.real?.shape).toEqual(stages[1]?.batch.fake?.shape)
    expect(stages[2]?.facts[0]?.value).toBeGreaterThan(0)
    expect(stages[4]?.text).toContain('at a rate of 0.001. After 10 of them')
  })

  test('the error goes into the detective only, then through the frozen one into the forger', async () => {
    const { stages } = await madeBy({})
    const back = stages.filter(({ flow }) => flow === 'backwards')
    expect(back.map(({ lit, frozen, moves }) => [lit, frozen, moves?.of])).toEqual([
      [['score', 'discriminator'], 'generator', 'discriminator'],
      [['score', 'discriminator', 'fake', 'generator'], 'discriminator', 'generator'],
    ])
  })
})

test('the numbers are the step’s own, unrounded', async () => {
  const { made, stages } = await madeBy({ penalty: 'r1', gamma: 0.5 })
  const fact = (id: string, label: string) =>
    stages.find((stage) => stage.id === id)?.facts.find((one) => one.label === label)?.value
  const [update] = made.discriminator
  if (update === undefined || made.generator === null) throw new Error('no update')
  expect(fact('d1-error', 'Loss')).toBe(update.loss)
  expect(fact('d1-error', 'Penalties')).toBe(update.penalty)
  expect(fact('d1-back', 'Gradient’s norm')).toBe(update.gradNorm)
  expect(fact('g-error', 'Loss')).toBe(made.generator.loss)
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
  const mean = update.realLogits.map(sigmoid).reduce((a, b) => a + b) / 8
  expect(fact('d1-scores', 'Mean on reals')).toBeCloseTo(mean, 12)
  const [first] = stages.find(({ id }) => id === 'd1-error')?.items ?? []
  expect(first).toEqual({
    who: 'real',
    index: 0,
    of: null,
    score: sigmoid(update.realLogits[0] ?? NaN),
    target: '1',
    error: update.realErrors[0],
  })
})

describe('words fit the loss', () => {
  test.each<[LossId, string, RegExp]>([
    ['non-saturating', '1', /target 1/],
    ['minimax', '1', /target 1/],
    ['least-squares', '1', /target 1/],
    ['hinge', '≥ 1', /judges the fakes/],
    ['wasserstein', 'none', /judges the fakes/],
    ['relativistic-average', 'none', /judges the fakes/],
    ['relativistic-paired', 'none', /judges the fakes/],
  ])('%s has %s as the target of a real', async (loss, target, title) => {
    const { stages } = await madeBy({ loss })
    const at = (id: string) => stages.find((stage) => stage.id === id)
    expect(at('d1-scores')?.items[0]?.target ?? 'none').toBe(target)
    expect(at('g-scores')?.title).toMatch(title)
  })

  test.each(LOSSES.map(({ id }) => id))(
    '%s: aims, prices that add up, and every stage has words',
    async (loss) => {
      const { stages } = await madeBy({ loss })
      const at = (id: string) => stages.find((stage) => stage.id === id)
      const { discriminatorAim, generatorAim } = lossEntry(loss).words
      expect(at('d1-scores')?.text).toContain(discriminatorAim)
      expect(at('g-scores')?.text).toContain(generatorAim)
      for (const id of ['d1-error', 'g-error']) {
        const facts = at(id)?.facts ?? []
        const total = facts.find(({ label }) => label === 'Loss')?.value ?? NaN
        const parts = facts.filter(({ label }) => label.startsWith('Mean'))
        expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(total, 4)
        expect(facts.map(({ label }) => label)).not.toContain('Added terms')
      }
      for (const { text, title } of stages) expect(`${title} ${text}`).not.toMatch(/undefined|NaN|[{}]/)
    },
  )

  test('a smoothed target is said as such; what is added to the forger’s loss is shown', async () => {
    const { stages } = await madeBy({ labelSmoothing: 0.1, featureMatching: 1 })
    expect(stages.find(({ id }) => id === 'd1-scores')?.items[0]?.target).toBe('0.9')
    expect(stages.find(({ id }) => id === 'd1-scores')?.text).toContain('0.9 of every real')
    expect(stages.find(({ id }) => id === 'g-error')?.facts.map(({ label }) => label)).toContain(
      'Added terms',
    )
  })
})

test('an item of a conditional run has its class’s name', () => {
  const labels = { name: 'labels', shape: [2, 3], data: Float32Array.of(0, 0, 1, 1, 0, 0) }
  const of = classNames(labels, ['shoe', 'bag', 'coat'])
  expect([of(0), of(1)]).toEqual(['coat', 'shoe'])
  expect(classNames(undefined, [])(0)).toBeNull()
})
