/** The page asks about one picture of the stage, and for a row of pictures to sort by eye. */
import type { Lineup, PictureTarget, Why } from './picture-explanation.ts'

export type WhyRequest =
  | { kind: 'why'; target: PictureTarget }
  /** As many reals as fakes, shuffled; the same seed at the same step, the same row. */
  | { kind: 'lineup'; seed: number; count: number }

export interface WhyAnswers {
  /** null where there is no such picture, as with points. */
  why: Why | null
  lineup: Lineup
}
