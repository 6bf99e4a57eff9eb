/** What the page asks of a session's networks and data: the answers of networks made by hand can be reckoned. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Request } from '../../../../src/common/protocol/commands.ts'
import type { Run } from '../../../../src/worker/session/train/run.ts'
import { file } from '../../../helpers/data/files.ts'
import { picturesOf } from '../../../helpers/data/sets.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import {
  CLASS_NAMES,
  CLASSED,
  classedPicture,
  classedPictures,
  plantClasses,
  STRAIGHT,
  straighten,
} from '../../../helpers/engine/planted.ts'
import { dice } from '../../../helpers/engine/dice.ts'
import { restoring } from '../../../helpers/engine/restoring-run.ts'
import { wholeSession, type WholeSession } from '../../../helpers/engine/whole-session.ts'

beforeAll(useCpu)

const begun: WholeSession[] = []
afterEach(async () => {
  await Promise.all(begun.splice(0).map((one) => one.end()))
})

function begin(how: Parameters<typeof wholeSession>[0] = {}): WholeSession {
  const whole = wholeSession(how)
  begun.push(whole)
  return whole
}

async function runOf({ ask, session }: WholeSession): Promise<Run> {
  await ask({ kind: 'snapshot', side: 'run' })
  const { run } = session.sides.run
  if (run === null) throw new Error('No networks stand.')
  return run
}

/** Forty pictures of 8 px, dark ones and bright ones in turn, by chance. */
function shades() {
  const { uniform } = dice(3)
  const labels = Uint16Array.from({ length: 40 }, (_, i) => i % 2)
  const pixels = Uint8Array.from(
    { length: 40 * 64 },
    (_, at) => 128 * (Math.floor(at / 64) % 2) + 127 * uniform(),
  )
  return { pixels, labels }
}

/** Whose generator gives the latent itself. */
async function straight(): Promise<WholeSession> {
  const whole = begin({ config: STRAIGHT })
  await straighten(await runOf(whole))
  return whole
}

