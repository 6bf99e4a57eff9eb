/** What follows from a run's task: no latent, its own settings, short links, and one source for both sides of a comparison. */
import { describe, expect, test } from 'vitest'
import { readAddress, writeAddress } from '../../../src/common/config/address.ts'
import { conflictsIn } from '../../../src/common/config/check.ts'
import { applyChange } from '../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { preparationDiffers } from '../../../src/common/config/dataset-kind.ts'
import {
  fitToData,
  fittedWords,
  mayBeTooWide,
  narrower,
  ownConfig,
} from '../../../src/common/config/fit-to-data.ts'
import { latentOf, taskDefaults } from '../../../src/common/config/task.ts'
import { followShared, twinOf } from '../../../src/common/config/twin.ts'
import { LOST_SOURCES } from '../../../src/common/restore/sources.ts'

const IMAGINE = defaultsFor('fashion')
const RESTORE = applyChange(IMAGINE, { task: 'restore' })

describe('to restore', () => {
  test('brings networks, rates and an objective of its own, and no latent', () => {
    expect(RESTORE).toMatchObject({
      model: 'unet',
      warmStart: 300,
      l1: 2,
      gLr: 1e-3,
      penalty: 'r1',
      gamma: 0.1,
    })
    expect([latentOf(IMAGINE), latentOf(RESTORE)]).toEqual([64, 0])
    expect(RESTORE.latent).toBe(64)
    for (const source of LOST_SOURCES)
      expect(conflictsIn(applyChange(defaultsFor('emoji'), { task: 'restore', source }), null)).toEqual([])
  })

  test('what the change itself says counts, and there is a way back', () => {
    expect(applyChange(IMAGINE, { task: 'restore', width: 8, l1: 3 })).toMatchObject({ width: 8, l1: 3 })
    expect(applyChange(RESTORE, { task: 'imagine' })).toEqual(IMAGINE)
    expect(applyChange(RESTORE, { dataset: 'mnist' })).toEqual(defaultsFor('mnist'))
    expect(applyChange(IMAGINE, { dataset: 'mnist', task: 'restore' })).toMatchObject({ model: 'unet' })
  })

  test('another source brings its weight of L1 and leaves the rest', () => {
    const edges = applyChange({ ...RESTORE, width: 8 }, { source: 'edges' })
    expect(edges).toEqual({ ...RESTORE, width: 8, source: 'edges', l1: 2 })
    expect(applyChange(edges, { source: 'pairs' }).l1).toBe(10)
    expect(applyChange(edges, { source: 'blur' }).l1).toBe(100)
    expect(applyChange(RESTORE, { lively: 0 })).toEqual({ ...RESTORE, lively: 0 })
  })

  test('asks for no data to be read anew, and of dropped pictures it takes how few there are alone', () => {
    expect(preparationDiffers(IMAGINE, applyChange(RESTORE, { source: 'hole' }))).toBe(false)
    const own = applyChange(defaultsFor('own'), { task: 'restore' })
    const item = { kind: 'picture', size: 32, channels: 3 } as const
    const summary = { id: 'own' as const, item, count: 80, size: 32, channels: 3, classes: [] }
    expect(fitToData(own, { summary, chosen: ['task'] })).toEqual({ ...own, augment: 'diffaugment' })
    expect(fitToData(own, { summary, chosen: ['task', 'augment'] })).toEqual(own)
    expect(fitToData(own, { summary: { ...summary, count: 20_000 }, chosen: [] })).toEqual(own)
  })
})

