/** Our defaults for tables, as the study found them: what differs from the paper's (`PAPER`), in the config's own words. */
import type { Recipe } from './ours.ts'

type Plain = Omit<Recipe, 'epochs'>

/** No packs and smaller batches: more steps, and a discriminator that sees every row by itself. */
const SINGLE: Plain = {
  change: {
    ...{ latent: 32, gLayers: [128, 128], dLayers: [128, 128], batch: 200, diversity: 'none' },
    ...{ gLr: 1e-3, dLr: 1e-3, ema: 0.998 },
  },
}

export function recipeFor(): Plain {
  return SINGLE
}
