/** A table with a rule that is known: what a learner can find in it, and how much its noise hides, is planted. */
import { Draws } from '../../../src/common/numbers/draws.ts'
import { normals, fork, type Stream } from '../../../src/common/numbers/random.ts'
import type { TableColumn } from '../../../src/common/tables/table-column.ts'
import { categories, numbers } from './table-of.ts'

const PLACES = ['north', 'east', 'south', 'west'] as const
const SHIFT = { north: 1.2, east: -0.8, south: 0.3, west: -0.4 }
export const KINDS = ['low', 'mid', 'high'] as const

/** Columns x, y, noise (numbers), place, kind (categories): kind is where x + 0.8·y + the place's shift + noise lies. */
export function plantedTable(rows: number, stream: Stream, noise = 0.4): TableColumn[] {
  const [x, y, blind, error] = [0, 1, 2, 3].map((k) => normals(fork(stream, k), rows))
  const draws = new Draws(fork(stream, 4))
  const places = Array.from({ length: rows }, () => PLACES[draws.below(4)] ?? 'north')
  const kinds = places.map((place, i) => {
    const score = (x?.[i] ?? 0) + 0.8 * (y?.[i] ?? 0) + SHIFT[place] + noise * (error?.[i] ?? 0)
    return score < -0.7 ? 'low' : score < 0.9 ? 'mid' : 'high'
  })
  const two = (values: Float32Array | undefined) => Array.from(values ?? [], (v) => Math.round(v * 100) / 100)
  return [
    numbers('x', two(x)),
    numbers('y', two(y)),
    numbers('noise', two(blind)),
    categories('place', places, PLACES),
    categories('kind', kinds, KINDS),
  ]
}
