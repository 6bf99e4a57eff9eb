/** The film of a run: a small picture of each kept step, as plain data that crosses the worker. */

/** Fakes of a kept step from the same few noises as in every other frame. */
export type FilmPicture =
  | {
      kind: 'point'
      /** x, y of each within the data's window [−extent, extent], as −127 … 127. */
      fakes: Int8Array
      /** Some fixed reals, for comparison. */
      reals: Int8Array
    }
  | {
      kind: 'picture'
      /** Side of one picture, pixels. */
      size: number
      channels: number
      /** `count` pictures one after the other, 0 … 255. */
      count: number
      pixels: Uint8Array
    }
  | {
      kind: 'row'
      /** Some of the columns, each its bars: shares of the tallest real one, 0 … 255 for 0 … 2. */
      columns: { fakes: Uint8Array; reals: Uint8Array }[]
    }

/** One kept step. */
export interface FilmFrame {
  step: number
  /** Kept because something happened there: the start, a change of settings, a branch. */
  marked: boolean
  /** What the person, or a figure at its best, keeps it as: it is not thinned out. */
  kept?: string
  picture: FilmPicture
}
