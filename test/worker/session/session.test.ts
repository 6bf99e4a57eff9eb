/** A whole session on the plain back end, asked as the page asks it. */
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { useCpu } from '../../helpers/engine/backend.ts'
import { tinyRun } from '../../helpers/engine/tiny-run.ts'
import { wholeSession, type WholeSession } from '../../helpers/engine/whole-session.ts'

beforeAll(useCpu)

let whole: WholeSession
let ask: WholeSession['ask']

beforeEach(() => {
  whole = wholeSession()
  ask = whole.ask
})

afterEach(() => whole.end())

describe('training', () => {
  test('makes exactly as many steps as were asked for, the same as without a session, then pauses', async () => {
    const snapshot = await ask({ kind: 'train', steps: 5 })
    expect(snapshot).toMatchObject({ step: 5, state: 'paused', backend: 'cpu' })
    const plain = tinyRun({}, 5)
    expect(await ask({ kind: 'weights', side: 'run' })).toEqual(await plain.game.weights())
    plain.dispose()
  })

  test('that somebody waits for is answered where other files come meanwhile', async () => {
    const waiting = ask({ kind: 'train', steps: 1_000_000 })
    await whole.until((event) => event.type === 'tick' && event.tick.step > 0)
    const rows = Array.from({ length: 30 }, (_, i) => `${i % 5},${i % 7}`)
    await ask({ kind: 'open', files: [new File([rows.join('\n')], 'own.csv')] })
    expect(await waiting).toMatchObject({ step: 0, state: 'ready' })
  })

  test('for no whole number of steps is refused, and nothing is trained', async () => {
    await expect(ask({ kind: 'train', steps: 1.5 })).rejects.toMatchObject({ code: 'bad-count' })
    expect(await ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ step: 0, state: 'ready' })
  })

  test('begins anew from the seed at a reset', async () => {
    const first = await ask({ kind: 'weights', side: 'run' })
    await ask({ kind: 'train', steps: 3 })
    expect(await ask({ kind: 'reset' })).toMatchObject({ step: 0 })
    expect(await ask({ kind: 'weights', side: 'run' })).toEqual(first)
  })
})

describe('a tab that goes into the background', () => {
  const hide = (hidden: boolean) => whole.session.hiddenTab.hear({ hidden, late: null })
  /** Of the run, handed over out of turn. */
  const handedOver = () => vi.spyOn(whole.session.side.trainer, 'checkpoint')
  const settled = () => ask({ kind: 'snapshot', side: 'run' })

  test('hands the run over at once while it trains, once each time', async () => {
    await ask({ kind: 'run' })
    await whole.until((event) => event.type === 'tick' && event.tick.step > 0)
    const handed = handedOver()
    for (const hidden of [true, true, false, true]) hide(hidden)
    await settled()
    expect(handed).toHaveBeenCalledTimes(2)
    await expect(handed.mock.results[0]?.value).resolves.toMatchObject({ version: 2 })
    await ask({ kind: 'pause' })
  })

  test('hands nothing over where nothing trains', async () => {
    await ask({ kind: 'train', steps: 2 })
    const handed = handedOver()
    hide(true)
    await settled()
    expect(handed).not.toHaveBeenCalled()
  })
})

describe('questions', () => {
  test('of samples are answered with as many, the same ones each time', async () => {
    const { data: latents, shape } = await ask({ kind: 'noise', seed: 4, count: 3 })
    expect(shape).toEqual([3, 2])
    const first = await ask({ kind: 'generate', latents, count: 3 })
    expect(first.shape).toEqual([3, 2])
    expect(await ask({ kind: 'generate', latents, count: 3 })).toEqual(first)
  })

  test('with latents of another length are refused', async () => {
    const refused = { code: 'bad-latent' }
    const latents = new Float32Array(5)
    await expect(ask({ kind: 'generate', latents, count: 3 })).rejects.toMatchObject(refused)
    await expect(ask({ kind: 'look', latents, count: 3 })).rejects.toMatchObject(refused)
  })

  test('of a twin where nothing is compared are answered with nothing', async () => {
    expect(await ask({ kind: 'snapshot', side: 'twin' })).toBeNull()
    expect(await ask({ kind: 'weights', side: 'twin' })).toBeNull()
  })
})

test('a refused change leaves settings, networks and step as they are', async () => {
  await ask({ kind: 'train', steps: 2 })
  const [config, weights] = [whole.session.config, await ask({ kind: 'weights', side: 'run' })]
  await expect(ask({ kind: 'configure', side: 'run', change: { batch: -1 } })).rejects.toMatchObject({
    code: 'bad-setting',
  })
  expect(whole.session.config).toBe(config)
  expect(await ask({ kind: 'weights', side: 'run' })).toEqual(weights)
})

test('branching goes back to a kept step, and the twin with it', async () => {
  await ask({ kind: 'compare', change: { gLr: 0.01 }, from: 'start' })
  await ask({ kind: 'train', steps: 4 })
  expect(await ask({ kind: 'branch', step: 0 })).toMatchObject({ step: 0 })
  expect(await ask({ kind: 'snapshot', side: 'twin' })).toMatchObject({ step: 0, config: { gLr: 0.01 } })
})
