/** What every tab of the latent panel is given. */
import type { Prior } from './latent-maths.ts'
import type { LatentCursor } from './use-latent-cursor.ts'

export interface TabProps {
  readonly dimensions: number
  readonly prior: Prior
  readonly cursor: LatentCursor
  /** Called before the hand moves: whatever else moves it stops. */
  readonly onGrasp: () => void
}
