/** The page asks about one picture of the stage, and for a row of pictures to sort by eye. */
import type { RealOrFake, PictureTarget, PictureExplanation } from './picture-explanation.ts'
import type { SideName } from './side.ts'

export type ExplainRequest =
  | { kind: 'why'; side: SideName; target: PictureTarget }
  /** As many reals as fakes, shuffled; the same seed at the same step, the same row. */
  | { kind: 'lineup'; seed: number; count: number }

export interface ExplainAnswers {
  /** null where there is no such picture, as with points. */
  why: PictureExplanation | null
  lineup: RealOrFake
}
