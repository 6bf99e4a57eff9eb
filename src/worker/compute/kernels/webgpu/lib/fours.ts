/**
 * Tiles that four neighbouring threads make together, where a processor computes four threads at once (traits.ts): each has rows of its own,
 * all have the same columns, and what is read of these is passed on. Must not know what is computed.
 */
import passOn from '../tiles/pass-on.wgsl?raw'
import { repeatLines } from './lines.ts'

/** Columns of a tile, and its rows for each quadruple that a thread has. */
export const FOURS = { columns: 16, rows: 16 } as const

/** Tiles that a processor wants at least: it gives groups of sixteen of them to its cores. */
const ENOUGH = 32

/** Heights of such tiles in the order of their worth. @param tiles by height; 0 where a height is not possible */
export function foursHeights(tiles: (height: number) => number): number[] {
  return [2, 1].filter((height) => tiles(height) >= ENOUGH)
}

/** The text for a height: lines with QUAD once for each four rows of a thread, those with COLUMN for each four columns. */
export function inFours(code: string, height: number): string {
  return [passOn, repeatLines(repeatLines(code, 'QUAD', height), 'COLUMN', FOURS.columns / 4)].join('\n')
}
