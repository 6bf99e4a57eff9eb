import { describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { fixedPoints } from '../../../src/worker/data/builtin/fixed.ts'
import { pointSetFor } from '../../../src/worker/data/builtin/point-sets.ts'
import type { ImageSet } from '../../../src/worker/data/prepared.ts'
import { fromTransfer, toTransfer } from '../../../src/worker/data/transfer.ts'
import { streamFor } from '../../../src/common/numbers/random.ts'
import type { DatasetSummary } from '../../../src/common/protocol/report.ts'

const summary = (change: Partial<DatasetSummary>): DatasetSummary => ({
  id: 'own',
  label: 'Your files',
  kind: 'images',
  count: 2,
  size: 2,
  channels: 1,
  classes: ['a', 'b'],
  skipped: [],
  fingerprint: 'ff',
  ...change,
})

const images: ImageSet = {
  kind: 'images',
  summary: summary({}),
  size: 2,
  channels: 1,
  count: 2,
  pixels: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
  labels: Uint16Array.of(0, 1),
}

describe('transfer', () => {
  test('images come back as they were, also through a structured clone', () => {
    expect(fromTransfer(structuredClone(toTransfer(images)))).toEqual(images)
  })

  test('points come back as the same distribution', () => {
    const set = fixedPoints(Float32Array.of(0, 1, 2, 3), summary({ kind: 'points', channels: 2, size: 0 }))
    const back = fromTransfer(structuredClone(toTransfer(set)))
    if (back.kind !== 'points') throw new Error('not points')
    const stream = streamFor(1, 'data')
    expect(back.sample(stream, 20)).toEqual(set.sample(stream, 20))
    expect(back.extent).toBe(set.extent)
  })

  test('a formula has no bytes', () => {
    expect(() => toTransfer(pointSetFor(defaultsFor('ring'), null))).toThrow(/formula/)
  })

  test.each([
    ['too few pixels', { ...images, pixels: images.pixels.subarray(1) }],
    ['too few labels', { ...images, labels: Uint16Array.of(1) }],
    ['two channels', { ...images, summary: summary({ channels: 2 }) }],
  ])('%s: refused', (_, prepared) => {
    expect(() => fromTransfer(prepared)).toThrow(/does not fit/)
  })
})
