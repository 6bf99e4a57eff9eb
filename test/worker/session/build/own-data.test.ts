/** Settings and runs when the person opens their own files in a whole session. */
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { file, idx } from '../../../helpers/data/files.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { wholeSession, type WholeSession } from '../../../helpers/engine/whole-session.ts'

beforeAll(useCpu)

let whole: WholeSession
let ask: WholeSession['ask']
beforeEach(() => {
  whole = wholeSession()
  ask = whole.ask
})
afterEach(() => whole.end())

const SIDE = 8
/** So many pictures, each otherwise, in a file that no browser need decode. */
function pictures(count: number): File {
  const values = Uint8Array.from(
    { length: count * SIDE * SIDE },
    (_, i) => (i * 37 + Math.floor(i / 64) * 11) % 256,
  )
  return file('pictures-idx3-ubyte', idx([count, SIDE, SIDE], values))
}
const points = () =>
  file('points.csv', ['x,y', ...Array.from({ length: 80 }, (_, i) => `${i},${(i * i) % 17}`)].join('\n'))

/** Small enough to build networks of in a test. */
const SMALL = ['size', 'width', 'latent'] as const
const small = (): Promise<RunConfig> =>
  ask({ kind: 'configure', side: 'run', change: { dataset: 'own', size: 16, width: 4 } })
const open = (files: File[], chosen: readonly (typeof SMALL)[number][] = ['size', 'width']) =>
  ask({ kind: 'open', files, chosen })
const config = () => whole.session.config
const told = () => whole.page.of('fitted').at(-1)?.fitted

describe('settings follow the data', () => {
  test('points, then pictures, then points: each gets its own networks', async () => {
    await small()
    await open([points()])
    expect(config()).toMatchObject({ model: 'mlp', latent: 2, batch: 256, augment: 'none', warmStart: 0 })
    await open([pictures(70)])
    expect(config()).toMatchObject({
      model: 'dcgan',
      latent: 16,
      batch: 16,
      augment: 'diffaugment',
      warmStart: 600,
      size: 16,
    })
    expect(config().gLr).toBe(defaultsFor('own').gLr)
    await open([points()])
    expect(config()).toMatchObject({ model: 'mlp', latent: 2, batch: 256, augment: 'none', warmStart: 0 })
  })

  test('what was chosen stays', async () => {
    await small()
    await open([points()])
    await ask({ kind: 'configure', side: 'run', change: { latent: 5 } })
    await open([pictures(70)], ['size', 'width', 'latent'])
    expect(config()).toMatchObject({ model: 'dcgan', latent: 5 })
  })

  test('that is told in a line, with what puts it back', async () => {
    await small()
    await open([pictures(70)])
    expect(told()).toEqual({
      sentence:
        'Settings were fitted to 70 pictures: networks that know other pictures, a warm start of 600 steps, augmentation on, batch 16.',
      undo: { transfer: 'none', augment: 'none', warmStart: 0, latent: 64, batch: 64, ema: 0.99 },
    })
    await ask({ kind: 'configure', side: 'run', change: told()?.undo ?? {} })
    expect(config()).toMatchObject({ augment: 'none', warmStart: 0, batch: 64 })
  })
})