describe('somebody who drops pictures and then restores, or the other way about', () => {
  const summaryOf = (size: number, channels: 1 | 3, count = 200) => {
    const item = { kind: 'picture', size, channels } as const
    return { id: 'own' as const, item, count, size, channels, classes: [] }
  }

  test('is not refused for what was fitted to the pictures before', () => {
    const dropped = fitToData(defaultsFor('own'), { summary: summaryOf(32, 3), chosen: [] })
    expect(dropped).toMatchObject({ transfer: 'drawings', warmStart: 600 })
    const restoring = applyChange(dropped, { task: 'restore' })
    expect(conflictsIn(restoring, summaryOf(32, 3))).toEqual([])
    expect(restoring).toMatchObject({ model: 'unet', transfer: 'none', warmStart: 300 })
    const packed = { ...IMAGINE, conditional: 'projection' as const }
    expect(conflictsIn(applyChange(packed, { task: 'restore' }), null)).toEqual([])
  })

  test('restores the own pictures too, whether that was chosen or came otherwise', () => {
    const brush = applyChange(RESTORE, { source: 'hole', hole: 'brush' })
    for (const chosen of [[], ['task', 'source', 'hole'] as const])
      expect(ownConfig(brush, chosen)).toMatchObject({
        ...{ dataset: 'own', task: 'restore', model: 'unet', source: 'hole', hole: 'brush', l1: 100 },
      })
    expect(ownConfig(IMAGINE, [])).toEqual(defaultsFor('own'))
  })

  test('is not asked to colour what has no colour, and is told so', () => {
    const gray = applyChange(defaultsFor('own'), { task: 'restore', source: 'gray' })
    const summary = summaryOf(32, 1)
    expect(conflictsIn(gray, summary)[0]).toMatch(/^These pictures have no colour/)
    const fitting = fitToData(gray, { summary, chosen: ['task', 'source'] })
    expect(fitting).toMatchObject({ source: 'half', l1: 2 })
    expect(conflictsIn(fitting, summary)).toEqual([])
    expect(fittedWords(gray, fitting, summary)?.sentence).toContain('they have no colour')
    expect(fitToData(gray, { summary: summaryOf(32, 3), chosen: [] }).source).toBe('gray')
  })

  test('has networks as wide as pictures of that side bear, unless a width was chosen', () => {
    const own = applyChange(defaultsFor('own'), { task: 'restore' })
    const widthAt = (size: number): number =>
      fitToData({ ...own, size }, { summary: summaryOf(size, 3), chosen: [] }).width
    expect([28, 32, 64, 128].map(widthAt)).toEqual([16, 16, 12, 8])
    expect(fitToData(own, { summary: summaryOf(64, 3), chosen: ['width'] }).width).toBe(16)
    expect(applyChange(own, { size: 128 }).width).toBe(8)
    expect(applyChange({ ...own, width: 24 }, { size: 128 }).width).toBe(24)
    const large = { ...own, size: 128, width: 8 }
    expect(mayBeTooWide(large, { summary: summaryOf(128, 3), chosen: [] })).toBe(true)
    expect(narrower(large).width).toBe(4)
  })

  test('is back at making new points where points were dropped', () => {
    const item = { kind: 'point', extent: 1 } as const
    const summary = { id: 'own' as const, item, count: 200, size: 0, channels: 0, classes: [] }
    const fitting = fitToData(ownConfig(RESTORE, ['task']), { summary, chosen: ['task'] })
    expect(fitting).toMatchObject({ task: 'imagine', model: 'mlp' })
    expect(conflictsIn(fitting, summary)).toEqual([])
  })
})

describe('a link', () => {
  test.each([
    RESTORE,
    applyChange(RESTORE, { source: 'edges' }),
    applyChange(RESTORE, { source: 'hole', hole: 'brush', lively: 0.25 }),
    applyChange(RESTORE, { penalty: 'none' }),
    applyChange(RESTORE, { penalty: 'gradient', loss: 'wasserstein' }),
    { ...RESTORE, gamma: 3 },
    applyChange(defaultsFor('own'), { task: 'restore', size: 64 }),
    { ...RESTORE, model: 'unet' as const, width: IMAGINE.width, l1: 0 },
  ])('says what was chosen, and comes back', (config) => {
    const { config: read, complaints } = readAddress(writeAddress(config))
    expect(complaints).toEqual([])
    expect(read).toEqual(config)
  })

  test('holds no more than that', () => {
    expect(writeAddress(RESTORE)).toBe('dataset=fashion&task=restore')
    expect(writeAddress(applyChange(RESTORE, { source: 'edges' }))).toBe(
      'dataset=fashion&task=restore&source=edges',
    )
    expect(writeAddress(IMAGINE)).toBe('dataset=fashion')
    expect(taskDefaults(IMAGINE)).toEqual({})
  })
})

test('both sides of a comparison restore from the same, each by its own weights', () => {
  const twin = twinOf(RESTORE, { lively: 0, source: 'gray' })
  expect(twin).toEqual({ ...RESTORE, lively: 0 })
  const changed = applyChange(RESTORE, { source: 'hole', hole: 'random' })
  expect(followShared(twin, changed)).toMatchObject({ source: 'hole', hole: 'random', lively: 0 })
})
