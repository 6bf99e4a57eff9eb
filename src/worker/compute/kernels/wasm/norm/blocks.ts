/**
 * How the rows of a matrix are cut for what is summed down its columns: into blocks that do not depend on how many threads make them, each
 * block's sums on their own, joined in the order of the blocks. Must not know what is summed.
 */
import { shareOf, worthOfNumbers } from '../parts.ts'
import type { PartTools } from '../functions.ts'
import type { Toolbox } from '../toolbox.ts'

/** Numbers of a block: they fit in a second-level cache. */
const BLOCK_NUMBERS = 16_384

export interface Blocks {
  readonly rows: number
  readonly columns: number
  /** Rows of each block but the last. */
  readonly rowsOfOne: number
  readonly count: number
}

export function blocksOf(rows: number, columns: number): Blocks {
  const rowsOfOne = Math.max(1, Math.floor(BLOCK_NUMBERS / columns))
  return { rows, columns, rowsOfOne, count: Math.max(1, Math.ceil(rows / rowsOfOne)) }
}

/** Rows of the last block. */
export function rowsOfLast({ rows, rowsOfOne, count }: Blocks): number {
  return rows - (count - 1) * rowsOfOne
}

/** A block: which one, its first row and how many. */
export interface Block {
  readonly at: number
  readonly first: number
  readonly rows: number
}

/** Makes each block's sums, by all threads that are worth it. */
export function eachBlock(
  tools: Toolbox,
  blocks: Blocks,
  make: (own: PartTools, block: Block) => void,
): void {
  const { rows, columns, rowsOfOne, count } = blocks
  tools.together(worthOfNumbers(rows * columns, count), (own, part, parts) => {
    const [from, end] = shareOf(count, part, parts)
    for (let at = from; at < end; at++) {
      const first = at * rowsOfOne
      make(own, { at, first, rows: Math.min(rows, first + rowsOfOne) - first })
    }
  })
}
