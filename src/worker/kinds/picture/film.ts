/** A frame of the film of pictures: a few fakes, as bytes. */
import type { PictureSet } from '../../data/picture-set.ts'
import type { Film } from '../kind.ts'

/** Two by two. */
const PICTURES = 4

export const pictureFilm: Film<PictureSet> = {
  fakes: PICTURES,
  picture({ dataset }, fakes) {
    const { size, channels } = dataset.item
    const pixels = Uint8Array.from(fakes, (value) => Math.min(255, Math.max(0, 127.5 * (value + 1))))
    return { kind: 'picture', size, channels, count: PICTURES, pixels }
  },
}
