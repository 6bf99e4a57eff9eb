/** Puts tables of points together into one set that fits the stage. */
import type { SkippedItem } from '../../../common/protocol/report.ts'
import { bytesOf, fingerprint } from '../fingerprint.ts'
import { describe, fixedPoints, normalise } from '../builtin/fixed.ts'
import type { FixedPointSet } from '../prepared.ts'

export async function collectPoints(
  tables: readonly { points: Float32Array }[],
  skipped: SkippedItem[],
  name: string,
): Promise<FixedPointSet> {
  const points = new Float32Array(tables.reduce((sum, table) => sum + table.points.length, 0))
  let at = 0
  for (const table of tables) {
    points.set(table.points, at)
    at += table.points.length
  }
  const count = points.length / 2
  const done = normalise(points)
  return fixedPoints(points, {
    id: 'own',
    label: describe(name, count, done),
    kind: 'points',
    count,
    size: 0,
    channels: 2,
    classes: [],
    skipped,
    fingerprint: await fingerprint('points', [bytesOf(points)]),
  })
}
