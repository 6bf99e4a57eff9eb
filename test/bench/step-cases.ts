/** The two training steps whose cost is watched: small dense nets on points, and a small DCGAN on 28×28 images. */
import { defaultsFor } from '../../src/common/config/defaults.ts'
import type { RunConfig } from '../../src/common/config/run-config.ts'
import { createFeed } from '../../src/worker/gan/batches/feed.ts'
import { createGame } from '../../src/worker/gan/game.ts'
import type { ItemShape } from '../../src/common/items/item-shape.ts'
import { normals } from '../../src/common/numbers/random.ts'

export interface StepCase {
  readonly name: 'ring' | 'dcgan28' | 'dcgan28-norm'
  readonly config: RunConfig
  readonly itemShape: ItemShape
}

/** Ring: MLPs 2-128-128-2 and 2-128-128-1, batch 256. dcgan28: width 32, batch 64, latent 64, without and with batch norm. */
export const STEP_CASES: readonly StepCase[] = [
  { name: 'ring', config: { ...defaultsFor('ring'), ema: 0 }, itemShape: [2] },
  {
    name: 'dcgan28',
    config: { ...defaultsFor('mnist'), gNorm: 'none', ema: 0 },
    itemShape: [28, 28, 1],
  },
  { name: 'dcgan28-norm', config: defaultsFor('mnist'), itemShape: [28, 28, 1] },
]

/** Builds a game and gives its step as a function of the step number. Reals are noise: what they show costs nothing. */
export function openStep({ config, itemShape }: StepCase): {
  run: (step: number) => void
  dispose: () => void
} {
  const size = itemShape.reduce<number>((product, side) => product * side, 1)
  const game = createGame(config, itemShape)
  const feed = createFeed(
    () => config,
    itemShape,
    (stream, count) => normals(stream, count * size),
  )
  return {
    run: (step) => game.step(config, feed, step).dispose(),
    dispose: () => game.dispose(),
  }
}
