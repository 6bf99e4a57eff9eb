/**
 * What a snapshot costs the training: the time nothing else could be done, not the time it waited beside other reading.
 * Knows no clock of its own.
 */
import type { Checkpoint } from '../../../common/config/checkpoint.ts'

/** Read back, copied and kept: some passes over memory, which a clock around asking does not see on a GPU. */
const BYTES_PER_MS = 500_000

/** Milliseconds. @param busy milliseconds that asking for it and putting it away took by the clock */
export function snapshotCost({ tensors }: Checkpoint, busy: number): number {
  return busy + tensors.reduce((bytes, { data }) => bytes + data.byteLength, 0) / BYTES_PER_MS
}
