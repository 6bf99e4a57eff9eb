/** The sizes of the pictures inside image networks. */
import { GanvasError } from '../../../common/failure.ts'
import type { ItemShape } from '../game-types.ts'

/** Side of the smallest picture, per image side. */
const FIRST_SIDE: Readonly<Record<number, number>> = { 16: 4, 28: 7, 32: 4, 64: 4 }

const MOST_WIDENING = 8

export interface Sides {
  /** [7, 14, 28]: all sides, the image's last. */
  readonly sides: readonly number[]
  readonly first: number
  readonly size: number
  /** Channels of the image. */
  readonly channels: number
}

/** @throws GanvasError `config-unsupported` for points, or for a side these networks cannot reach by doubling */
export function sidesOf(itemShape: ItemShape): Sides {
  const [size, , channels] = itemShape
  if (size === undefined || channels === undefined) {
    throw new GanvasError(
      'config-unsupported',
      'These networks make images, and this dataset holds points.',
      'Choose the MLP networks.',
    )
  }
  const first = FIRST_SIDE[size]
  if (first === undefined) {
    throw new GanvasError(
      'config-unsupported',
      `These networks cannot make images of ${size} pixels.`,
      'Choose 16, 28, 32 or 64 pixels.',
    )
  }
  return { sides: doublings(first, size), first, size, channels }
}

function doublings(first: number, size: number): number[] {
  return first >= size ? [size] : [first, ...doublings(first * 2, size)]
}

/** Channels of the picture `halvings` below the image: `width` doubled at each halving but the first, at most 8×. */
export function channelsAt(width: number, halvings: number): number {
  return width * Math.min(2 ** Math.max(0, halvings - 1), MOST_WIDENING)
}
