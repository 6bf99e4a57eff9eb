/** A whole session that keeps the person's own data beside its run: once, and asked for where they are gone. */
import { beforeAll, describe, expect, test } from 'vitest'
import { SERIES_WIDTH } from '../../../../src/common/numbers/series-columns.ts'
import { picturesOf } from '../../../helpers/data/sets.ts'
import { CLASSED } from '../../../helpers/engine/planted.ts'
import type { WholeSession } from '../../../helpers/engine/whole-session.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { keptSessions, onlyRun, shelfOf, weightsOf } from '../../../helpers/engine/kept-session.ts'

beforeAll(useCpu)

const { store, begin, takeUp } = keptSessions()

function clumps(shift: number): File {
  const rows = Array.from({ length: 60 }, (_, i) => `${(i % 2) * 4 + Math.sin(i)},${Math.cos(i) + shift}`)
  return new File([rows.join('\n')], 'clumps.csv')
}

describe('own data', () => {
  const pixels = Uint8Array.from({ length: 24 * 64 }, (_, i) => (i * 37) % 256)
  const own = picturesOf({ size: 8, pixels, labels: null })
  const small = { ...CLASSED, size: 8, conditional: 'none' } as const

  function beginOwn(): WholeSession {
    return begin(small, { own })
  }

  test('are kept once for all runs on them, and come with each', async () => {
    const whole = beginOwn()
    await whole.ask({ kind: 'train', steps: 60 })
    await whole.ask({ kind: 'reset' })
    await whole.ask({ kind: 'train', steps: 60 })
    expect([...(await store().files('data')).keys()]).toEqual([own.summary.fingerprint])
    expect(store().written.filter((name) => name.startsWith('data/'))).toHaveLength(1)
    const id = (await shelfOf(whole))[0]?.id ?? ''
    const second = await takeUp(id)
    expect(await second.ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ step: 60 })
    expect(second.page.of('dataset')[0]?.summary.fingerprint).toBe(own.summary.fingerprint)
  })

  test('that come in pairs are kept with their partners, and a run of them goes on', async () => {
    const pairs = picturesOf(
      { size: 8, pixels, partners: pixels.slice().reverse() },
      { id: 'own', fingerprint: 'both of a pair' },
    )
    const task = {
      task: 'restore',
      source: 'pairs',
      model: 'unet',
      width: 4,
      batch: 4,
      gNorm: 'none',
    } as const
    const whole = begin({ ...small, ...task, warmStart: 0 }, { own: pairs })
    await whole.ask({ kind: 'train', steps: 6 })
    const before = await whole.ask({ kind: 'reals', seed: 3, count: 2 })
    const { id } = await onlyRun(whole)
    const second = await takeUp(id)
    expect(await second.ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ step: 6 })
    expect(second.page.of('dataset')[0]?.summary.pairs).toEqual(pairs.summary.pairs)
    const { partners } = await second.ask({ kind: 'reals', seed: 3, count: 2 })
    expect(partners).toEqual(before.partners)
    expect(partners).toHaveLength(2 * 64)
  })

  test('that were not kept are waited for; the run stays where it is meanwhile', async () => {
    const whole = beginOwn()
    await whole.ask({ kind: 'train', steps: 60 })
    const { id } = await onlyRun(whole)
    await store().remove('data')
    const second = await takeUp(id)
    expect(await second.ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ step: 0, state: 'idle' })
    expect(await second.ask({ kind: 'shelf' })).toMatchObject([{ id, step: 60, missing: 'pictures' }])
  })

  test('that are opened again let the run go on where it was; others begin another', async () => {
    const whole = begin()
    await whole.ask({ kind: 'open', files: [clumps(0)] })
    await whole.ask({ kind: 'configure', side: 'run', change: { gLayers: [4], dLayers: [4], batch: 8 } })
    await whole.ask({ kind: 'train', steps: 60 })
    const { id } = await onlyRun(whole)
    const held = await weightsOf(whole)
    await store().remove('data')
    const second = await takeUp(id)
    await second.ask({ kind: 'open', files: [clumps(0)] })
    expect(await second.ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ step: 60, state: 'paused' })
    expect(await weightsOf(second)).toEqual(held)
    expect(second.page.of('taken-up')).toHaveLength(1)
    expect(await onlyRun(second)).toMatchObject({ id, place: 'here' })
    // With its next state they lie there again.
    await second.ask({ kind: 'train', steps: 1 })
    expect((await store().files('data')).size).toBe(1)

    await store().remove('data')
    const third = await takeUp(id)
    await third.ask({ kind: 'open', files: [clumps(1)] })
    expect(await third.ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ step: 0 })
    await third.ask({ kind: 'train', steps: 50 })
    expect((await shelfOf(third)).map(({ id: one, place }) => [one === id, place])).toEqual([
      [false, 'here'],
      [true, 'shelf'],
    ])
    // Three engines, one after the other: a busy machine is no failure.
  }, 180_000)

  test('that come after something else was looked at bring the run back, and it is kept on', async () => {
    const whole = begin()
    await whole.ask({ kind: 'open', files: [clumps(0)] })
    await whole.ask({ kind: 'configure', side: 'run', change: { gLayers: [4], dLayers: [4], batch: 8 } })
    await whole.ask({ kind: 'train', steps: 60 })
    const { id } = await onlyRun(whole)
    await store().remove('data')
    const second = await takeUp(id)
    await second.ask({ kind: 'configure', side: 'run', change: { dataset: 'ring' } })
    await second.ask({ kind: 'open', files: [clumps(0)] })
    await second.ask({ kind: 'train', steps: 5 })
    expect(await onlyRun(second)).toMatchObject({ id, step: 65, place: 'here' })
  }, 180_000)

  test('of a run from a file that come later find its charts, and both are kept', async () => {
    const whole = begin()
    await whole.ask({ kind: 'open', files: [clumps(0)] })
    await whole.ask({ kind: 'configure', side: 'run', change: { gLayers: [4], dLayers: [4], batch: 8 } })
    await whole.ask({ kind: 'train', steps: 60 })
    const checkpoint = await whole.session.side.run?.checkpoint()
    if (checkpoint === undefined) throw new Error('There is no run.')
    const history = Float32Array.from({ length: 60 * SERIES_WIDTH }, (_, i) =>
      i % SERIES_WIDTH === 0 ? i / SERIES_WIDTH + 1 : 0,
    )
    const second = begin(checkpoint.config, { brought: { checkpoint, history } })
    await second.ask({ kind: 'open', files: [clumps(0)] })
    expect(await second.ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ step: 60 })
    await second.ask({ kind: 'train', steps: 2 })
    const kept = (await shelfOf(second)).find(({ place }) => place === 'here')
    const third = await takeUp(kept?.id ?? '')
    await third.ask({ kind: 'snapshot', side: 'run' })
    expect(third.page.of('taken-up')[0]?.history).toHaveLength(62 * SERIES_WIDTH)
  }, 180_000)
})
