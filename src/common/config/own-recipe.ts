/**
 * How a person's own pictures are trained on unless they choose otherwise: what the study in docs/own-pictures.md found best
 * for minutes on a laptop. Pure; a change here wants the study run again.
 */
import { UNTOUCHED } from './dataset-kind.ts'
import type { RunConfig } from './run-config.ts'

/** Larger sets were not studied: they are trained on as the project's own are. */
export const STUDIED_BELOW = 10_000

/** What the recipe decides. */
export type Recipe = Pick<RunConfig, 'transfer' | 'augment' | 'warmStart' | 'latent' | 'batch' | 'ema'>

/**
 * Networks that know other pictures; small batches, for many small steps teach more in few minutes than few large ones; changed
 * pictures, for a discriminator soon knows some hundred by heart; a generator that can draw the colours and layouts before the game
 * begins, from few numbers, so that what lies between two pictures' latents is soon a picture too.
 */
export const STUDIED: Recipe = {
  transfer: 'drawings',
  augment: 'diffaugment',
  warmStart: 600,
  latent: 16,
  batch: 16,
  ema: 0.998,
}

/** @param plain what pictures are trained with by default */
export function recipeFor(count: number, plain: Pick<RunConfig, 'latent' | 'batch' | 'ema'>): Recipe {
  return count < STUDIED_BELOW
    ? STUDIED
    : { ...UNTOUCHED, latent: plain.latent, batch: plain.batch, ema: plain.ema }
}
