/** The border to what decodes pictures: a browser's worker, or a stand-in where there is none. */
import type { Picture } from '../pixels/picture.ts'
import type { Truth } from './read-back.ts'

export interface Decoder {
  /**
   * A picture as it is meant to be seen: turned as its EXIF says, on white where it is transparent, in sRGB.
   * Large ones come reduced, but no side below `side`.
   * @returns RGB @throws whatever the decoder throws when it cannot
   */
  decode(source: Blob, side: number): Promise<Picture>
  /** The same for a bitmap, which is closed. */
  draw(bitmap: ImageBitmap, side: number): Picture | Promise<Picture>
  /** Whether the pixels that it gives are those of the picture; taken to be where it does not say. */
  readonly truth?: () => Promise<Truth>
}
