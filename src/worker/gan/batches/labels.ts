/** Classes of items as plain arrays: rows of zeros with a one. Knows no tensors and no dataset. */

/** Class of each item, from 0; null where a run has no classes. */
export type Labels = Uint16Array | null

/** [n, classes]: a one at each item's class. */
export function oneHotRows(labels: Uint16Array, classes: number): Float32Array {
  const rows = new Float32Array(labels.length * classes)
  labels.forEach((label, i) => (rows[i * classes + label] = 1))
  return rows
}

/** 0, 1, … classes − 1, 0, 1, …: what is shown when nobody says which class. */
export function inTurn(count: number, classes: number): Uint16Array {
  return Uint16Array.from({ length: count }, (_, i) => i % classes)
}
