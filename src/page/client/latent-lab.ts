/** The latent lab's questions to the worker, as plain functions. Remembers nothing. */
import type { DirectionMethod, LatentLabAnswers } from '../../common/protocol/latent-lab.ts'
import type { Ask } from './connection.ts'

export interface LatentLabClient {
  /** Directions of the generator as it now is; they keep their places and signs while it learns. */
  directions(method: DirectionMethod): Promise<LatentLabAnswers['directions']>
  /** Samples of latents [count, latent] with their scores, truncated as on the stage. */
  look(latents: Float32Array, count: number): Promise<LatentLabAnswers['look']>
  /** Items of the dataset. */
  reals(seed: number, count: number): Promise<LatentLabAnswers['reals']>
  /** The person's own picture as an item. */
  picture(file: File): Promise<LatentLabAnswers['picture']>
  /** Resolves when the search is over or ended; `projection` events tell how far it is. */
  project(item: Float32Array): Promise<LatentLabAnswers['project']>
  endProjection(): Promise<void>
}

export function latentLabClient(ask: Ask): LatentLabClient {
  return {
    directions: (method) => ask({ kind: 'directions', method }),
    look: (latents, count) => ask({ kind: 'look', latents, count }),
    reals: (seed, count) => ask({ kind: 'reals', seed, count }),
    picture: (file) => ask({ kind: 'picture', file }),
    project: (item) => ask({ kind: 'project', item }),
    endProjection: async () => {
      await ask({ kind: 'end-projection' })
    },
  }
}
