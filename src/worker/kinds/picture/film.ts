/** A frame of the film of pictures: a few fakes, as bytes. */
import { encode } from 'fast-png'
import type { FilmPicture } from '../../../common/protocol/film.ts'
import type { PictureSet } from '../../data/picture-set.ts'
import type { Film } from '../kind.ts'

/** Two by two, and four by four. */
const PICTURES = 4
const SHEET = 16

export const pictureFilm: Film<PictureSet> = {
  fakes: PICTURES,
  sheet: SHEET,
  picture({ dataset }, fakes) {
    const { size, channels } = dataset.item
    const pixels = Uint8Array.from(fakes, (value) => Math.min(255, Math.max(0, 127.5 * (value + 1))))
    return { kind: 'picture', size, channels, count: fakes.length / (size * size * channels), pixels }
  },
  png: (picture) => (picture.kind === 'picture' ? sheetOf(picture) : null),
}

/** All of its pictures in one, row by row, side by side. */
function sheetOf({ size, channels, count, pixels }: Extract<FilmPicture, { kind: 'picture' }>): Uint8Array {
  const columns = Math.ceil(Math.sqrt(count))
  const rows = Math.ceil(count / columns)
  const width = columns * size
  const data = new Uint8Array(width * rows * size * channels)
  for (let i = 0; i < count * size; i++) {
    const [which, line] = [Math.floor(i / size), i % size]
    const [column, row] = [which % columns, Math.floor(which / columns)]
    const from = i * size * channels
    data.set(
      pixels.subarray(from, from + size * channels),
      ((row * size + line) * width + column * size) * channels,
    )
  }
  return encode({ width, height: rows * size, channels, data, depth: 8 })
}
