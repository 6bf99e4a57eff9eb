/** A ring of Gaussians as a feed: the smallest world a game can be trained in. */
import type { ItemShape } from '../../../src/common/items/item-shape.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { createFeed } from '../../../src/worker/gan/batches/feed.ts'
import type { Feed } from '../../../src/worker/gan/game-types.ts'
import { fork, integers, normals } from '../../../src/common/numbers/random.ts'

/** Centre k of the ring: angle 2πk/K. */
export function centre(config: RunConfig, k: number): [number, number] {
  const angle = (2 * Math.PI * k) / config.modes
  return [config.radius * Math.cos(angle), config.radius * Math.sin(angle)]
}

export function ringFeed(config: RunConfig): Feed {
  return createFeed(
    () => config,
    [2],
    (stream, count) => {
      const which = integers(fork(stream, 1), count, config.modes)
      const points = normals(fork(stream, 2), 2 * count, 0, config.std)
      which.forEach((k, i) => {
        const [x, y] = centre(config, k)
        points[2 * i] = (points[2 * i] ?? 0) + x
        points[2 * i + 1] = (points[2 * i + 1] ?? 0) + y
      })
      return points
    },
  )
}

/** Images of seeded noise in [−1, 1]: for what does not depend on the pictures. */
export function noiseFeed(config: RunConfig, itemShape: ItemShape): Feed {
  const size = itemShape.reduce((product, side) => product * side, 1)
  return createFeed(
    () => config,
    itemShape,
    (stream, count) => normals(stream, count * size, 0, 0.3),
  )
}
