/** Draws made on the GPU against the same draws in JavaScript: the words are alike bit for bit, the floats up to rounding. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as tf from '@tensorflow/tfjs'
import { openEngine } from '../../src/worker/compute/engine.ts'
import { defaultsFor } from '../../src/common/config/defaults.ts'
import type { RunConfig } from '../../src/common/config/run-config.ts'
import { fixedPoints } from '../../src/worker/data/point-set.ts'
import { pointSetFor } from '../../src/worker/data/builtin/point-sets.ts'
import { drawLabels, isLabelled } from '../../src/worker/data/labels.ts'
import type { Dataset } from '../../src/worker/data/dataset.ts'
import { shapeOf } from '../../src/common/items/kinds.ts'
import { picturesOf, tableSummary } from '../helpers/data/sets.ts'
import { createFeed } from '../../src/worker/gan/batches/feed.ts'
import { oneHotRows } from '../../src/worker/gan/batches/labels.ts'
import { labelSource } from '../../src/worker/kinds/classes.ts'
import { fork, normals, randomWords, streamFor, uniforms } from '../../src/common/numbers/random.ts'
import { ASSETS } from './engine-assets.ts'

beforeAll(async () => {
  expect((await openEngine('webgpu', ASSETS)).report.backend).toBe('webgpu')
})
afterAll(() => void tf.setBackend('cpu'))

const [STEP, UPDATE] = [41, 3]
const CONFIG: RunConfig = { ...defaultsFor('ring'), batch: 301, latent: 3, seed: 3_000_000_019 }
const streamOf = (purpose: Parameters<typeof streamFor>[1], update = UPDATE) =>
  fork(fork(streamFor(CONFIG.seed, purpose), STEP), update)

function feedOf(config: RunConfig, dataset?: Dataset) {
  const shape = dataset === undefined ? [2] : shapeOf(dataset.item)
  const draw = () => {
    throw new Error('drawn in JavaScript')
  }
  const resident = dataset?.resident() ?? null
  return createFeed(
    () => config,
    shape,
    draw,
    () => resident,
  )
}

async function numbers(tensor: tf.Tensor | null): Promise<Float32Array> {
  if (tensor === null) throw new Error('nothing was drawn')
  const values = Float32Array.from(await tensor.data<'float32'>())
  tensor.dispose()
  return values
}

function worst(actual: Float32Array, expected: Float32Array): number {
  expect(actual).toHaveLength(expected.length)
  return actual.reduce((most, value, i) => Math.max(most, Math.abs(value - (expected[i] ?? NaN))), 0)
}

describe('noise', () => {
  test('normal numbers are those of the reference', async () => {
    const drawn = await numbers(feedOf(CONFIG).batch(STEP, UPDATE).noise)
    expect(worst(drawn, normals(streamOf('noise-discriminator'), drawn.length))).toBeLessThan(2e-6)
    const slot = await numbers(feedOf(CONFIG).normal(STEP, 7, [5, 1, 3]))
    expect(worst(slot, normals(streamOf('instance-noise', 7), 15))).toBeLessThan(2e-6)
  })

  test('so are a hundred thousand of them, tails included', async () => {
    const config = { ...CONFIG, batch: 1000, latent: 100 }
    const drawn = await numbers(feedOf(config).batch(STEP, config.dSteps).noise)
    expect(worst(drawn, normals(streamOf('noise-generator', 0), drawn.length))).toBeLessThan(2e-6)
    expect(drawn.reduce((most, value) => Math.max(most, Math.abs(value)), 0)).toBeGreaterThan(4)
  })

  test('uniform numbers are the same to the last bit', async () => {
    const drawn = await numbers(feedOf({ ...CONFIG, prior: 'uniform' }).batch(STEP, UPDATE).noise)
    expect(drawn).toEqual(uniforms(streamOf('noise-discriminator'), drawn.length, -1, 1))
  })
})

describe('items', () => {
  test('points of a mixture', async () => {
    for (const config of [CONFIG, { ...CONFIG, dataset: 'grid' as const }]) {
      const set = pointSetFor(config, null)
      const drawn = await numbers(feedOf(config, set).batch(STEP, UPDATE).real)
      expect(worst(drawn, set.draw(streamOf('data'), CONFIG.batch))).toBeLessThan(2e-6)
    }
  })

  test('points of a table', async () => {
    const summary = tableSummary({ count: 777, fingerprint: 'table' })
    const set = fixedPoints(normals(streamFor(1, 'data'), 2 * 777), summary)
    const drawn = await numbers(feedOf(CONFIG, set).batch(STEP, UPDATE).real)
    expect(drawn).toEqual(set.draw(streamOf('data'), CONFIG.batch))
  })

  test.for([
    { size: 28, channels: 1 as const, count: 100 },
    { size: 16, channels: 3 as const, count: 5 },
  ])('images of $size × $size × $channels', async ({ size, channels, count }) => {
    const bytes = count * size * size * channels
    const pixels = new Uint8Array(randomWords(streamFor(2, 'data'), bytes / 4).buffer)
    const set = picturesOf({ size, channels, pixels }, { fingerprint: 'pictures' })
    const drawn = await numbers(feedOf(CONFIG, set).batch(STEP, UPDATE).real)
    expect(drawn).toEqual(set.draw(streamOf('data'), CONFIG.batch))
  })
})

test('classes are those of the very pictures drawn', async () => {
  const count = 400
  const set = picturesOf(
    {
      size: 2,
      pixels: Uint8Array.from({ length: 4 * count }, (_, at) => Math.floor(at / 4) % 256),
      labels: Uint16Array.from({ length: count }, (_, i) => i),
    },
    { fingerprint: 'told', classes: Array.from({ length: 400 }, (_, i) => String(i)) },
  )
  if (!isLabelled(set)) throw new Error('no classes')
  const config: RunConfig = { ...CONFIG, dataset: 'mnist', conditional: 'projection' }
  const source = labelSource(config, set)
  if (source === null) throw new Error('no classes')
  const draw = () => {
    throw new Error('drawn in JavaScript')
  }
  const resident = set.resident()
  const before = tf.memory().numTensors
  const feed = createFeed(
    () => config,
    [2, 2, 1],
    draw,
    () => resident,
    { ...source, draw },
  )
  const rows = feed.batch(STEP, UPDATE).conditions.labels
  if (rows === undefined) throw new Error('no labels')
  const drawn = await numbers(rows)
  const labels = drawLabels(set, streamOf('data'), CONFIG.batch)
  expect(drawn).toEqual(oneHotRows(labels, 400))
  const bytes = [...(await numbers(feed.batch(STEP, UPDATE).real))].filter((_, i) => i % 4 === 0)
  expect(bytes.map((value) => Math.round((value + 1) * 127.5))).toEqual([...labels].map((one) => one % 256))
  feed.dispose()
  expect(tf.memory().numTensors).toBe(before)
})

test('a feed that is not needed any more leaves nothing behind', async () => {
  const before = tf.memory().numTensors
  const feed = feedOf(CONFIG, pointSetFor(CONFIG, null))
  for (let step = 0; step < 5; step++) {
    const { real, noise } = feed.batch(step, step % 2)
    tf.dispose([real, noise ?? []])
  }
  feed.dispose()
  expect(tf.memory().numTensors).toBe(before)
  await Promise.resolve()
})
