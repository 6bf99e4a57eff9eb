/** Where a pair of coordinates lies on the pad, and what keys do to them. Shares of the pad: x to the right, y down. Pure. */
import { reachOf, within, type Prior } from '../latent-maths.ts'

export interface Pair {
  readonly x: number
  readonly y: number
}

/** Shares in [0, 1] of the pad's width and height; y grows upwards in latent space, downwards on the screen. */
export function toPad({ x, y }: Pair, prior: Prior): Pair {
  const reach = reachOf(prior)
  return { x: (within(x, prior) / reach + 1) / 2, y: (1 - within(y, prior) / reach) / 2 }
}

/** The coordinates under a place on the pad, held within it. */
export function fromPad({ x, y }: Pair, prior: Prior): Pair {
  const reach = reachOf(prior)
  return { x: within((2 * x - 1) * reach, prior), y: within((1 - 2 * y) * reach, prior) }
}

/** A key moves by a sixtieth of the pad; with Shift by a tenth. */
const SMALL = 1 / 30
const LARGE = 1 / 5

/** What a key makes of a pair; null for keys that mean nothing here. */
export function movePair(pair: Pair, key: string, large: boolean, prior: Prior): Pair | null {
  const step = (large ? LARGE : SMALL) * reachOf(prior)
  const to = (x: number, y: number): Pair => ({ x: within(pair.x + x, prior), y: within(pair.y + y, prior) })
  switch (key) {
    case 'ArrowLeft':
      return to(-step, 0)
    case 'ArrowRight':
      return to(step, 0)
    case 'ArrowUp':
      return to(0, step)
    case 'ArrowDown':
      return to(0, -step)
    case 'Home':
      return { x: 0, y: 0 }
    default:
      return null
  }
}
