/** What staged.wgsl is told besides what it computes: how many tiles there are, and how its threads go about. */
import { GROUP } from '../lib/program.ts'
import errandCode from './errand.wgsl?raw'
import stagedExact from './staged.wgsl?raw'
import stagedHalf from './staged-half.wgsl?raw'

/** Rows and columns of a group's tile, and terms it looks up at a time: as in staged.wgsl. */
const SIDE = 32
const DEPTH = 16

/** Columns below which most of a tile would be empty. */
const FEWEST_COLUMNS = 5

export interface StagedWork {
  readonly rows: number
  readonly columns: number
  /** Of one part. */
  readonly terms: number
  readonly parts: number
  /** Whether neighbouring terms of a row, or of a column, lie side by side in memory. */
  readonly across: { readonly rows: boolean; readonly columns: boolean }
}

/** Groups of a part. */
export function stagedTiles(rows: number, columns: number): number {
  return Math.ceil(rows / SIDE) * Math.ceil(columns / SIDE)
}

/** @param half 1: in half precision, which the text has to be allowed */
export function stagedCode(half: number): string {
  return [errandCode, half === 1 ? stagedHalf : stagedExact].join('\n')
}

export function worthStaging(columns: number): boolean {
  return columns >= FEWEST_COLUMNS
}

/** Constants and uniforms, threads in all, and multiply-adds of a thread. */
export function staged({ rows, columns, terms, parts, across }: StagedWork) {
  const groups = stagedTiles(rows, columns) * parts
  return {
    constants: { ACROSS_ROWS: across.rows, ACROSS_COLUMNS: across.columns },
    integers: {
      tilesWide: Math.ceil(columns / SIDE),
      tilesHigh: Math.ceil(rows / SIDE),
      columnsInAll: columns,
      chunks: Math.ceil(terms / DEPTH),
    },
    groups,
    threads: groups * GROUP,
    cost: DEPTH * terms,
  }
}
