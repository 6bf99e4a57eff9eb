/** R1 (Mescheder et al. 2018): γ/2·E‖∇D(x)‖² on reals. Pulls D flat where the data are, so that the game converges. */
import type { TermPenalty } from './penalty.ts'
import { meanSquaredGradient } from './input-gradient.ts'

export const r1: TermPenalty = {
  term: ({ logitsOf, real, gamma }) => meanSquaredGradient(logitsOf, real, gamma / 2),
}
