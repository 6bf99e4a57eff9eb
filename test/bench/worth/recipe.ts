/** Our defaults for tables, as the study found them: what differs from the paper's. */
import type { Recipe } from './ours.ts'

const RECIPE: Omit<Recipe, 'epochs'> = {
  change: { latent: 32, batch: 200, gLr: 1e-3, dLr: 1e-3, ema: 0.99 },
  modesToo: false,
  cooling: 0.3,
}

export function recipeFor(_set: string): Omit<Recipe, 'epochs'> {
  return RECIPE
}
