/** What keeping a snapshot is counted as: the time by the clock, and its bytes whatever the clock saw. */
import { expect, test } from 'vitest'
import { snapshotCost } from '../../../../src/worker/session/train/snapshot-cost.ts'
import type { Checkpoint } from '../../../../src/common/config/checkpoint.ts'
import { tiny } from '../../../helpers/engine/tiny-run.ts'

function checkpointOf(...lengths: number[]): Checkpoint {
  const tensors = lengths.map((length, i) => ({
    name: `t${i}`,
    shape: [length],
    data: new Float32Array(length),
  }))
  return { version: 2, step: 1, config: tiny(), fingerprint: 'f', tensors }
}

test('a millisecond by the clock counts as one, and so does half a megabyte', () => {
  expect(snapshotCost(checkpointOf(), 3)).toBe(3)
  expect(snapshotCost(checkpointOf(100_000, 25_000), 0)).toBe(1)
  expect(snapshotCost(checkpointOf(100_000, 25_000), 3)).toBe(4)
})

test('large networks are not free where asking takes no time at all', () => {
  expect(snapshotCost(checkpointOf(5_000_000), 0)).toBeGreaterThan(snapshotCost(checkpointOf(1000), 10))
})
