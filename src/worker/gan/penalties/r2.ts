/** R2 (Mescheder et al. 2018): γ/2·E‖∇D(g)‖² on fakes. */
import type { Penalty } from './penalty.ts'
import { meanSquaredSlope } from './input-gradient.ts'

export const r2: Penalty = {
  term: ({ judge, fake, gamma }) => meanSquaredSlope(judge, fake, gamma / 2),
}
