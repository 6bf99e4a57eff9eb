/** Arrays from which a device can draw batches by itself: what a dataset's `draw` does, as data. Must not know tensors. */

/** Bytes of items, one after another. */
export interface ResidentBytes {
  /** `bytes`: values in [−1, 1]; `codes`: numbers as they are. */
  readonly kind: 'bytes' | 'codes'
  /** Four bytes to a number, lowest first. */
  readonly words: Int32Array
  /** Bytes of an item, a multiple of four. */
  readonly length: number
  readonly picks: Int32Array
}

export type Resident =
  | { readonly kind: 'mixture'; readonly centres: Float32Array; readonly std: number }
  | { readonly kind: 'rows'; readonly rows: Float32Array; readonly picks: Int32Array }
  | ResidentBytes

/** What any WebGPU device binds at once. */
export const MOST_RESIDENT_BYTES = 128 * 2 ** 20
