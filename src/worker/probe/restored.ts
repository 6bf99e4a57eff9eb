/** Pictures made from given sources, and what D says of them: read back, or left on the device for who draws them there. */
import { concat, tensor, tidy, type Tensor } from '@tensorflow/tfjs'
import type { RunConfig } from '../../common/config/run-config.ts'
import { sourceShape } from '../../common/restore/restore-config.ts'
import type { Game } from '../gan/game-types.ts'
import { readOnce } from '../gan/kernels/read-back.ts'
import type { ScoredOnDevice } from './on-device.ts'
import { sigmoid, type Scored } from './samples.ts'

/** As `sampleFakes`, of sources [count, …source]. */
export async function restoreItems(
  game: Game,
  config: RunConfig,
  sources: Float32Array,
  count: number,
): Promise<Scored> {
  const flat = await readOnce(
    tidy(() => {
      const { items, logits } = restored(game, config, sources, count)
      return concat([items.flatten(), logits.flatten()])
    }),
  )
  const items = flat.subarray(0, flat.length - count)
  return { count, items, scores: flat.subarray(flat.length - count).map(sigmoid) }
}

/** As `fakesOnDevice`, of sources [count, …source]. The caller disposes. */
export function restoredOnDevice(
  game: Game,
  config: RunConfig,
  sources: Float32Array,
  count: number,
): ScoredOnDevice {
  return tidy(() => restored(game, config, sources, count))
}

/** The pictures alone, [count, …item]. */
export function restoredPictures(
  game: Game,
  config: RunConfig,
  sources: Float32Array,
  count: number,
): Promise<Float32Array> {
  return readOnce(
    tidy(() =>
      game.sample(config, null, { source: sourcesOf(game, config, sources, count) }, count).flatten(),
    ),
  )
}

function restored(game: Game, config: RunConfig, sources: Float32Array, count: number) {
  const told = { source: sourcesOf(game, config, sources, count) }
  const items = game.sample(config, null, told, count)
  return { items, logits: game.score(items, told) }
}

function sourcesOf({ itemShape }: Game, { source }: RunConfig, sources: Float32Array, count: number): Tensor {
  return tensor(sources, [count, ...sourceShape(source, itemShape)])
}
