/**
 * Finds the directions of a game's generator as it now is: one read-back of a small matrix, and plain arithmetic.
 * Always from the same draws, so that directions move with the network and not with chance.
 */
import { tensor2d, type Tensor } from '@tensorflow/tfjs'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { fork, streamFor } from '../../../common/numbers/random.ts'
import type { Game } from '../../gan/game-types.ts'
import { latentNoise } from '../../gan/batches/noise.ts'
import { aligned, principalDirections, sefaDirections, type Direction } from './directions.ts'
import { regressOn, type Slope } from './regress.ts'

export type DirectionMethod = 'principal' | 'sefa'

/** Directions offered; fewer where z has fewer dimensions. */
const COUNT = 8
/** Draws of the prior: several for each dimension of z. */
const FEW_DRAWS = 256
const MANY_DRAWS = 512
const FEW_DIMENSIONS = 64

/** Remembers the directions last found, so that the next ones keep their places and signs. One per run, its past included. */
export class DirectionFinder {
  private readonly last = new Map<DirectionMethod, Direction[]>()
  private draws: { latents: Float32Array; count: number; slopeOf: (t: Float64Array) => Slope } | null = null

  /** None of a game without a latent. */
  async find(game: Game, config: RunConfig, method: DirectionMethod): Promise<Direction[]> {
    if (game.latent === 0) return []
    const found = method === 'sefa' ? await this.bySefa(game, config) : await this.byComponents(game, config)
    const kept = aligned(found, this.last.get(method) ?? [])
    this.last.set(method, kept)
    return kept
  }

  private async bySefa(game: Game, config: RunConfig): Promise<Direction[]> {
    const { latent } = game
    return sefaDirections(await read(game.firstProduct(config)), latent, Math.min(COUNT, latent))
  }

  private async byComponents(game: Game, config: RunConfig): Promise<Direction[]> {
    const { latent } = game
    this.draws ??= drawsFor(config, latent)
    const { latents, count, slopeOf } = this.draws
    const rows = tensor2d(latents, [count, latent])
    const gram = game.featureGram(config, rows)
    rows.dispose()
    return principalDirections(await read(gram), count, slopeOf, Math.min(COUNT, latent))
  }
}

function drawsFor(config: RunConfig, latent: number) {
  const count = latent > FEW_DIMENSIONS ? MANY_DRAWS : FEW_DRAWS
  const latents = latentNoise({ latent, prior: config.prior }, fork(streamFor(0, 'evaluate'), 1), count)
  return { latents, count, slopeOf: regressOn(latents, latent) }
}

async function read(matrix: Tensor): Promise<Float32Array> {
  const values = await matrix.data<'float32'>()
  matrix.dispose()
  return values
}
