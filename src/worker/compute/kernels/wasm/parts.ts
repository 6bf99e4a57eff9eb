/** How work is cut for threads: into how many parts, and which of it is whose. Pure. */

/** Multiplications that are worth waking a thread for: some tens of microseconds of them. */
const WORTH = 300_000

/** Parts that are worth a thread each. @param products in all of the work @param most pieces it can be cut into */
export function worthOf(products: number, most: number): number {
  return Math.max(1, Math.min(most, Math.floor(products / WORTH)))
}

/** As many multiplications cost as much as it does to read a number, do something simple to it, and write it. */
const SIMPLE = 8

/** Parts of work that takes numbers one by one. */
export function worthOfNumbers(numbers: number, most = numbers): number {
  return worthOf(numbers * SIMPLE, most)
}

/** The pieces [from, end) of a part. */
export function shareOf(pieces: number, part: number, parts: number): readonly [from: number, end: number] {
  return [Math.floor((pieces * part) / parts), Math.floor((pieces * (part + 1)) / parts)]
}

/** As `shareOf`, in whole tiles: only the last part has what is left over, as one alone would. */
export function tileShareOf(
  rows: number,
  part: number,
  parts: number,
  tile: number,
): readonly [from: number, end: number] {
  const [from, end] = shareOf(Math.ceil(rows / tile), part, parts)
  return [Math.min(rows, from * tile), Math.min(rows, end * tile)]
}
