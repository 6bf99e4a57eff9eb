/** Asking a run that makes pictures from pictures for some: a person’s own, whole and at its own size, and pictures to begin a drawing with. Plain data. */
import type { Size } from '../items/data-card.ts'

export type RestoreRequest =
  /**
   * Restores a picture of any size, or translates the middle square of it, there or by `way` 1 back. Where a hole is filled, what can be seen through in the picture is the hole.
   * `restore-progress` events tell how far it is.
   */
  | { kind: 'restore'; file: Blob; name: string; way?: 0 | 1 }
  /** Whoever waits for a picture is refused with `cancelled`. */
  | { kind: 'stop-restoring' }
  /** One of the pictures that training never sees, the next one with the next number; of pairs the one that is given. */
  | { kind: 'start-picture'; index: number; way?: 0 | 1 }

export interface RestoreAnswers {
  restore: RestoredPicture
  'stop-restoring': null
  'start-picture': StartPicture
}

export interface RestoredPicture extends Size {
  /** A PNG. */
  file: Blob
  /** The picture as the networks were given it, a PNG of its own size: it may have been made smaller. */
  given: Blob
  /** The size it came in, where it was made smaller first; null: it was not. */
  shrunkFrom: Size | null
}

export interface StartPicture {
  /** [side, side, channels] */
  shape: number[]
  /** In [−1, 1]. */
  data: Float32Array
  /** False where the set is too small to hold any back: it is then one that is trained on. */
  heldOut: boolean
}

/** @param share of the picture that is asked for that is done, 0 to 1 */
export type RestoreEvent = { type: 'restore-progress'; share: number }

/** What is restored has no more pixels: it would take minutes. */
export const MOST_RESTORED_PIXELS = 6_000_000
