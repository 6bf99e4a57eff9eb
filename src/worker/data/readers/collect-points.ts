/** Puts tables of points together into one set that fits the stage. */
import { measuresOf } from '../../../common/items/kinds.ts'
import type { SkippedItem } from '../../../common/protocol/report.ts'
import { bytesOf, fingerprint } from '../fingerprint.ts'
import { fixedPoints, type FixedPointSet } from '../point-set.ts'
import type { Found } from './find.ts'
import { describe, EXTENT, normalise } from './normalise.ts'

export type FoundTable = Extract<Found, { holds: 'table' }>

export async function collectPoints(
  tables: readonly FoundTable[],
  skipped: SkippedItem[],
  name: string,
): Promise<FixedPointSet> {
  const points = new Float32Array(tables.reduce((sum, table) => sum + table.rows.length, 0))
  let at = 0
  for (const table of tables) {
    points.set(table.rows, at)
    at += table.rows.length
  }
  const count = points.length / 2
  const done = normalise(points)
  const item = { kind: 'point', extent: EXTENT } as const
  return fixedPoints(points, {
    id: 'own',
    label: describe(name, count, done),
    item,
    count,
    ...measuresOf(item),
    classes: [],
    skipped,
    fingerprint: await fingerprint('points', [bytesOf(points)]),
  })
}
