/** A frame of the film of points: a few fakes and some fixed reals, coordinates in a byte each. */
import { streamFor } from '../../../common/numbers/random.ts'
import type { PointSet } from '../../data/point-set.ts'
import type { Film } from '../kind.ts'

const FAKES = 160
const REALS = 96

export const pointFilm: Film<PointSet> = {
  fakes: FAKES,
  sheet: FAKES,
  picture({ config, dataset }, fakes) {
    const { extent } = dataset.item
    const reals = dataset.draw(streamFor(config.seed, 'evaluate'), REALS)
    return { kind: 'point', fakes: placed(fakes, extent), reals: placed(reals, extent) }
  },
}

/** Points outside the window are left out. */
function placed(points: Float32Array, extent: number): Int8Array {
  const inside: number[] = []
  for (let at = 0; at + 1 < points.length; at += 2) {
    const x = Math.round((127 * (points[at] ?? NaN)) / extent)
    const y = Math.round((127 * (points[at + 1] ?? NaN)) / extent)
    if (Math.abs(x) <= 127 && Math.abs(y) <= 127) inside.push(x, y)
  }
  return Int8Array.from(inside)
}
