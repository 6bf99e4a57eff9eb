/** What a run that restores pictures is set to, by the keys that such settings have in a run’s config. Plain data. */
import type { HoleId, LostSourceId, RestoreSourceId } from './sources.ts'

export interface RestoreConfig {
  readonly source: RestoreSourceId
  readonly hole: HoleId
  /** Deviation of the noise, on a scale of brightness from 0 to 1. */
  readonly sourceNoise: number
  /** Deviation of the blur in pixels. */
  readonly sourceBlur: number
  /** Side of a block in pixels. */
  readonly mosaic: number
  /** Which steepness counts as an edge: 0 every one, 1 only from black to white. */
  readonly edgeLevel: number
  /** Weight of the mean difference from the true picture in the generator’s objective. */
  readonly l1: number
  /** What the game’s own loss of the generator is multiplied by: 0 faithful, 1 lively. */
  readonly lively: number
}

/** Where sources are made of the pictures themselves. */
export type LostConfig = Omit<RestoreConfig, 'source'> & { readonly source: LostSourceId }

/** What is usual. */
export const USUAL_RESTORE: RestoreConfig = {
  source: 'half',
  hole: 'centre',
  sourceNoise: 0.1,
  sourceBlur: 1.5,
  mosaic: 4,
  edgeLevel: 0.2,
  l1: 2,
  lively: 1,
}

/**
 * Isola et al. 2017 weigh L1 by 100. Where detail has to be made up that drowns the game
 * (docs/decisions/0014-a-restored-picture-has-no-latent.md); of pairs nobody knows how much is to be made up.
 */
const WEIGHTS: Readonly<Record<RestoreSourceId, number>> = {
  ...{ half: 2, quarter: 2, edges: 2, pairs: 10 },
  ...{ gray: 100, hole: 100, noise: 100, blur: 100, mosaic: 100 },
}

/** What follows from what is lost. */
export function sourceDefaults(source: RestoreSourceId): Pick<RestoreConfig, 'l1'> {
  return { l1: WEIGHTS[source] }
}

/** Shape of a source, from that of a picture: always the picture’s own side. A hole’s last channel says what is missing. */
export function sourceShape(source: RestoreSourceId, item: readonly number[]): readonly number[] {
  const [height = 0, width = height, channels = 1] = item
  switch (source) {
    case 'gray':
    case 'edges':
      return [height, width, 1]
    case 'hole':
      return [height, width, channels + 1]
    case 'half':
    case 'quarter':
    case 'noise':
    case 'blur':
    case 'mosaic':
    case 'pairs':
      return [height, width, channels]
  }
}
