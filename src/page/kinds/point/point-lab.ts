/** Points in the latent lab: small planes with a cross, a place to look for, and plots to take away. */
import type { LabKind } from '../kind.ts'
import type { ThumbItem } from '../../ui/latent/thumb.tsx'
import { plotFrame } from './plot.ts'
import { PointTarget } from './point-target.tsx'
import { drawPoint } from './point-thumb.ts'

/** Reals the plane is measured by. */
const MEASURED = 256
/** Side of a frame of points, pixels, times the chosen scale. */
const PLOT = 140
/** Fakes that stand still behind a moving one, and those of a picture of points. */
const CLOUD = 600
/** Half side of the film's plane: its coordinates are whole numbers of 8 bits. */
const FILM_EXTENT = 127
/** Nearer than this nobody cares. */
const LEAST = 0.001

export const POINT_LAB: LabKind<'point'> = {
  surroundings: MEASURED,
  thumb: { draw: drawPoint, onGround: true },
  search: {
    Target: PointTarget,
    Choice: null,
    fromFile: null,
    remainder: null,
    invitation: 'Click a place in the plane; the search looks for the z that the forger sends there.',
    found: ({ difference, relative }) =>
      `found ${distance(difference)} from the place; the mean point is ${distance(difference / relative)} from it.`,
  },
  save: {
    manyLabel: 'Samples',
    inRows: false,
    countOf: () => CLOUD,
    many: () => ({ words: 'Samples and reals in one plane.', width: PLOT, height: PLOT }),
    manyFrame: (items, { scale, surroundings }) =>
      plotFrame({ ...surroundings, fakes: placesOf(items) }, PLOT * scale),
    cloud: CLOUD,
    journeyFrames: (items, cloud, { scale, surroundings }) => {
      const fakes = placesOf(cloud)
      const trail = placesOf(items)
      return items.map((_, i) =>
        plotFrame({ ...surroundings, fakes, trail: trail.subarray(0, 2 * i + 2) }, PLOT * scale),
      )
    },
    filmFrame: ({ reals, fakes }, scale) => plotFrame({ reals, fakes, extent: FILM_EXTENT }, PLOT * scale),
  },
}

/** Of two coordinates: the squared distance is twice the mean. */
function distance(mean: number): string {
  return 2 * mean < LEAST ** 2 ? `less than ${LEAST}` : Math.sqrt(2 * mean).toPrecision(2)
}

function placesOf(items: readonly ThumbItem[]): Float32Array {
  return Float32Array.from(items.flatMap(({ values }) => [values[0] ?? 0, values[1] ?? 0]))
}
