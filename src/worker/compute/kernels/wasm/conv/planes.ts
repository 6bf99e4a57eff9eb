/** Where the numbers of tiles lie while they are multiplied: a plane of rows for each product of a tile. Memory alone; nothing is computed. */
import type { PartTools } from '../functions.ts'
import type { Tiling } from './tiling.ts'

/** Bytes from plane to plane: what a tile writes into each of them must not fall into the same lines of a cache. */
export function strideFor(bytes: number): number {
  return Math.ceil(bytes / 4096) * 4096 + 192
}

/** The planes of a block of tiles. */
interface Planes {
  readonly address: number
  readonly planeBytes: number
  readonly at: (plane: number) => number
}

interface Blocks extends Planes {
  /** Of blocks side by side, the first among them. */
  readonly block: (index: number) => Planes
}

export function planesIn(
  tools: PartTools,
  slot: 'windows' | 'shares',
  { block, tilesWide, planes }: Tiling,
  numbers: number,
  blocks = 1,
): Blocks {
  // A row more: what a tile has no row for is written where the next tile's will be.
  const planeBytes = strideFor(4 * numbers * (block * tilesWide + 1))
  const start = tools.room(slot, blocks * planes * planeBytes)
  const at = (index: number): Planes => {
    const address = start + index * planes * planeBytes
    return { address, planeBytes, at: (plane) => address + plane * planeBytes }
  }
  return { ...at(0), block: at }
}

/** What stands for places that are not there. */
interface Nowhere {
  /** For a row of any plane, to be read. */
  readonly zeros: number
  /** For a pixel, to be written and never read for its worth. */
  readonly bin: number
}

export function nowhereIn(tools: PartTools, { info, depth }: Tiling): Nowhere {
  const row = Math.max(depth, info.outChannels)
  const count = row + Math.max(info.inChannels, info.outChannels)
  const zeros = tools.room('zeros', 4 * count)
  tools.clear(zeros, count)
  return { zeros, bin: zeros + 4 * row }
}

/** In the order of WINDOW_PARAMETERS. */
export function windowArguments(
  { info, depth }: Tiling,
  first: number,
  last: number,
  planes: Planes,
  picture: number,
  zeros: number,
  outside: number,
): number[] {
  return [
    ...[first, last, info.outHeight, info.outWidth, planes.address, planes.planeBytes],
    ...[picture, info.inHeight, info.inWidth, depth / 4, info.padInfo.top, info.padInfo.left, zeros, outside],
  ]
}

/** In the order of SHARE_PARAMETERS. */
export function shareArguments(
  { info }: Tiling,
  first: number,
  last: number,
  planes: Planes,
  picture: number,
  outside: number,
): number[] {
  return [
    ...[first, last, info.outHeight, info.outWidth, planes.address, planes.planeBytes],
    ...[picture, info.outChannels, outside],
  ]
}
