import { describe, expect, test } from 'vitest'
import { REMEDIES, type Remedy } from '../../../src/common/catalog/remedies.ts'
import { applyChange } from '../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { proposalOf } from '../../../src/common/config/remedy-change.ts'

const ring = defaultsFor('ring')
const restoring = applyChange(defaultsFor('own'), { task: 'restore' })
const remedy = (id: string): Remedy => {
  const found = REMEDIES.find((entry) => entry.id === id)
  if (found === undefined) throw new Error(id)
  return found
}

describe('a remedy', () => {
  test('that sets a live setting acts at once', () => {
    expect(proposalOf(remedy('r1'), ring, null)).toEqual({
      change: { penalty: 'r1', gamma: 0.02 },
      rebuilds: false,
      freshDiscriminator: false,
    })
  })

  test('is weighed otherwise on points than on pictures', () => {
    expect(proposalOf(remedy('r1'), defaultsFor('mnist'), null)?.change).toEqual({ penalty: 'r1', gamma: 1 })
  })

  test('that changes both networks says that it starts over; one of the detective keeps the forger', () => {
    expect(proposalOf({ ...remedy('r1'), set: { gNorm: 'batch' } }, ring, null)).toMatchObject({
      rebuilds: true,
      freshDiscriminator: false,
    })
    expect(proposalOf(remedy('packing'), ring, null)).toMatchObject({
      rebuilds: false,
      freshDiscriminator: true,
    })
  })

  test('that scales keeps to three digits and to the range of the setting', () => {
    expect(proposalOf(remedy('slower'), { ...ring, gLr: 3e-4, dLr: 0.7 }, null)?.change).toEqual({
      gLr: 1.5e-4,
      dLr: 0.35,
    })
    expect(proposalOf(remedy('faster-forger'), { ...ring, gLr: 0.9 }, null)?.change).toEqual({ gLr: 1 })
  })

  test('that is in force already is not offered', () => {
    expect(proposalOf(remedy('r1'), { ...ring, penalty: 'r1', gamma: 0.02 }, null)).toBe(null)
  })

  test('of one task is offered in that alone', () => {
    expect(proposalOf(remedy('without-game'), restoring, null)?.change).toEqual({ lively: 0 })
    expect(proposalOf(remedy('without-game'), defaultsFor('own'), null)).toBe(null)
    expect(proposalOf(remedy('r1'), { ...restoring, penalty: 'none' }, null)).not.toBe(null)
  })

  test('that no setting allows is not offered', () => {
    expect(proposalOf({ ...remedy('r1'), set: { unroll: 99 } }, ring, null)).toBe(null)
  })

  test.each(REMEDIES.map(({ id }) => [id]))('%s of the catalogue fits some run', (id) => {
    const runs = [
      ring,
      { ...ring, loss: 'minimax', dSteps: 5, beta1: 0.9, ema: 0 } as const,
      defaultsFor('own'),
      restoring,
    ]
    expect(runs.some((run) => proposalOf(remedy(id), run, null) !== null)).toBe(true)
  })
})
