/** Looks at a game that translates from outside: pictures there, and back again. One read-back each; plain arrays out. */
import { concat, sub, tensor, tensor2d, tidy, type Tensor, type Tensor2D } from '@tensorflow/tfjs'
import type { RunConfig } from '../../common/config/run-config.ts'
import type { Game } from '../gan/game-types.ts'
import { readOnce } from '../gan/kernels/read-back.ts'
import type { ScoredOnDevice } from './on-device.ts'
import { sigmoid, type Scored } from './samples.ts'

/** 0: from the first class to the second; 1: back. */
export type Way = 0 | 1

export interface TranslatedLook {
  /** [count, …item] each, of the pictures in their order. */
  readonly there: Float32Array
  readonly back: Float32Array
  /** σ(D) of the translated, each as one of the class it was translated into. */
  readonly scores: Float32Array
}

/** @param pictures [count, …item] @param ways which way each goes */
export async function lookAtTranslated(
  game: Game,
  config: RunConfig,
  pictures: Float32Array,
  ways: readonly Way[],
): Promise<TranslatedLook> {
  const count = ways.length
  const values = await readOnce(
    tidy(() => {
      const direction = directionOf(ways)
      const source = tensor(pictures, [count, ...game.itemShape])
      const there = game.sample(config, null, { source, direction })
      const back = game.sample(config, null, { source: there, direction: sub(1, direction) })
      return concat([there.flatten(), back.flatten(), game.score(there, { direction })])
    }),
  )
  const length = pictures.length
  return {
    there: values.subarray(0, length),
    back: values.subarray(length, 2 * length),
    scores: values.subarray(2 * length).map(sigmoid),
  }
}

/** As `sampleFakes`, of pictures [count, …item] that all go one way. */
export async function translateScored(
  game: Game,
  config: RunConfig,
  pictures: Float32Array,
  way: Way,
): Promise<Scored> {
  const count = pictures.length / numbersOf(game)
  const flat = await readOnce(
    tidy(() => {
      const { items, logits } = translated(game, config, pictures, way)
      return concat([items.flatten(), logits.flatten()])
    }),
  )
  const items = flat.subarray(0, flat.length - count)
  return { count, items, scores: flat.subarray(flat.length - count).map(sigmoid) }
}

/** As `fakesOnDevice`, of pictures [count, …item] that all go one way. The caller disposes. */
export function translatedOnDevice(
  game: Game,
  config: RunConfig,
  pictures: Float32Array,
  way: Way,
): ScoredOnDevice {
  return tidy(() => translated(game, config, pictures, way))
}

function translated(game: Game, config: RunConfig, pictures: Float32Array, way: Way) {
  const count = pictures.length / numbersOf(game)
  const direction = directionOf(Array.from({ length: count }, () => way))
  const source: Tensor = tensor(pictures, [count, ...game.itemShape])
  const items = game.sample(config, null, { source, direction })
  return { items, logits: game.score(items, { direction }) }
}

function numbersOf({ itemShape }: Game): number {
  return itemShape.reduce((product: number, side) => product * side, 1)
}

/** [count, 2] one-hot. */
function directionOf(ways: readonly Way[]): Tensor2D {
  return tensor2d(
    ways.flatMap((way) => [1 - way, way]),
    [ways.length, 2],
  )
}
