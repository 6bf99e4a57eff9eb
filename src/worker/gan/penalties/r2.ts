/** R2 (Mescheder et al. 2018): γ/2·E‖∇D(g)‖² on fakes. */
import type { TermPenalty } from './penalty.ts'
import { meanSquaredGradient } from './input-gradient.ts'

export const r2: TermPenalty = {
  term: ({ logitsOf, fake, gamma }) => meanSquaredGradient(logitsOf, fake, gamma / 2),
}
