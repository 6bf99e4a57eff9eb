/** What follows from a run's task: no latent, its own settings, short links, and one source for both sides of a comparison. */
import { describe, expect, test } from 'vitest'
import { readAddress, writeAddress } from '../../../src/common/config/address.ts'
import { conflictsIn } from '../../../src/common/config/check.ts'
import { applyChange } from '../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { preparationDiffers } from '../../../src/common/config/dataset-kind.ts'
import { fitToData } from '../../../src/common/config/fit-to-data.ts'
import { latentOf, taskDefaults } from '../../../src/common/config/task.ts'
import { followShared, twinOf } from '../../../src/common/config/twin.ts'
import { RESTORE_SOURCES } from '../../../src/common/restore/sources.ts'

const IMAGINE = defaultsFor('fashion')
const RESTORE = applyChange(IMAGINE, { task: 'restore' })

describe('to restore', () => {
  test('brings networks, rates and an objective of its own, and no latent', () => {
    expect(RESTORE).toMatchObject({ model: 'unet', warmStart: 300, l1: 10, penalty: 'r1', gamma: 0.1 })
    expect([latentOf(IMAGINE), latentOf(RESTORE)]).toEqual([64, 0])
    expect(RESTORE.latent).toBe(64)
    for (const { id: source } of RESTORE_SOURCES)
      expect(conflictsIn(applyChange(IMAGINE, { task: 'restore', source }), null)).toEqual([])
  })

  test('what the change itself says counts, and there is a way back', () => {
    expect(applyChange(IMAGINE, { task: 'restore', width: 8, l1: 3 })).toMatchObject({ width: 8, l1: 3 })
    expect(applyChange(RESTORE, { task: 'imagine' })).toEqual(IMAGINE)
    expect(applyChange(RESTORE, { dataset: 'mnist' })).toEqual(defaultsFor('mnist'))
    expect(applyChange(IMAGINE, { dataset: 'mnist', task: 'restore' })).toMatchObject({ model: 'unet' })
  })

  test('another source brings its weight of L1 and leaves the rest', () => {
    const edges = applyChange({ ...RESTORE, width: 8 }, { source: 'edges' })
    expect(edges).toEqual({ ...RESTORE, width: 8, source: 'edges', l1: 10 })
    expect(applyChange(edges, { source: 'blur' }).l1).toBe(100)
    expect(applyChange(RESTORE, { lively: 0 })).toEqual({ ...RESTORE, lively: 0 })
  })

  test('asks for no data to be read anew, and dropped pictures leave its settings alone', () => {
    expect(preparationDiffers(IMAGINE, applyChange(RESTORE, { source: 'hole' }))).toBe(false)
    const own = applyChange(defaultsFor('own'), { task: 'restore' })
    const item = { kind: 'picture', size: 32, channels: 3 } as const
    const summary = { id: 'own' as const, item, count: 80, size: 32, channels: 3, classes: [] }
    expect(fitToData(own, { summary, chosen: ['task'] })).toEqual(own)
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
