/** The person's own prepared data as bytes and back: they lie beside the runs, once for all runs on the same. */
import type { PreparedTransfer } from '../../../common/items/prepared-transfer.ts'
import { repairDataset } from '../../../common/saved/repair-dataset.ts'
import { lift, lower } from '../../formats/lifted.ts'
import { packSlot, unpackSlot } from '../../formats/slot.ts'

export function packData(prepared: PreparedTransfer): Uint8Array<ArrayBuffer> {
  const { json, tensors } = lift(prepared)
  return packSlot({ generation: 0, manifest: json, tensors })
}

/** Null where they are not there, or not whole. */
export function unpackData(bytes: Uint8Array<ArrayBuffer> | null): PreparedTransfer | null {
  const slot = bytes === null ? null : unpackSlot(bytes)
  return slot === null ? null : repairDataset(lower({ json: slot.manifest, tensors: slot.tensors }))
}
