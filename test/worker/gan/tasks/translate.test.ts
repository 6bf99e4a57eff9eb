/** A run that translates: what a batch holds, the memory of fakes against plain numbers, how items are routed, and that it learns. */
import { memory, tensor, tensor2d, type Tensor } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { conflictsIn } from '../../../../src/common/config/check.ts'
import { applyChange } from '../../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { fork, streamFor, uniforms } from '../../../../src/common/numbers/random.ts'
import { createFakePool } from '../../../../src/worker/gan/step/fake-pool.ts'
import { Run } from '../../../../src/worker/session/train/run.ts'
import { picturesOf } from '../../../helpers/data/sets.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { openWasmEngine } from '../../../helpers/engine/wasm-engine.ts'

const SIDE = 16
const PIXELS = SIDE * SIDE
const COUNT = 120
const CONFIG: RunConfig = applyChange(defaultsFor('mnist'), {
  ...{ task: 'translate', size: SIDE, width: 2, batch: 4, from: 2, to: 0, ema: 0, pool: 3 },
})
/** Of class k all pixels are between 60k and 60k + 40, one shade a picture and a bright dot. */
const shadeOf = (i: number) => 60 * (i % 3) + ((i * 7) % 40)
const pixels = Uint8Array.from({ length: COUNT * PIXELS }, (_, at) => {
  const i = Math.floor(at / PIXELS)
  return at % PIXELS === (i * 13) % PIXELS ? 255 : shadeOf(i)
})
const labels = Uint16Array.from({ length: COUNT }, (_, i) => i % 3)
const set = picturesOf({ size: SIDE, pixels, labels }, { fingerprint: 'shades', classes: ['a', 'b', 'c'] })

/** Which class each picture of a batch is of, by its shade. */
const classesOf = (batch: Tensor): number[] =>
  Array.from({ length: batch.shape[0] }, (_, i) => {
    const at = i * PIXELS
    const [first = NaN, second = NaN] = batch.dataSync<'float32'>().slice(at, at + 2)
    return Math.floor(((Math.min(first, second) + 1) * 127.5) / 60 + 0.01)
  })

describe('a batch', () => {
  beforeAll(useCpu)

  test('holds, half and half, what is translated and what it is to become; each update of a step others', () => {
    const run = new Run(CONFIG, set)
    const batch = run.feed.batch(3, 0)
    const { real, conditions } = batch
    expect(classesOf(real)).toEqual([0, 0, 2, 2])
    expect(classesOf(conditions.source ?? real)).toEqual([2, 2, 0, 0])
    expect(conditions.halves?.arraySync()).toEqual([
      [1, 0],
      [1, 0],
      [0, 1],
      [0, 1],
    ])
    expect(batch.noise).toBeNull()
    const drawn = [batch, run.feed.batch(3, 1), run.feed.batch(4, 0)].map(({ real: one }) =>
      one.dataSync().join(),
    )
    expect(new Set(drawn).size).toBe(3)
    expect(run.feed.batch(3, 0).real.dataSync().join()).toBe(drawn[0])
    run.dispose()
  })

  test('of an odd size has one more: as many go there as back', () => {
    const run = new Run({ ...CONFIG, batch: 3 }, set)
    expect(run.feed.batch(0, 0).real.shape[0]).toBe(4)
    run.dispose()
  })
})

test('its default settings go together', () => {
  expect(conflictsIn(CONFIG, null)).toEqual([])
  expect(CONFIG).toMatchObject({ model: 'translator', loss: 'non-saturating', warmStart: 0, penalty: 'r1' })
  const again = applyChange(CONFIG, { task: 'imagine' })
  expect(again).toMatchObject({ model: 'dcgan', warmStart: defaultsFor('mnist').warmStart })
})

describe('classes that cannot be translated are said', () => {
  beforeAll(useCpu)

  test.each([
    [{ from: 1, to: 1 }, 'A class is not translated into itself.'],
    [{ from: 0, to: 7 }, 'There is no class 7: these data have 3, counted from 0.'],
  ])('%o', (change, sentence) => {
    expect(() => new Run({ ...CONFIG, ...change }, set)).toThrow(sentence)
  })

  test('data without classes', () => {
    expect(() => new Run(CONFIG, picturesOf({ size: SIDE, pixels }))).toThrow(
      'Translating wants pictures of two classes, and these have none.',
    )
  })
})

