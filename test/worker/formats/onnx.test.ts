/** ONNX files in ONNX Runtime against the game itself: every model, aid and norm, points and pictures, by class and not. */
import { tensor, tensor2d } from '@tensorflow/tfjs'
import { env, InferenceSession, Tensor } from 'onnxruntime-web'
import { beforeAll, expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { shapeOf } from '../../../src/common/items/kinds.ts'
import { onnxModel } from '../../../src/worker/formats/onnx/model.ts'
import type { Game } from '../../../src/worker/gan/game-types.ts'
import { gameOf } from '../../../src/worker/gan/game.ts'
import { variancePreserving } from '../../../src/worker/gan/networks/initialisers.ts'
import { denseLayer } from '../../../src/worker/gan/networks/layers/dense.ts'
import { dropoutLayer } from '../../../src/worker/gan/networks/layers/dropout.ts'
import { spanHeadLayer } from '../../../src/worker/gan/networks/layers/span-head.ts'
import { conditionsOf } from '../../../src/worker/probe/samples.ts'
import { exportedNetwork } from '../../../src/worker/session/exports/network.ts'
import { Run } from '../../../src/worker/session/train/run.ts'
import { rowSetOf, trees } from '../../helpers/data/row-sets.ts'
import { useCpu } from '../../helpers/engine/backend.ts'
import {
  channelsFirst,
  EXPORT_CASES,
  FROM_PICTURES,
  givenFor,
  questionsFor,
  shakenGame,
} from '../../helpers/engine/exported-cases.ts'

/** Asked for: 1e-5 of what is compared, whose largest is some units. */
const TOLERANCE = 1e-5
const COUNT = 5
const rule = variancePreserving(1)

beforeAll(async () => {
  await useCpu()
  env.wasm.numThreads = 1
  env.logLevel = 'error'
})

const int64 = (labels: Uint16Array) =>
  new Tensor('int64', BigInt64Array.from(labels, BigInt), [labels.length])

test.for(EXPORT_CASES.map((one) => [one.name, one] as const))('%s', async ([, one]) => {
  const game = shakenGame(one)
  const { z, labels } = questionsFor(one, COUNT)
  const told = labels === null ? {} : { label: int64(labels) }
  const shape = [COUNT, ...shapeOf(one.item)]
  const first = shape.length === 4 ? [COUNT, shape[3] ?? 0, shape[1] ?? 0, shape[2] ?? 0] : shape

  const made = game.sample(one.config, tensor2d(z, [COUNT, one.config.latent]), conditionsOf(game, labels))
  const items = made.dataSync() as Float32Array
  const port = one.item.kind === 'picture' ? 'image' : 'point'
  const generator = await sessionOf(one, game, 'generator')
  expect(generator.inputNames).toEqual(labels === null ? ['z'] : ['z', 'label'])
  expect(generator.outputNames).toEqual([port])
  const fakes = await generator.run({ z: new Tensor('float32', z, [COUNT, one.config.latent]), ...told })
  expect(fakes[port]?.dims).toEqual(first)
  expectClose(fakes[port]?.data, channelsFirst(items, shape))

  const scores = game.score(tensor(items, shape), conditionsOf(game, labels)).dataSync()
  const discriminator = await sessionOf(one, game, 'discriminator')
  const asked = new Tensor('float32', channelsFirst(items, shape), first)
  const { logit } = await discriminator.run({ [port]: asked, ...told })
  expect(logit?.dims).toEqual([COUNT, 1])
  expectClose(logit?.data, scores)
  game.dispose()
})

test.for(FROM_PICTURES.map((one) => [one.name, one] as const))('from pictures: %s', async ([, one]) => {
  const game = shakenGame(one)
  const { source, direction, shape } = givenFor(one, COUNT)
  const ways = direction === null ? {} : { direction: tensor2d(direction, [COUNT, 2]) }
  const told = { source: tensor(source, shape), ...ways }
  const way = direction === null ? {} : { direction: new Tensor('float32', direction, [COUNT, 2]) }
  const given = new Tensor('float32', channelsFirst(source, shape), turnedShape(shape))

  const generator = await sessionOf(one, game, 'generator')
  expect(generator.inputNames).toEqual(direction === null ? ['source'] : ['source', 'direction'])
  const made = game.sample(one.config, null, told)
  const items = made.dataSync<'float32'>()
  const { image } = await generator.run({ source: given, ...way })
  expect(image?.dims).toEqual(turnedShape(made.shape))
  expectClose(image?.data, channelsFirst(items, made.shape))

  const discriminator = await sessionOf(one, game, 'discriminator')
  expect(discriminator.inputNames).toEqual(['image', direction === null ? 'source' : 'direction'])
  const asked = new Tensor('float32', channelsFirst(items, made.shape), turnedShape(made.shape))
  const beside = direction === null ? { source: given } : way
  const { logit } = await discriminator.run({ image: asked, ...beside })
  expect(logit?.dims).toEqual([COUNT, 1])
  expectClose(logit?.data, game.score(made, told).dataSync<'float32'>())
  game.dispose()
})

test('what is certain of a source stands in what the file makes: pixels that are known, and all the light', async () => {
  for (const source of ['hole', 'gray'] as const) {
    const one = FROM_PICTURES.find(
      ({ config, item }) => config.source === source && item.kind === 'picture' && item.channels === 3,
    )
    if (one === undefined) throw new Error(`no case ${source}`)
    const game = shakenGame(one)
    const { source: values, shape } = givenFor(one, COUNT)
    const given = channelsFirst(values, shape)
    const generator = await sessionOf(one, game, 'generator')
    const { image } = await generator.run({ source: new Tensor('float32', given, turnedShape(shape)) })
    const found = image?.data as Float32Array
    const pixels = 64
    let pale = 0
    for (let i = 0; i < COUNT; i++)
      for (let at = 0; at < pixels; at++) {
        const rgb = [0, 1, 2].map((channel) => found[(i * 3 + channel) * pixels + at] ?? NaN)
        if (source === 'hole') {
          const known = given[(i * 4 + 3) * pixels + at] === 0
          if (known) expect(rgb).toEqual([0, 1, 2].map((channel) => given[(i * 4 + channel) * pixels + at]))
        } else {
          const [r = NaN, g = NaN, b = NaN] = rgb
          expect(0.299 * r + 0.587 * g + 0.114 * b).toBeCloseTo(given[i * pixels + at] ?? NaN, 5)
          const reach = Math.max(...rgb.map(Math.abs))
          expect(reach).toBeLessThan(1 + 1e-5)
          if (reach > 1 - 1e-5) pale++
        }
      }
    // Colours were shrunk to fit, and not all of them.
    if (source === 'gray') expect([pale > 5, pale < COUNT * pixels]).toEqual([true, true])
    game.dispose()
  }
})

test('a head of spans as when judging, and dropout that is none', async () => {
  const { network, ...shared } = { network: 'generator', activation: 'tanh', biased: true, rule } as const
  const spans = [3, 1, 2].map((width) => ({ width, kind: width === 1 ? 'tanh' : 'softmax' }) as const)
  const pair = {
    generator: [
      denseLayer({ ...shared, network, name: 'a', inputs: 3, units: 6, activation: 'linear' }),
      spanHeadLayer('head', spans),
      denseLayer({ ...shared, network, name: 'b', inputs: 6, units: 2 }),
    ],
    discriminator: [
      denseLayer({ ...shared, network: 'discriminator', name: 'a', inputs: 2, units: 4 }),
      dropoutLayer('drop', [4], 0.5),
      denseLayer({ ...shared, network: 'discriminator', name: 'b', inputs: 4, units: 1 }),
    ],
  }
  const config = { ...defaultsFor('ring'), latent: 3, ema: 0 }
  const one = { name: 'rows', config, item: { kind: 'point', extent: 2 }, classes: 0 } as const
  const game = gameOf(pair, config, { itemShape: [2], told: {}, terms: [] })
  const { z } = questionsFor(one, COUNT)
  const items = game.sample(config, tensor2d(z, [COUNT, 3])).dataSync()
  const generator = await sessionOf(one, game, 'generator')
  const { point } = await generator.run({ z: new Tensor('float32', z, [COUNT, 3]) })
  expectClose(point?.data, items)
  const discriminator = await sessionOf(one, game, 'discriminator')
  const { logit } = await discriminator.run({
    point: new Tensor('float32', Float32Array.from(items), [COUNT, 2]),
  })
  expectClose(logit?.data, game.score(tensor(items, [COUNT, 2])).dataSync())
  game.dispose()
})

test('networks of a table are told what a row was asked for, and say so by its own name', async () => {
  const set = await rowSetOf(trees(60))
  const config = { ...defaultsFor('penguins'), latent: 3, gLayers: [5], dLayers: [4], batch: 10 }
  const { item } = set
  const one = { name: 'rows', config, item, classes: 0 } as const
  const run = new Run(config, set)
  const { game } = run
  const [width = 0] = shapeOf(item)
  const { z } = questionsFor(one, COUNT)
  const told = Float32Array.from({ length: COUNT * game.choices }, (_, i) =>
    i % game.choices === i % 2 ? 1 : 0,
  )
  const row = tensor2d(told, [COUNT, game.choices])
  const items = game.sample(config, tensor2d(z, [COUNT, 3]), { row }).dataSync()
  const generator = await sessionOf(one, game, 'generator')
  expect([generator.inputNames, generator.outputNames]).toEqual([['z', 'condition'], ['row']])
  const condition = new Tensor('float32', told, [COUNT, game.choices])
  const made = await generator.run({ z: new Tensor('float32', z, [COUNT, 3]), condition })
  expectClose(made['row']?.data, items)
  const discriminator = await sessionOf(one, game, 'discriminator')
  expect(discriminator.inputNames).toEqual(['row', 'condition'])
  const asked = new Tensor('float32', Float32Array.from(items), [COUNT, width])
  const { logit } = await discriminator.run({ row: asked, condition })
  expectClose(logit?.data, game.score(tensor(items, [COUNT, width]), { row }).dataSync())
  run.dispose()
})

async function sessionOf(
  { config, item }: (typeof EXPORT_CASES)[number],
  game: Game,
  role: 'generator' | 'discriminator',
): Promise<InferenceSession> {
  const file = onnxModel(await exportedNetwork(game, config, item, role), { step: '3' })
  return InferenceSession.create(file)
}

/** [n, h, w, c] → [n, c, h, w] */
function turnedShape([n = 0, h = 0, w = 0, c = 0]: readonly number[]): number[] {
  return [n, c, h, w]
}

function expectClose(found: unknown, wanted: ArrayLike<number>): void {
  const values = found as Float32Array
  expect(values).toHaveLength(wanted.length)
  const largest = Math.max(1, ...Array.from(wanted, Math.abs))
  const worst = Math.max(...Array.from(wanted, (value, i) => Math.abs(value - (values[i] ?? NaN))))
  expect(worst / largest).toBeLessThan(TOLERANCE)
  // Something is told apart: items that are all alike would compare equal to anything constant.
  expect(new Set(Array.from(wanted)).size).toBeGreaterThan(1)
}
