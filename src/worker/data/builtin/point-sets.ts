/** The point sets that are made by a formula or painted. The person's own tables are src/worker/data/point-set.ts. */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { GanvasError } from '../../../common/failure.ts'
import { drawn, type Painting } from './drawn.ts'
import { grid } from './grid.ts'
import { lines } from './lines.ts'
import { moons } from './moons.ts'
import { ring } from './ring.ts'
import { spiral } from './spiral.ts'
import type { PointSet } from '../point-set.ts'

/**
 * The point set a config names.
 * @param painted what the person painted, or null for the default drawing; only `drawn` looks at it
 * @throws GanvasError `dataset-not-points` when the config names pictures
 */
export function pointSetFor(config: RunConfig, painted: Painting | null): PointSet {
  switch (config.dataset) {
    case 'ring':
      return ring(config)
    case 'grid':
      return grid(config)
    case 'lines':
      return lines(config)
    case 'spiral':
      return spiral(config)
    case 'moons':
      return moons(config)
    case 'drawn':
      return drawn(painted)
    case 'mnist':
    case 'fashion':
    case 'emoji':
    case 'own':
      throw new GanvasError(
        'dataset-not-points',
        `The dataset ${config.dataset} is not made by a formula.`,
        'Pick a dataset of points, or open your files.',
      )
  }
}
