/**
 * How a convolution of four by four places at stride two is cut into tiles of its output, of which there is less to multiply; and which
 * convolutions are. Arithmetic alone.
 */
import type { backend_util } from '@tensorflow/tfjs'
import { FILTERINGS, type Outputs } from '../code/tiles/filtering.ts'
import { worthOf } from '../parts.ts'

/** Numbers of a block's planes: as many as are worth their products' overhead; more of them leave the second-level cache. */
const BLOCK_NUMBERS = 262_144
const KERNEL = 4
const STRIDE = 2
/** Below these, what is read and written for a product costs more than is saved. */
const FEWEST_CHANNELS = 8

type Info = backend_util.Conv2DInfo

/** How a convolution is cut into tiles. */
export interface Tiling {
  readonly info: Info
  /** Of a tile in either direction. */
  readonly outputs: Outputs
  readonly planes: number
  readonly tilesWide: number
  readonly tilesHigh: number
  /** Of the batch, and in a block. */
  readonly tileRows: number
  readonly block: number
  /** Numbers of a row of the planes of windows: 2 × 2 parities × channels. */
  readonly depth: number
}

/** Null where a convolution is not of this kind, or nothing would be gained. */
export function tilingOf(info: Info): Tiling | null {
  const { filterHeight, filterWidth, strideHeight, strideWidth, inChannels, outChannels } = info
  const kind = [filterHeight, filterWidth, strideHeight, strideWidth].join()
  if (kind !== [KERNEL, KERNEL, STRIDE, STRIDE].join()) return null
  if (inChannels % 4 !== 0 || outChannels % 4 !== 0) return null
  if (Math.min(inChannels, outChannels) < FEWEST_CHANNELS) return null
  const outputs = outputsFor(info)
  const [tilesHigh, tilesWide] = [Math.ceil(info.outHeight / outputs), Math.ceil(info.outWidth / outputs)]
  const planes = FILTERINGS[outputs].side ** 2
  const depth = 4 * inChannels
  const tileRows = info.batchSize * tilesHigh
  const block = Math.min(tileRows, Math.max(1, Math.floor(BLOCK_NUMBERS / (planes * depth * tilesWide))))
  return { info, outputs, planes, tilesWide, tilesHigh, tileRows, block, depth }
}

/** With which there is least to multiply. */
function outputsFor({ outHeight, outWidth }: Info): Outputs {
  // A tile without its last output needs one product less.
  const products = (outputs: Outputs, length: number) => {
    const whole = Math.floor(length / outputs)
    return (outputs + 1) * whole + (whole * outputs < length ? outputs : 0)
  }
  const cost = (outputs: Outputs) => products(outputs, outHeight) * products(outputs, outWidth)
  return cost(4) < cost(2) ? 4 : 2
}

/** How many tiles have a row in each plane, among these tile rows. */
export function rowsOfPlanes(
  { info, outputs, tilesWide, tilesHigh }: Tiling,
  first: number,
  last: number,
): number[] {
  const high = last - first
  // The last plane of a direction is only for tiles with their last pixel there: where sides do not divide, the last tiles have none.
  const lowest =
    info.outHeight % outputs === 0 ? 0 : Math.floor(last / tilesHigh) - Math.floor(first / tilesHigh)
  const rightmost = info.outWidth % outputs === 0 ? 0 : 1
  const rows = [...Array.from({ length: outputs }, () => high), high - lowest]
  const columns = [...Array.from({ length: outputs }, () => tilesWide), tilesWide - rightmost]
  return rows.flatMap((tall) => columns.map((wide) => tall * wide))
}

/** Parts that are worth a thread each, at most so many. */
export function partsFor({ info, planes, tileRows, tilesWide, depth }: Tiling, most: number): number {
  return worthOf(planes * tileRows * tilesWide * depth * info.outChannels, most)
}
