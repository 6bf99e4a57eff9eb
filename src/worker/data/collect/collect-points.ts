/** Puts tables of points together into one set that fits the stage. */
import type { DataChoice, Guess } from '../../../common/items/data-card.ts'
import { measuresOf } from '../../../common/items/kinds.ts'
import type { SkippedItem } from '../../../common/protocol/report.ts'
import { classify } from '../layout/classify.ts'
import { bytesOf, fingerprint } from '../fingerprint.ts'
import { fixedPoints, type FixedPointSet } from '../point-set.ts'
import type { TablePoints } from '../tables/points.ts'
import { makeCard } from '../card/card.ts'
import { pointTroubles } from '../card/point-troubles.ts'
import { describe, EXTENT, normalise } from './normalise.ts'

export interface PointsToCollect {
  readonly tables: readonly TablePoints[]
  readonly skipped: readonly SkippedItem[]
  readonly name: string
  readonly choice: DataChoice
  readonly guesses: readonly Guess[]
}

export async function collectPoints(from: PointsToCollect): Promise<FixedPointSet> {
  const { tables, name } = from
  const points = new Float32Array(tables.reduce((sum, table) => sum + table.points.length, 0))
  let at = 0
  for (const table of tables) {
    points.set(table.points, at)
    at += table.points.length
  }
  const skipped = [...from.skipped, ...tables.flatMap(({ leftOut }) => leftOut)]
  const count = points.length / 2
  const { classes, labels } = classesIn(tables)
  const done = normalise(points)
  const item = { kind: 'point', extent: EXTENT } as const
  const card = makeCard({
    label: name,
    item,
    count,
    classes,
    labels,
    files: tables.length,
    skipped,
    guesses: [...from.guesses, ...tables.flatMap(({ guesses }) => guesses)],
    troubles: pointTroubles(points),
    came: [],
    choice: from.choice,
  })
  const summary = {
    id: 'own',
    label: describe(name, count, done),
    item,
    count,
    ...measuresOf(item),
    classes: [],
    skipped,
    card,
    fingerprint: await fingerprint('points', [bytesOf(points)]),
  }
  return fixedPoints(points, summary, labels)
}

/** Where one of the tables has none, neither do all together. */
function classesIn(tables: readonly TablePoints[]) {
  const names = tables.flatMap((table) => table.classes ?? [])
  const complete = tables.every((table) => table.classes !== null)
  return classify(complete ? names : names.map(() => null))
}
