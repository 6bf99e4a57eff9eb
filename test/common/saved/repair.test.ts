import { describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { repairSavedRun } from '../../../src/common/saved/repair.ts'

const record = () => ({
  version: 1,
  savedAt: 5,
  checkpoint: {
    version: 2,
    item: { kind: 'point', extent: 2.5 },
    step: 9,
    config: { ...defaultsFor('grid'), seed: 3 },
    fingerprint: 'ab',
    tensors: [{ name: 'w', shape: [1], data: new Float32Array(1) }],
  },
})

describe('a saved run', () => {
  test('comes back as it was', () => {
    expect(repairSavedRun(record())).toEqual(record())
  })

  test('of version 2 keeps what its networks make; an item nobody knows is refused', () => {
    const { checkpoint, ...rest } = record()
    const item = { kind: 'picture', size: 28, channels: 1 }
    const second = { ...rest, checkpoint: { ...checkpoint, version: 2, item } }
    expect(repairSavedRun(second)).toEqual(second)
    const unknown = { ...second, checkpoint: { ...second.checkpoint, item: { kind: 'smell' } } }
    expect(repairSavedRun(unknown)).toBe(null)
  })

  test('settings that are unknown, missing or out of range today fall back to the dataset’s defaults', () => {
    const old = record()
    const config: Record<string, unknown> = { ...old.checkpoint.config, batch: -1, oldName: 4 }
    delete config['gLr']
    const repaired = repairSavedRun({ ...old, checkpoint: { ...old.checkpoint, config } })
    expect(repaired?.checkpoint.config).toEqual({ ...defaultsFor('grid'), seed: 3 })
  })

  test.each([
    ['nothing', undefined],
    ['another version', { ...record(), version: 2 }],
    [
      'a checkpoint of a version to come',
      { ...record(), checkpoint: { ...record().checkpoint, version: 3 } },
    ],
    [
      'an item of no kind',
      { ...record(), checkpoint: { ...record().checkpoint, item: { kind: 'smell', strength: 3 } } },
    ],
    ['a negative step', { ...record(), checkpoint: { ...record().checkpoint, step: -1 } }],
    [
      'weights that are no numbers',
      { ...record(), checkpoint: { ...record().checkpoint, tensors: [{ name: 'w' }] } },
    ],
    ['no dataset', { ...record(), checkpoint: { ...record().checkpoint, config: {} } }],
  ])('%s is refused', (_, broken) => {
    expect(repairSavedRun(broken)).toBe(null)
  })
})
