/** A frame of the film of points: a few fakes and some fixed reals, coordinates in a byte each. */
import { encode } from 'fast-png'
import type { FilmPicture } from '../../../common/protocol/film.ts'
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
  png: (picture) => (picture.kind === 'point' ? plotted(picture) : null),
}

/** Half a side of the plot, pixels: one for each place there is. */
const HALF = 128
const SIDE = 2 * HALF
const REAL = [0, 158, 115]
const FAKE = [213, 94, 0]

/** Reals green, fakes orange on white, two pixels each; the y axis points up. */
function plotted({ fakes, reals }: Extract<FilmPicture, { kind: 'point' }>): Uint8Array {
  const data = new Uint8Array(3 * SIDE * SIDE).fill(255)
  const dots = (places: Int8Array, colour: readonly number[]): void => {
    for (let at = 0; at + 1 < places.length; at += 2) {
      const [x, y] = [HALF + (places[at] ?? 0), HALF - (places[at + 1] ?? 0)]
      for (const [dx, dy] of [
        [0, 0],
        [-1, 0],
        [0, -1],
        [-1, -1],
      ] as const)
        data.set(colour, 3 * ((y + dy) * SIDE + x + dx))
    }
  }
  dots(reals, REAL)
  dots(fakes, FAKE)
  return encode({ width: SIDE, height: SIDE, channels: 3, data, depth: 8 })
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
