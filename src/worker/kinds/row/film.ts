/** A frame of the film of a table: the bars of its first columns, fakes before reals. */
import { encode } from 'fast-png'
import { streamFor } from '../../../common/numbers/random.ts'
import { sampleRows } from '../../../common/tables/rows.ts'
import type { FilmPicture } from '../../../common/protocol/film.ts'
import type { RowSet } from '../../data/row-set.ts'
import type { Film } from '../kind.ts'
import { columnsOf } from './made-rows.ts'
import { barsOf } from './scenes.ts'

const FAKES = 200
const REALS = 600
/** Three by three. */
const COLUMNS = 9
const DRAWN = streamFor(0, 'evaluate')

export const rowFilm: Film<RowSet> = {
  fakes: FAKES,
  sheet: FAKES,
  picture({ dataset }, fakes) {
    const reals = sampleRows(dataset.take(dataset.split.training), REALS, DRAWN)
    const bars = barsOf(dataset, reals, columnsOf(dataset.item, fakes, DRAWN)).slice(0, COLUMNS)
    return {
      kind: 'row',
      columns: bars.map(({ real, fake }) => {
        const tallest = Math.max(...real, 1e-9)
        const heights = (shares: Float64Array) =>
          Uint8Array.from(shares, (share) => Math.min(255, Math.round((127.5 * share) / tallest)))
        return { fakes: heights(fake), reals: heights(real) }
      }),
    }
  },
  png: (picture) => (picture.kind === 'row' ? drawn(picture) : null),
}

const CELL = 64
const ACROSS = 3
const REAL = [0, 158, 115] as const
const FAKE = [213, 94, 0] as const

/** Bars of reals green, of fakes orange in front of them and half as wide, on white. */
function drawn({ columns }: Extract<FilmPicture, { kind: 'row' }>): Uint8Array {
  const rows = Math.max(1, Math.ceil(columns.length / ACROSS))
  const [width, height] = [ACROSS * CELL, rows * CELL]
  const data = new Uint8Array(3 * width * height).fill(255)
  columns.forEach(({ fakes, reals }, at) => {
    const [left, bottom] = [(at % ACROSS) * CELL + 4, (Math.floor(at / ACROSS) + 1) * CELL - 4]
    const pitch = (CELL - 8) / Math.max(1, reals.length)
    const bar = (i: number, share: number, from: number, wide: number, colour: readonly number[]) => {
      const tall = Math.min(CELL - 8, Math.round((share / 255) * 2 * (CELL - 16)))
      for (let x = Math.floor(left + (i + from) * pitch); x < left + (i + from + wide) * pitch; x++)
        for (let y = bottom - tall; y < bottom; y++) data.set(colour, 3 * (y * width + x))
    }
    reals.forEach((share, i) => bar(i, share, 0, 1, REAL))
    fakes.forEach((share, i) => bar(i, share, 0.25, 0.5, FAKE))
  })
  return encode({ width, height, channels: 3, data, depth: 8 })
}
