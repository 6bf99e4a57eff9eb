/** The page asks what is known of one point of the stage, which is marked there from then on. */
import type { Inspection, InspectTarget } from './inspection.ts'
import type { SideName } from './side.ts'

export interface InspectRequest {
  kind: 'inspect'
  /** Whose point it is. */
  side: SideName
  /** null: no point is looked at any more. */
  target: InspectTarget | null
}

export interface InspectAnswers {
  /** null where there is no such point, as with images. */
  inspect: Inspection | null
}
