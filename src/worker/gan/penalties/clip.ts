/** WGAN's weight clipping (Arjovsky et al. 2017, algorithm 1): w ← clip(w, −γ, γ) after each of D's updates. */
import type { BoundPenalty } from './penalty.ts'

export const clip: BoundPenalty = { weightBound: (gamma) => gamma }
