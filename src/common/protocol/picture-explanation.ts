/** Pictures of the stage looked at closely: what is asked, and all that is known of them. Plain data. */
import type { SideName } from './side.ts'

export type PictureSide = 'fake' | 'real'

export interface PictureTarget {
  side: PictureSide
  /** Which tile of its panel, as it stands there now (sorted or not). */
  tile: number
}

/** The page asks about one picture of the stage, or for a row of pictures to sort by eye. */
export type ExplainRequest =
  | { kind: 'why'; side: SideName; target: PictureTarget }
  /** As many reals as fakes, shuffled; the same seed at the same step, the same row. */
  | { kind: 'lineup'; seed: number; count: number }
  /** One row of restored pictures, as the stage was drawn last. */
  | { kind: 'restored-row'; side: SideName; row: number }

export interface ExplainAnswers {
  /** null where there is no such picture, as with items of another kind. */
  why: PictureExplanation | null
  lineup: RealOrFake
  /** null where there is no such row, or nothing is restored. */
  'restored-row': RestoredRow | null
}

/** A picture made from a picture beside what it was made from, the truth and a baseline, and where it differs. */
export interface RestoredRow {
  row: number
  /** Of so many. */
  count: number
  step: number
  size: number
  /** False where it is a training picture, as none are held out. */
  heldOut: boolean
  /** What becomes of what in this row: “Dark hair → Grey hair”; null where that is the same in all rows. */
  name: string | null
  pictures: RestoredTile[]
}

export interface RestoredTile {
  id: 'source' | 'output' | 'truth' | 'baseline' | 'back' | 'difference'
  label: string
  /** [size, size, 4] RGBA */
  rgba: Uint8ClampedArray<ArrayBuffer>
  /** How near it is to the truth, dB; null where that is no question. */
  decibels: number | null
  /** σ(D) of it with its source; null where D is not asked. */
  score: number | null
}

/** What is known of a picture. Pictures and maps are [size, size, channels]; pictures in [−1, 1]. */
export interface PictureExplanation {
  side: PictureSide
  /** 0 … count − 1: always the same noises and the same reals, however they are sorted. */
  index: number
  count: number
  /** Generator updates done when it was looked at. */
  step: number
  size: number
  channels: number
  picture: Float32Array
  /** The noise it is made of, [latent]; null for reals. */
  latent: Float32Array | null
  /** D's raw output, and σ of it. */
  logit: number
  score: number
  /** ∂D/∂x of the raw output. */
  slope: Float32Array
  /** What the generator's objective in force would change; null for reals. */
  move: Move | null
  nearest: Nearest[]
  /** Median distance of unseen reals to their nearest training picture; null where nothing is held out. */
  usual: number | null
  /** The judge's likeliest classes, first the likeliest; null where there is no judge. */
  classes: { name: string; share: number }[] | null
}

export interface Move {
  /** −n·∂L_G/∂x, which way the objective draws it while D stands still. */
  pull: Float32Array
  /** The picture a small way in that direction, and D's score of it. */
  picture: Float32Array
  score: number
}

/** A training picture. */
export interface Nearest {
  picture: Float32Array
  /** Euclidean, in the named features. */
  distance: number
  /** Its class, where the dataset has them. */
  label: string | null
}

/** A shuffled row of reals and fakes, [count, size, size, channels], with the answers. */
export interface RealOrFake {
  size: number
  channels: number
  count: number
  step: number
  pictures: Float32Array
  real: boolean[]
  /** σ(D) of each. */
  scores: Float32Array
}