describe('the networks', () => {
  beforeAll(useCpu)

  test('send each item the way it is told, alone or in halves, and judge it as what it is to be', () => {
    const run = new Run(CONFIG, set)
    const items = () => tensor(set.draw(streamFor(5, 'data'), 4), [4, SIDE, SIDE, 1])
    const told = (...ways: number[]) =>
      tensor2d(
        ways.flatMap((way) => [1 - way, way]),
        [ways.length, 2],
      )
    const made = (...ways: number[]) => {
      const all = run.game.sample(run.config, null, { source: items(), direction: told(...ways) })
      return all.arraySync() as number[][][][]
    }
    const [there, back, mixed] = [made(0, 0, 0, 0), made(1, 1, 1, 1), made(0, 1, 1, 0)]
    expect(there[1]).not.toEqual(back[1])
    expect(mixed).toEqual([there[0], back[1], back[2], there[3]])
    const halves = run.game.sample(run.config, null, { source: items(), halves: told(0, 0, 1, 1) })
    const inHalves = halves.arraySync() as number[][][][]
    expect(inHalves[0]).toEqual(there[0])
    expect(inHalves[3]).toEqual(back[3])
    const [first = NaN, second = NaN, neither = NaN] = [
      run.game.score(items(), { direction: told(0, 0, 0, 0) }),
      run.game.score(items(), { direction: told(1, 1, 1, 1) }),
      run.game.score(items()),
    ].map((logits) => logits.dataSync()[0])
    expect(first).not.toBeCloseTo(second, 3)
    expect(neither).toBeCloseTo((first + second) / 2, 4)
    run.dispose()
  })

  test('are given fixed pictures of both classes in turn where nobody gives any', () => {
    const run = new Run(CONFIG, set)
    const [one, two] = [run.game.sample(run.config, null, {}, 6), run.game.sample(run.config, null, {}, 6)]
    expect(one.shape).toEqual([6, SIDE, SIDE, 1])
    expect(one.dataSync()).toEqual(two.dataSync())
    run.dispose()
  })
})

describe('the memory of fakes', () => {
  beforeAll(useCpu)

  test('shows what plain lists would, one for each class', () => {
    const [n, size, rounds] = [2, 5, 40]
    const pool = createFakePool('d', size, 1)
    const lists: (number | null)[][] = [new Array<null>(size).fill(null), new Array<null>(size).fill(null)]
    let older = 0
    for (let round = 0; round < rounds; round++) {
      const drawn = uniforms(fork(streamFor(9, 'layers'), round), 2 * 2 * n, -1, 1)
      const fakes = Array.from({ length: 2 * n }, (_, i) => 100 * round + i + 1)
      const expected = fakes.map((fake, i) => {
        const list = lists[Math.floor(i / n)] ?? []
        const place = (i % n) + n * Math.floor(((drawn[i] ?? NaN) + 1) * (Math.floor(size / n) / 2))
        const held = list[place] ?? null
        if (held !== null && (drawn[2 * n + i] ?? NaN) <= 0) return fake
        list[place] = fake
        if (held !== null) older++
        return held ?? fake
      })
      const shown = pool.shown(tensor(fakes, [2 * n, 1, 1, 1]), (shape) => tensor(drawn, [...shape]))
      expect([...shown.dataSync()]).toEqual(expected)
    }
    expect(older).toBeGreaterThan(rounds / 2)
    expect([...pool.state.keys()]).toEqual([
      'd:pool/there',
      'd:pool/there/held',
      'd:pool/back',
      'd:pool/back/held',
    ])
  })

  test('of fewer places than fakes shows the rest as they are', () => {
    const pool = createFakePool('d', 1, 1)
    const draw = () => (shape: readonly number[]) => tensor(new Float32Array(8).fill(0.5), [...shape])
    pool.shown(tensor([1, 2, 3, 4], [4, 1, 1, 1]), draw())
    const shown = pool.shown(tensor([5, 6, 7, 8], [4, 1, 1, 1]), draw())
    expect([...shown.dataSync()]).toEqual([1, 6, 3, 8])
  })

  test('is saved and restored with the run, and is the discriminator’s: a new one starts without', async () => {
    const run = new Run(CONFIG, set)
    run.advance(2)
    const { tensors } = await run.checkpoint()
    const held = tensors.find(({ name }) => name === 'discriminator:pool/there/held')
    expect([...(held?.data ?? [])].reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0)
    const other = new Run(CONFIG, set)
    other.restore(await run.checkpoint())
    run.advance(2)
    other.advance(2)
    expect((await other.checkpoint()).tensors).toEqual((await run.checkpoint()).tensors)
    const without = new Run({ ...CONFIG, pool: 0 }, set)
    expect([...without.game.tensors.keys()].some((name) => name.includes('pool'))).toBe(false)
    for (const one of [run, other, without]) one.dispose()
  })
})

test('leaves no tensor behind', () => {
  const run = new Run(CONFIG, set)
  run.advance(2)
  const { numTensors } = memory()
  run.advance(3)
  // Figures wait in the log, one row a step.
  expect(memory().numTensors - numTensors).toBeLessThanOrEqual(3)
  run.dispose()
})

test('learns to darken and to brighten, with the dot left where it was', { timeout: 120_000 }, async () => {
  await openWasmEngine()
  const run = new Run({ ...CONFIG, width: 4, batch: 8, cycle: 1, identity: 0.2, ema: 0.9 }, set)
  run.advance(250)
  const source = tensor(set.list.at([2, 5, 8, 11]), [4, SIDE, SIDE, 1])
  const direction = tensor2d([1, 0, 1, 0, 1, 0, 1, 0], [4, 2])
  const made = run.game.sample(run.config, null, { source, direction })
  const [before, after] = [await source.data<'float32'>(), await made.data<'float32'>()]
  const mean = (values: Float32Array) => values.reduce((sum, one) => sum + one, 0) / values.length
  // Class 2 has shades about 140 of 255, class 0 about 20.
  expect(mean(before)).toBeGreaterThan(0)
  expect(mean(after)).toBeLessThan(-0.5)
  const brightest = (values: Float32Array) =>
    values.subarray(0, PIXELS).indexOf(Math.max(...values.subarray(0, PIXELS)))
  expect(brightest(after)).toBe(brightest(before))
  run.dispose()
})
