/** What the latent lab asks of the worker, and what it hears. */

export type DirectionMethod = 'principal' | 'sefa'

/** A unit vector in z, and the share of what the generator's early layers do that it accounts for. */
export interface LatentDirection {
  vector: Float32Array
  share: number
}

/** Samples with their scores, as the stage would show them: [count, …item], [count]. */
export interface ScoredSamples {
  shape: number[]
  data: Float32Array
  scores: Float32Array
}

export type LatentLabRequest =
  /** Directions of the generator as it now is, in the places and with the signs of the last time. */
  | { kind: 'directions'; method: DirectionMethod }
  /** Samples of given latents [count, latent], truncated as on the stage. */
  | { kind: 'look'; latents: Float32Array; count: number }
  /** Items of the dataset; the same seed, the same items. */
  | { kind: 'reals'; seed: number; count: number }
  /** One of the person's own pictures, as the dataset would hold it. */
  | { kind: 'picture'; file: File }
  /** Looks for the latent whose sample comes nearest to an item; `projection` events tell how far it is. */
  | { kind: 'project'; item: Float32Array }
  /** Ends the search; it is answered with what was found. */
  | { kind: 'end-projection' }

export interface LatentLabAnswers {
  directions: { directions: LatentDirection[]; step: number; milliseconds: number }
  look: ScoredSamples
  /** `partners`: what each of a set of pairs is made from, of the same shape. */
  reals: { shape: number[]; data: Float32Array; partners?: Float32Array }
  picture: { shape: number[]; data: Float32Array }
  project: Projection
  'end-projection': null
}

export interface Projection {
  /** The nearest found so far. */
  latent: Float32Array
  /** Mean squared difference; pictures are in [−1, 1]. */
  difference: number
  /** The same as a share of the difference to the dataset's mean item. */
  relative: number
  /** Looks made, and in all. */
  done: number
  total: number
}

export type LatentLabEvent = { type: 'projection'; projection: Projection }
