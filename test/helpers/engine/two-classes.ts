/** Pictures of two classes that anybody can tell: dark ones (class 0) and bright ones (class 1), three dark to one bright. */
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { createFeed } from '../../../src/worker/gan/batches/feed.ts'
import type { DrawReals, LabelSource } from '../../../src/worker/gan/batches/item-sources.ts'
import type { Feed } from '../../../src/worker/gan/game-types.ts'
import type { ItemShape } from '../../../src/common/items/item-shape.ts'
import { fork, normals, uniforms } from '../../../src/common/numbers/random.ts'

/** Brightness of each class, in [−1, 1]. */
export const BRIGHTNESS = [-0.6, 0.6] as const

export const labels: LabelSource = {
  classes: 2,
  draw: (stream, count) =>
    Uint16Array.from(uniforms(fork(stream, 1), count), (value) => (value < 0.75 ? 0 : 1)),
}

export function drawPictures(itemShape: ItemShape): DrawReals {
  const size = itemShape.reduce<number>((product, side) => product * side, 1)
  return (stream, count) => {
    const which = labels.draw(stream, count)
    return normals(fork(stream, 2), count * size, 0, 0.1).map(
      (value, i) => value + (BRIGHTNESS[which[Math.floor(i / size)] ?? 0] ?? 0),
    )
  }
}

export function twoClassFeed(config: RunConfig, itemShape: ItemShape): Feed {
  return createFeed(() => config, itemShape, drawPictures(itemShape), undefined, labels)
}
