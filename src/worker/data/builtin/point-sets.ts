/**
 * The point sets that are made by a formula or painted: one function for each entry of the catalogue, and a missing one does not
 * compile. The person's own tables are src/worker/data/point-set.ts.
 */
import type { ComputedSetId } from '../../../common/catalog/datasets.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { GanvasError } from '../../../common/failure.ts'
import { drawn, type Painting } from './drawn.ts'
import { grid } from './grid.ts'
import { lines } from './lines.ts'
import { moons } from './moons.ts'
import { ring } from './ring.ts'
import { spiral } from './spiral.ts'
import type { PointSet } from '../point-set.ts'

/** @param painted what the person painted, or null for the default drawing */
type MakePointSet = (config: RunConfig, painted: Painting | null) => PointSet

export const POINT_SETS = {
  ring,
  grid,
  lines,
  spiral,
  moons,
  drawn: (_, painted) => drawn(painted),
} satisfies Record<ComputedSetId<'point'>, MakePointSet>

/**
 * The point set a config names.
 * @param painted what the person painted, or null for the default drawing; only `drawn` looks at it
 * @throws GanvasError `dataset-not-points` when the config names what is no formula
 */
export function pointSetFor(config: RunConfig, painted: Painting | null): PointSet {
  if (!isComputed(config.dataset))
    throw new GanvasError(
      'dataset-not-points',
      `The dataset ${config.dataset} is not made by a formula.`,
      'Pick a dataset of points, or open your files.',
    )
  const make: MakePointSet = POINT_SETS[config.dataset]
  return make(config, painted)
}

function isComputed(id: RunConfig['dataset']): id is ComputedSetId<'point'> {
  return Object.hasOwn(POINT_SETS, id)
}
