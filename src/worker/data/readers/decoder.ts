/** The border to what decodes pictures: a browser's worker, or a stand-in where there is none. */
import type { Size } from '../../../common/items/data-card.ts'
import type { Picture } from '../pixels/picture.ts'

export interface Decoder {
  /**
   * A picture as it is meant to be seen: turned as its EXIF says, in sRGB, with alpha only where it can be seen through.
   * Large ones come reduced, but no side below `side`.
   * @throws whatever the decoder throws when it cannot
   */
  decode(source: Blob, side: number): Promise<Picture>
  /** The same for a bitmap, which is closed. */
  draw(bitmap: ImageBitmap, side: number): Picture | Promise<Picture>
  /**
   * Hands over the wanted frames of an animated picture, each as soon as it is decoded; null where nothing here can. Absent
   * where there is no such decoder. @param type of the file, "image/webp"
   */
  frames?(source: Blob, type: string, side: number, wanted: WantedFrames): Promise<Animation | null>
}

export interface WantedFrames {
  /** Every n-th of so many; 0: the first alone. */
  readonly every: (count: number) => number
  readonly take: (picture: Picture, size: Size) => void
}

export interface Animation {
  /** Frames it has. */
  readonly frames: number
  /** Every n-th was taken; 0: the first alone. */
  readonly every: number
}
