/** One point of the stage looked at closely: what is asked, and all that is known of it. Plain data. */
import type { SideName } from './side.ts'

export type PointKind = 'real' | 'fake'

export interface Vector {
  x: number
  y: number
}

export type InspectTarget =
  | { by: 'index'; kind: PointKind; index: number }
  /** The nearest point of these kinds within reach of a place, all in half sides of the dataset's square. */
  | { by: 'place'; x: number; y: number; reach: number; kinds: readonly PointKind[] }

/** The page asks what is known of a point, which is marked on the stage from then on. */
export interface InspectRequest {
  kind: 'inspect'
  /** Whose point it is. */
  side: SideName
  /** null: no point is looked at any more. */
  target: InspectTarget | null
}

export interface InspectAnswers {
  /** null where there is no such point, as with items of another kind. */
  inspect: Inspection | null
}

export interface Inspection {
  kind: PointKind
  /** 0 … count − 1: the stage's points are always the same noises and the same reals. */
  index: number
  count: number
  /** Generator updates done when it was looked at. */
  step: number
  /** Data units. */
  place: Vector
  /** The same in half sides of the dataset's square. */
  at: Vector
  /** σ(D). */
  score: number
  /** The class of a real of a table that has classes; absent of others. */
  class?: string
  /** The noise it is made of; null for reals. */
  noise: Float32Array | null
  /** −n·∂L_G/∂x of the objective in force while D stands still, per data unit; null for reals. */
  pull: Vector | null
  nearest: NearestMode | NearestReal
}

/** Where the modes are known. */
export interface NearestMode {
  kind: 'mode'
  /** 0 … count − 1 */
  index: number
  count: number
  /** Distance in standard deviations of the mode. */
  sigmas: number
  distance: number
}

/** Where they are not: the nearest of the reals that are shown, or of one's own training points. */
export interface NearestReal {
  kind: 'real'
  place: Vector
  distance: number
}
