/** Larger pictures brought to the side at which they are judged. Plain arrays. */
import { countPictures, type PictureBatch } from '../features/feature-map.ts'

/** Shape is judged at this side: finer detail is beyond networks of this size, and the work stays bounded. */
const MOST = 32

/** Pictures of at most 32 px: means of boxes that share no pixel; smaller ones as they are. */
export function shrunk(images: PictureBatch): PictureBatch {
  const { size, channels, pixels } = images
  if (size <= MOST) return images
  const count = countPictures(images)
  const out = new Float32Array(count * MOST * MOST * channels)
  const edge = (box: number) => Math.floor((box * size) / MOST)
  for (let place = 0; place < count * MOST * MOST; place++) {
    const image = Math.floor(place / (MOST * MOST))
    const [row, column] = [Math.floor(place / MOST) % MOST, place % MOST]
    const area = (edge(row + 1) - edge(row)) * (edge(column + 1) - edge(column))
    for (let y = edge(row); y < edge(row + 1); y++) {
      for (let x = edge(column); x < edge(column + 1); x++) {
        const from = ((image * size + y) * size + x) * channels
        for (let c = 0; c < channels; c++)
          out[place * channels + c] = (out[place * channels + c] ?? 0) + (pixels[from + c] ?? NaN) / area
      }
    }
  }
  return { pixels: out, size: MOST, channels }
}