describe('picked again after other data', () => {
  const again = (change: Partial<RunConfig> = {}) =>
    ask({ kind: 'configure', side: 'run', change: { dataset: 'own', size: 16, width: 4, ...change } })
  const away = () => ask({ kind: 'configure', side: 'run', change: { dataset: 'ring' } })

  test('they are fitted as on opening, and that is told', async () => {
    await small()
    await open([pictures(70)])
    const fitted = config()
    const said = told()
    await away()
    expect(await again()).toEqual(fitted)
    expect(whole.page.of('fitted')).toHaveLength(2)
    expect(told()).toEqual(said)
    expect(fitted).toMatchObject({ augment: 'diffaugment', batch: 16 })
  })

  test('points get their networks, not those for pictures', async () => {
    await small()
    await open([points()])
    await away()
    expect(await again()).toMatchObject({
      model: 'mlp',
      latent: 2,
      batch: 256,
      augment: 'none',
      warmStart: 0,
    })
  })

  test('what the change itself says stays, and it goes on training where it did', async () => {
    await small()
    await open([pictures(70)])
    await away()
    await ask({ kind: 'run' })
    expect(await again({ batch: 8 })).toMatchObject({ batch: 8, augment: 'diffaugment' })
    expect(whole.session.machine.state).toBe('running')
  })

  test('pictures that are all of one side keep it, as long as nobody chose another', async () => {
    await ask({ kind: 'configure', side: 'run', change: { width: 4 } })
    await ask({ kind: 'open', files: [pictures(70)], chosen: ['width'] })
    expect(config().size).toBe(SIDE)
    await away()
    const change = { dataset: 'own', width: 4 } as const
    expect(await ask({ kind: 'configure', side: 'run', change })).toMatchObject({ size: SIDE })
    await away()
    expect(await again()).toMatchObject({ size: 16 })
  })

  test('of files that are gone, what was kept is taken as it is', async () => {
    await ask({ kind: 'configure', side: 'run', change: { width: 4 } })
    await ask({ kind: 'open', files: [pictures(70)], chosen: ['width'] })
    const { fingerprint } = whole.session.side.run?.dataset.summary ?? {}
    whole.session.loader.files = []
    await away()
    await ask({ kind: 'configure', side: 'run', change: { dataset: 'own', width: 4 } })
    expect(whole.session.side.run?.dataset.summary.fingerprint).toBe(fingerprint)
    expect(config()).toMatchObject({ size: SIDE, augment: 'diffaugment' })
  })

  test('where none were opened yet, they are waited for', async () => {
    await away()
    await again()
    expect(whole.session.machine.state).toBe('idle')
    expect(whole.page.of('fitted')).toEqual([])
  })
})

describe('a run whose data were not kept', () => {
  test('goes on where the same files are opened', async () => {
    await small()
    await open([pictures(10)])
    await ask({ kind: 'train', steps: 2 })
    const run = whole.session.side.run
    if (run === null) throw new Error('There is no run.')
    const checkpoint = await run.checkpoint()
    const weights = await ask({ kind: 'weights', side: 'run' })
    await open([points()])
    await ask({ kind: 'open', files: [pictures(10)], goOn: checkpoint })
    expect(await ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ step: 2, state: 'paused' })
    expect(await ask({ kind: 'weights', side: 'run' })).toEqual(weights)
    expect(config()).toEqual(checkpoint.config)
  })

  test('does not go on with other files', async () => {
    await small()
    await open([pictures(10)])
    await ask({ kind: 'train', steps: 2 })
    const checkpoint = await whole.session.side.run?.checkpoint()
    if (checkpoint === undefined) throw new Error('There is no run.')
    const summary = await ask({
      kind: 'open',
      files: [pictures(11)],
      chosen: ['size', 'width'],
      goOn: checkpoint,
    })
    expect(summary.count).toBe(11)
    expect(await ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ step: 0 })
  })
})

test('another size is kept by the page as it is prepared, so that it is there at the next visit', async () => {
  await small()
  await open([pictures(10)])
  await ask({ kind: 'configure', side: 'run', change: { size: 28 } })
  const kept = whole.page.of('prepared').at(-1)?.prepared.summary
  expect(kept).toMatchObject({
    item: { size: 28 },
    fingerprint: whole.session.side.run?.dataset.summary.fingerprint,
  })
})

test('a few pictures of each class are given in small', async () => {
  expect(await ask({ kind: 'thumbs', perClass: 2, most: 8 })).toBeNull()
  await small()
  const labels = file(
    'pictures-idx1-ubyte',
    idx(
      [10],
      Uint8Array.from({ length: 10 }, (_, i) => i % 3),
    ),
  )
  await open([pictures(10), labels])
  const thumbs = await ask({ kind: 'thumbs', perClass: 2, most: 8 })
  expect(thumbs).toMatchObject({ side: 16, perClass: [2, 2, 2] })
  expect(thumbs?.rgba).toHaveLength(6 * 4 * 16 * 16)
  // The second is the fourth picture: of class 0 as well.
  const { list } = whole.session.side.run?.dataset ?? {}
  const fourth = list?.at([3])[0] ?? NaN
  expect(thumbs?.rgba[4 * 16 * 16]).toBe(Math.round((fourth + 1) * 127.5))
})
