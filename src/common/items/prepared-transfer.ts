/** The person's prepared data as plain bytes, so that the page can keep it and hand it to the next worker. */
import type { DatasetSummary } from '../protocol/report.ts'

export type PreparedTransfer =
  | { kind: 'points'; summary: DatasetSummary; points: Float32Array }
  | { kind: 'images'; summary: DatasetSummary; pixels: Uint8Array; labels: Uint16Array | null }
