/** A kept run comes back whole; of what another edition wrote, as much as can be believed. */
import { expect, test } from 'vitest'
import { packRun, packState, unpackRun, unpackState } from '../../../../src/worker/session/keep/kept-run.ts'
import { lift, lower } from '../../../../src/worker/formats/lifted.ts'
import { packSlot, unpackSlot } from '../../../../src/worker/formats/slot.ts'
import { keptRun } from '../../../helpers/engine/kept-run.ts'

/** The bytes of a run of which something is another. */
function altered(change: (record: Record<string, unknown>) => Record<string, unknown>) {
  const slot = unpackSlot(packRun(keptRun({}), 7))
  if (slot === null) throw new Error('Not whole.')
  const record = lower({ json: slot.manifest, tensors: slot.tensors }) as Record<string, unknown>
  const { json, tensors } = lift(change(record))
  return packSlot({ generation: 7, manifest: json, tensors })
}

test('with everything, its twin too', () => {
  const { checkpoint, history, measured } = keptRun({ step: 50 })
  const run = keptRun({
    name: 'Mine',
    painted: { side: 2, density: Float32Array.of(1, 0, 0, 1) },
    twin: { checkpoint, history, measured, since: 20 },
  })
  expect(unpackRun(packRun(run, 7))).toEqual({ run, generation: 7 })
})

test('a challenge and figures that are no numbers come back', () => {
  const { notes } = keptRun({})
  const challenge = {
    id: 'cure',
    phase: 'lost',
    found: { modes: 2, modesTotal: 8, highQuality: NaN },
  } as const
  const run = keptRun({ notes: { ...notes, challenge } })
  expect(unpackRun(packRun(run, 1))?.run).toEqual(run)
})

test('of a newer version is none; an unaltered one is one', () => {
  expect(unpackRun(altered((record) => ({ ...record, version: 2 })))).toBeNull()
  expect(unpackRun(altered((record) => record))?.generation).toBe(7)
})

test.for<[string, (record: Record<string, unknown>) => Record<string, unknown>]>([
  ['rows that are no numbers', (record) => ({ ...record, history: [1, 2] })],
  ['a step that is none', (record) => ({ ...record, film: [{ step: -1 }] })],
  ['no state', (record) => ({ ...record, checkpoint: {} })],
  [
    'a picture of no kind',
    (record) => ({ ...record, film: [{ ...keptRun({}).film[0], picture: { kind: 'toString' } }] }),
  ],
])('with %s is none', ([, change]) => {
  expect(unpackRun(altered(change))).toBeNull()
})

test('a twin that cannot be believed is left out', () => {
  const twin = { checkpoint: {}, history: new Float32Array(), measured: [], since: 3 }
  expect(unpackRun(altered((record) => ({ ...record, twin })))?.run.twin).toBeNull()
})

test('settings that are out of range today fall back, as in every saved run', () => {
  const { checkpoint } = keptRun({})
  const bytes = altered((record) => ({
    ...record,
    checkpoint: { ...checkpoint, config: { ...checkpoint.config, batch: -4 } },
  }))
  expect(unpackRun(bytes)?.run.checkpoint.config.batch).toBeGreaterThan(0)
})

test('a state of the past comes back by itself', () => {
  const { checkpoint } = keptRun({})
  expect(unpackState(packState(checkpoint))).toEqual(checkpoint)
  expect(unpackState(packState(checkpoint).slice(0, -8))).toBeNull()
})
