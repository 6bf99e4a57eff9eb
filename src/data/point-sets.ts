/** The point sets that are made by a formula or painted. The person's own tables are src/data/point-sets/fixed.ts. */
import type { RunConfig } from '../config/run-config.ts'
import { GanvasError } from '../shared/failure.ts'
import { drawn, type Painting } from './point-sets/drawn.ts'
import { grid } from './point-sets/grid.ts'
import { lines } from './point-sets/lines.ts'
import { moons } from './point-sets/moons.ts'
import { ring } from './point-sets/ring.ts'
import { spiral } from './point-sets/spiral.ts'
import type { PointSet } from './prepared.ts'

/**
 * The point set a config names.
 * @param painted what the person painted, or null for the default drawing; only `drawn` looks at it
 * @throws GanvasError `dataset-not-points` when the config names images
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
