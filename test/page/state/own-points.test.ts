/** A person's own table of points in the store: remedies, presets and links are weighed as on the ring. */
import { describe, expect, test } from 'vitest'
import { REMEDIES, type Remedy } from '../../../src/common/catalog/remedies.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { PRESETS } from '../../../src/common/config/presets.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { keptChange } from '../../../src/page/state/run/preset-change.ts'
import { proposalOf } from '../../../src/common/config/remedy-change.ts'

const TABLE = { id: 'own', item: { kind: 'point', extent: 1.6 } } as const
const PICTURES = { id: 'own', item: { kind: 'picture', size: 32, channels: 3 } } as const
const ring = defaultsFor('ring')
const own: RunConfig = { ...ring, dataset: 'own' }
const remedy = (id: string): Remedy => {
  const found = REMEDIES.find((entry) => entry.id === id)
  if (found === undefined) throw new Error(id)
  return found
}
const changeOf = (id: string) => proposalOf(remedy(id), own, TABLE)?.change

describe('a remedy on a table of points', () => {
  test('R1 is as weak as on the ring', () => {
    expect(changeOf('r1')).toEqual({ penalty: 'r1', gamma: 0.02 })
  })

  test('so are both slopes of the paired loss', () => {
    expect(changeOf('relativistic-r1r2')).toEqual({
      loss: 'relativistic-paired',
      penalty: 'r1r2',
      gamma: 0.02,
    })
  })

  test('instance noise is as small as on the ring', () => {
    expect(changeOf('instance-noise')).toEqual({ instanceNoise: 0.03 })
  })

  test('DiffAugment, which does nothing to points, is not offered', () => {
    expect(proposalOf(remedy('diffaugment'), own, TABLE)).toBe(null)
    expect(proposalOf(remedy('diffaugment'), defaultsFor('own'), PICTURES)).not.toBe(null)
  })

  test.each(REMEDIES.map(({ id }) => [id]))('%s is what it is on the ring', (id) => {
    expect(proposalOf(remedy(id), own, TABLE)).toEqual(proposalOf(remedy(id), ring, null))
  })

  test('on pictures of one’s own it is weighed for pictures', () => {
    expect(proposalOf(remedy('r1'), defaultsFor('own'), PICTURES)?.change).toEqual({
      penalty: 'r1',
      gamma: 1,
    })
  })
})

describe('the preset for own files', () => {
  const preset = PRESETS.find(({ id }) => id === 'own')
  if (preset === undefined) throw new Error('no preset')

  test('brings the ring’s networks while the files are a table, DCGAN while they are pictures', () => {
    expect(keptChange({ ...own, seed: 9 }, preset, TABLE)).toEqual({ ...own, size: 32, seed: 9 })
    expect(keptChange(own, preset, PICTURES)).toEqual(defaultsFor('own'))
    expect(keptChange(own, preset, null)).toEqual(defaultsFor('own'))
  })
})
