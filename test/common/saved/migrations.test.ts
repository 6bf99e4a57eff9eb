/** Checkpoints of older versions open: step by step, and none is left out. */
import { describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { migrated, MIGRATIONS, NEWEST } from '../../../src/common/saved/migrations.ts'
import { repairSavedRun } from '../../../src/common/saved/repair.ts'

/** As the first edition kept it. */
const first = (config: RunConfig) => ({
  version: 1,
  step: 9,
  config: { ...config },
  fingerprint: 'ab',
  tensors: [{ name: 'w', shape: [1], data: new Float32Array(1) }],
})
const opened = (config: RunConfig) =>
  repairSavedRun({ version: 1, savedAt: 5, checkpoint: first(config) })?.checkpoint

test('the steps are consecutive, one for each version, and end at the newest', () => {
  expect(MIGRATIONS.map(({ from }) => from)).toEqual(MIGRATIONS.map((_, at) => at + 1))
  expect(MIGRATIONS.map(({ from, to }) => to - from)).toEqual(MIGRATIONS.map(() => 1))
  expect(MIGRATIONS.at(-1)?.to).toBe(NEWEST)
})

test('what is of the newest version, or of one nobody knows, stays as it is', () => {
  const config = { ...defaultsFor('mnist') }
  for (const version of [NEWEST, 0, NEWEST + 1]) {
    const stored = { version, config }
    expect(migrated(stored)).toBe(stored)
  }
})

describe('a checkpoint of the first edition', () => {
  test('of shipped pictures learns what its networks make', () => {
    expect(opened(defaultsFor('mnist'))).toMatchObject({
      version: NEWEST,
      item: { kind: 'picture', size: 28, channels: 1 },
    })
    expect(opened({ ...defaultsFor('emoji'), size: 16 })?.item).toEqual({
      kind: 'picture',
      size: 16,
      channels: 3,
    })
    expect(opened({ ...defaultsFor('emoji'), channels: 'gray' })?.item).toMatchObject({ channels: 1 })
    // Of a gray set there is no colour to choose.
    expect(opened({ ...defaultsFor('fashion'), channels: 'rgb' })?.item).toMatchObject({ channels: 1 })
  })

  test.each(['ring', 'drawn', 'own'] as const)('of %s names no item, and opens', (dataset) => {
    const checkpoint = opened(defaultsFor(dataset))
    expect(checkpoint).toMatchObject({ version: NEWEST, step: 9, config: defaultsFor(dataset) })
    expect(checkpoint).not.toHaveProperty('item')
  })

  test('without a dataset is refused', () => {
    const config: Partial<RunConfig> = defaultsFor('mnist')
    delete config.dataset
    expect(
      repairSavedRun({ version: 1, savedAt: 5, checkpoint: { ...first(defaultsFor('mnist')), config } }),
    ).toBe(null)
  })
})
