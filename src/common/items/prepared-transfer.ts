/**
 * The person's prepared data as plain bytes, so that the page can keep it and hand it to the next worker. What the bytes mean
 * is known to the module of the items' kind alone (src/worker/kinds/); nobody else looks into them.
 */
import type { Attribute, Groups } from './attributes.ts'
import type { DatasetSummary } from '../protocol/report.ts'

export interface PreparedTransfer {
  /** What the items are, and how many: `item` names the kind that can restore them. */
  readonly summary: DatasetSummary
  /** All items, one after the other. */
  readonly bytes: Uint8Array
  /** Class of each item; null where they have none. */
  readonly labels: Uint16Array | null
  /** What else is told of each item; absent where nothing is. */
  readonly attributes?: readonly Attribute[]
  /** Absent where each item stands for itself. */
  readonly groups?: Groups
  /** What each picture is to be made from, as many bytes as the items have; absent where pictures come alone. */
  readonly partners?: Uint8Array
}
