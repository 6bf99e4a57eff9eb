/** The part of the page's state that is about the run's past. */
import type { FilmFrame } from '../../../common/protocol/film.ts'
import type { VerdictKind } from '../../../common/protocol/report.ts'

/** A stretch of steps with a verdict that is not good. */
export interface Trouble {
  kind: VerdictKind
  from: number
  /** null: it lasts. */
  to: number | null
}

export interface TimelineState {
  /** Kept steps, ascending, each with its picture. */
  frames: readonly FilmFrame[]
  /** The past step that stage and latent show; null: they show the run. */
  rewound: number | null
  troubles: readonly Trouble[]
}

export interface TimelineActions {
  /** Looks at the kept step nearest to this one while the run goes on; null looks at the run. */
  rewind(step: number | null): void
  /** Goes on from the kept step nearest to this one; later steps are forgotten. */
  branch(step: number): void
}