/** Whose generator makes pictures of two classes. */
async function classed(): Promise<WholeSession> {
  const whole = begin({ config: CLASSED, own: classedPictures() })
  await plantClasses(await runOf(whole))
  return whole
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

function expectClose(found: ArrayLike<number>, truth: ArrayLike<number>): void {
  expect(found).toHaveLength(truth.length)
  Array.from(truth, (value, i) => expect(found[i]).toBeCloseTo(value, 4))
}

describe('where there are no data yet', () => {
  const latents = new Float32Array(2)

  test.each<Request>([
    { kind: 'train', steps: 2 },
    { kind: 'run' },
    { kind: 'evaluate', samples: 10 },
    { kind: 'trace' },
    { kind: 'slow-step', part: 'both' },
    { kind: 'generate', latents, count: 1 },
    { kind: 'branch', step: 0 },
    { kind: 'compare', change: {}, from: 'now' },
    { kind: 'directions', method: 'sefa' },
    { kind: 'look', latents, count: 1 },
    { kind: 'reals', seed: 1, count: 1 },
    { kind: 'picture', file: file('a.png', '') },
    { kind: 'project', item: latents },
    { kind: 'lineup', seed: 1, count: 2 },
  ])('$kind is refused, with what to do', async (asked) => {
    const { ask } = begin({ config: { dataset: 'own' } })
    await expect(ask(asked)).rejects.toMatchObject({
      code: 'no-data',
      nextStep: expect.stringContaining('files') as string,
    })
  })

  test('there is nothing to tell: no weights, no recording, no past, no step', async () => {
    const { ask } = begin({ config: { dataset: 'own', gLr: 0.003 } })
    expect(await ask({ kind: 'weights', side: 'run' })).toBeNull()
    expect(await ask({ kind: 'recording' })).toBeNull()
    expect(await ask({ kind: 'timeline' })).toEqual([])
    expect(await ask({ kind: 'inspect', side: 'run', target: null })).toBeNull()
    expect(await ask({ kind: 'why', side: 'run', target: { side: 'real', tile: 0 } })).toBeNull()
    expect(await ask({ kind: 'profile' })).toMatchObject({ recorded: false, dispatchesPerStep: 0 })
    expect(await ask({ kind: 'snapshot', side: 'run' })).toMatchObject({
      step: 0,
      state: 'idle',
      lossD: NaN,
      config: { gLr: 0.003 },
    })
  })
})

describe('opened files', () => {
  test('are told of, and are what is trained on from then on', async () => {
    const whole = begin()
    const rows = Array.from({ length: 50 }, (_, i) => `${i},${2 * i}`)
    const summary = await whole.ask({ kind: 'open', files: [file('line.csv', rows.join('\n'))] })
    expect(summary).toMatchObject({ id: 'own', item: { kind: 'point' }, count: 50, channels: 2 })
    const { data } = await whole.ask({ kind: 'reals', seed: 1, count: 20 })
    // However they are moved and scaled, points of a line lie on one.
    const [x0 = NaN, y0 = NaN, x1 = NaN, y1 = NaN] = data
    const slope = (y1 - y0) / (x1 - x0)
    for (let i = 0; i < 40; i += 2) {
      expect(data[i + 1]).toBeCloseTo(y0 + slope * ((data[i] ?? NaN) - x0), 4)
    }
    expect(await whole.ask({ kind: 'snapshot', side: 'run' })).toMatchObject({
      step: 0,
      state: 'ready',
      config: { dataset: 'own' },
    })
  })

  test('that hold nothing of use are refused; the run that was there goes on', async () => {
    const { ask } = begin()
    await ask({ kind: 'train', steps: 2 })
    const weights = await ask({ kind: 'weights', side: 'run' })
    const files = [file('a.csv', 'neither picture nor table')]
    await expect(ask({ kind: 'open', files })).rejects.toHaveProperty('code')
    expect(await ask({ kind: 'snapshot', side: 'run' })).toMatchObject({
      step: 2,
      state: 'paused',
      config: { dataset: 'ring' },
    })
    expect(await ask({ kind: 'weights', side: 'run' })).toEqual(weights)
  })
})

describe('noise', () => {
  // Mean squares of 2000 draws: five standard errors from the truth at most.
  test.each([
    ['normal', 1, 0.16],
    ['uniform', 1 / 3, 0.034],
  ] as const)('is of the prior in force, the same for a seed: %s', async (prior, truth, error) => {
    const { ask } = begin({ config: { prior } })
    const { data, shape } = await ask({ kind: 'noise', seed: 4, count: 1000 })
    expect(shape).toEqual([1000, 2])
    const meanSquare = data.reduce((sum, x) => sum + x * x, 0) / data.length
    expect(Math.abs(meanSquare - truth)).toBeLessThan(error)
    expect(await ask({ kind: 'noise', seed: 4, count: 1000 })).toEqual({ data, shape })
    expect((await ask({ kind: 'noise', seed: 5, count: 1000 })).data).not.toEqual(data)
  })
})

describe('samples', () => {
  const latents = Float32Array.of(0.4, -1.1, 2, 0.5)

  test('are what the generator makes of the latents', async () => {
    const { ask } = await straight()
    const { shape, data } = await ask({ kind: 'generate', latents, count: 2 })
    expect(shape).toEqual([2, 2])
    expectClose(data, latents)
  })

  test.each<[string, number | number[] | undefined, readonly [string, string]]>([
    ['all of one class', 1, ['bright', 'bright']],
    ['each of its own', [1, 0], ['bright', 'dark']],
    ['the classes in turn where none is named', undefined, ['dark', 'bright']],
  ])('are of the classes that are asked for: %s', async (_, labels, names) => {
    const { ask } = await classed()
    const asked = {
      kind: 'generate',
      latents,
      count: 2,
      ...(labels === undefined ? {} : { labels }),
    } as const
    const { shape, data } = await ask(asked)
    expect(shape).toEqual([2, 2, 2, 1])
    const [first, second] = names.map((name) => (CLASS_NAMES as readonly string[]).indexOf(name))
    expectClose(data, [
      ...classedPicture([0.4, -1.1], first ?? NaN),
      ...classedPicture([2, 0.5], second ?? NaN),
    ])
  })

  test('of a run that makes pictures from pictures are a count; a latent is refused with another way', async () => {
    const { pixels, labels } = shades()
    const own = picturesOf({ size: 8, pixels, labels }, { classes: ['dark', 'bright'] })
    for (const change of [{ source: 'hole' }, { task: 'translate', from: 1, to: 0 }] as const) {
      const { ask } = begin({ config: restoring({ size: 8, width: 4, ...change }), own })
      const { shape: noise, data: none } = await ask({ kind: 'noise', seed: 0, count: 3 })
      expect([noise, none.length]).toEqual([[3, 0], 0])
      const asked = { kind: 'generate', latents: none, count: 3 } as const
      const { shape, data } = await ask(asked)
      expect([shape, data.length]).toEqual([[3, 8, 8, 1], 3 * 64])
      // Three pictures, the same ones every time.
      expect(new Set([0, 1, 2].map((i) => data.slice(64 * i, 64 * (i + 1)).join())).size).toBe(3)
      expect((await ask(asked)).data).toEqual(data)
      await expect(ask({ ...asked, latents: new Float32Array(6) })).rejects.toMatchObject({
        code: 'bad-latent',
        nextStep: 'Give a count, or hand it a picture with ganvas.restore.',
      })
    }
  })

  test('of a class there is not are refused', async () => {
    const { ask } = await classed()
    const asked = { kind: 'generate', latents, count: 2, labels: 2 } as const
    await expect(ask(asked)).rejects.toMatchObject({ code: 'bad-label' })
  })
})

describe('an evaluation', () => {
  test('is over as many samples as were asked for', async () => {
    const { ask } = begin()
    expect(await ask({ kind: 'evaluate', samples: 150 })).toMatchObject({ samples: 150, modesTotal: 8 })
  })

  test.each([0, 1.5, -3, NaN])('over %d samples is refused', async (samples) => {
    const { ask } = begin()
    await expect(ask({ kind: 'evaluate', samples })).rejects.toMatchObject({ code: 'bad-count' })
  })
})

describe('a search for a latent', () => {
  const item = Float32Array.of(0.4, -1.1)

  test('is made between other questions, and finds the latent that the item was made of', async () => {
    const { ask, page } = await straight()
    const order: string[] = []
    const search = ask({ kind: 'project', item }).then((found) => {
      order.push('found')
      return found
    })
    await ask({ kind: 'snapshot', side: 'run' })
    order.push('snapshot')
    const { latent, difference, done, total } = await search
    expect(order).toEqual(['snapshot', 'found'])
    expect([...latent]).toEqual([expect.closeTo(0.4, 2), expect.closeTo(-1.1, 2)])
    expect(difference).toBeLessThan(1e-3)
    expect(done).toBe(total)
    expect(page.of('projection').length).toBeGreaterThan(0)
  })

  test('is ended by the order to end it, with what was found so far', async () => {
    const { ask } = await straight()
    const search = ask({ kind: 'project', item })
    // Asked at once: it comes before the first look.
    expect(await ask({ kind: 'end-projection' })).toBeNull()
    expect(await search).toMatchObject({ done: 0, difference: NaN })
  })

  test('is made in the class that is picked on the stage', async () => {
    const { ask, session } = await classed()
    const { stageView } = session.sides.run.stageScheduler
    const bright = classedPicture([0.4, -1.1], 1)
    const dark = await ask({ kind: 'project', item: bright })
    session.stages.setView({ ...stageView, pickedClass: 1 })
    expect((await ask({ kind: 'project', item: bright })).difference).toBeLessThan(1e-3)
    expect(dark.difference).toBeGreaterThan(1)
    const { data } = await ask({ kind: 'look', latents: item, count: 1 })
    expectClose(data, bright)
  })

  test('of an item of another size is refused', async () => {
    const { ask } = await straight()
    await expect(ask({ kind: 'project', item: new Float32Array(3) })).rejects.toMatchObject({
      code: 'bad-item',
    })
  })
})

describe('one item looked at closely', () => {
  test('a real lies by a mode of the ring and is scored by the discriminator', async () => {
    const { ask } = await straight()
    const target = { by: 'index', kind: 'real', index: 5 } as const
    const found = await ask({ kind: 'inspect', side: 'run', target })
    const { x, y } = found?.place ?? { x: NaN, y: NaN }
    // Modes stand on the unit circle; 0.05 is their standard deviation.
    expect(Math.abs(Math.hypot(x, y) - 1)).toBeLessThan(0.25)
    expect(found?.score).toBeCloseTo(sigmoid(x), 4)
    expect(found).toMatchObject({ kind: 'real', index: 5, step: 0, noise: null, nearest: { kind: 'mode' } })
  })

  test('a fake stands where its noise says', async () => {
    const { ask } = await straight()
    const target = { by: 'index', kind: 'fake', index: 2 } as const
    const found = await ask({ kind: 'inspect', side: 'run', target })
    expectClose([found?.place.x ?? NaN, found?.place.y ?? NaN], found?.noise ?? [])
  })

  test('of a twin that there is not, or past the last, there is none', async () => {
    const { ask } = await straight()
    const real = { by: 'index', kind: 'real' } as const
    expect(await ask({ kind: 'inspect', side: 'twin', target: { ...real, index: 5 } })).toBeNull()
    expect(await ask({ kind: 'inspect', side: 'run', target: { ...real, index: 1e6 } })).toBeNull()
  })

  test('points are no pictures: nothing is explained, and none are laid out to sort', async () => {
    const { ask } = await straight()
    expect(await ask({ kind: 'why', side: 'run', target: { side: 'real', tile: 0 } })).toBeNull()
    await expect(ask({ kind: 'lineup', seed: 1, count: 4 })).rejects.toMatchObject({
      code: 'no-pictures-here',
    })
    await expect(ask({ kind: 'picture', file: file('a.png', '') })).rejects.toMatchObject({
      code: 'no-pictures-here',
    })
  })
})

describe('pictures looked at closely', () => {
  test('are explained one by one: what a fake is made of, and which class a real is of', async () => {
    const { ask, session } = await classed()
    const { stageView } = session.sides.run.stageScheduler
    session.stages.setView({ ...stageView, pickedClass: 1 })
    const fake = await ask({ kind: 'why', side: 'run', target: { side: 'fake', tile: 3 } })
    const [x = NaN, y = NaN] = fake?.latent ?? []
    expectClose(fake?.picture ?? [], classedPicture([x, y], 1))
    expect(fake?.score).toBeCloseTo(sigmoid(fake?.logit ?? NaN), 5)
    const real = await ask({ kind: 'why', side: 'run', target: { side: 'real', tile: 3 } })
    expect(real).toMatchObject({ latent: null, picture: Float32Array.of(1, 1, 1, 1) })
    expect(real?.nearest[0]).toMatchObject({ label: 'bright', distance: 0 })
    expect(await ask({ kind: 'why', side: 'twin', target: { side: 'real', tile: 3 } })).toBeNull()
  })

  test('are laid out to sort by eye: half are of the data, and it is told which', async () => {
    const { ask } = await classed()
    const row = await ask({ kind: 'lineup', seed: 1, count: 8 })
    expect(row).toMatchObject({ count: 8, size: 2, channels: 1 })
    expect(row.real.filter(Boolean)).toHaveLength(4)
    // Reals are black or white; of a fake, no pixel is.
    row.real.forEach((real, i) => expect(Math.abs(row.pictures[4 * i + 3] ?? NaN) === 1).toBe(real))
    expect(await ask({ kind: 'lineup', seed: 1, count: 8 })).toEqual(row)
  })
})
