/** A frame of the film of pictures: a few fakes, as bytes. */
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
}
