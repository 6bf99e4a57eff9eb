/** What every tab of the latent panel is given. */
import type { Prior } from './latent-maths.ts'
import type { Hand } from './use-latent-cursor.ts'

export interface TabProps {
  readonly dimensions: number
  readonly prior: Prior
  readonly hand: Hand
  /** Called before the hand moves: whatever else moves it stops. */
  readonly onGrasp: () => void
}
