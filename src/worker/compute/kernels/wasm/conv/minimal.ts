/**
 * Convolutions of four by four places at stride two with nine multiplications where there were sixteen, or 25 where there were 64. By parity
 * of place each is four convolutions of two by two at stride one, for which code/tiles/filtering.ts has less to multiply. What tiles see, B·d,
 * what filters are, G·g, and what tiles give, A·m, are made by functions of our own; between them are matrix products over tiles and channels,
 * one for each plane. Gradients are the transposes of the same three steps. Knows addresses, not tensors.
 */
import type { backend_util } from '@tensorflow/tfjs'
import { packedBytes } from '../code/pack.ts'
import { FILTERINGS, type Outputs } from '../code/tiles/filtering.ts'
import type { PartTools } from '../functions.ts'
import { multiplyPacked, multiplyTiles, packWhole, type PackedMatrix } from '../multiply.ts'
import { shareOf, worthOf, worthOfNumbers } from '../parts.ts'
import type { Toolbox } from '../toolbox.ts'

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

/** y = convolution of x. All are addresses. */
export function convolve(tools: Toolbox, tiling: Tiling, x: number, filter: number, y: number): void {
  const { info, outputs, tileRows, block, depth } = tiling
  const factors = packFactors(tools, tiling, filter, false)
  tools.together(partsFor(tiling, tileRows), (own, part, parts) => {
    const windows = planesIn(own, 'windows', tiling, depth)
    const shares = planesIn(own, 'shares', tiling, info.outChannels)
    const nowhere = nowhereIn(own, tiling)
    const [from, end] = shareOf(tileRows, part, parts)
    for (let first = from; first < end; first += block) {
      const last = Math.min(end, first + block)
      own[`readWindows${outputs}`](
        ...windowArguments(tiling, first, last, windows, x, nowhere.zeros, nowhere.zeros),
      )
      for (const [plane, rows] of rowsOfPlanes(tiling, first, last).entries())
        multiplyPacked(
          own,
          rows,
          { address: windows.at(plane), rowBytes: 4 * depth, transposed: false },
          factors(plane),
          shares.at(plane),
        )
      own[`writeShares${outputs}`](...shareArguments(tiling, first, last, shares, y, nowhere.bin))
    }
  })
}

/** dx, of dy. Adds to what is there. */
export function addInputGradient(
  tools: Toolbox,
  tiling: Tiling,
  dy: number,
  filter: number,
  dx: number,
): void {
  const { info, outputs, tilesHigh, block, depth } = tiling
  const factors = packFactors(tools, tiling, filter, true)
  // Tiles of one picture overlap, those of two do not.
  tools.together(partsFor(tiling, info.batchSize), (own, part, parts) => {
    const windows = planesIn(own, 'windows', tiling, depth)
    const shares = planesIn(own, 'shares', tiling, info.outChannels)
    const nowhere = nowhereIn(own, tiling)
    const [from, end] = shareOf(info.batchSize, part, parts)
    for (let first = from * tilesHigh; first < end * tilesHigh; first += block) {
      const last = Math.min(end * tilesHigh, first + block)
      own[`readShares${outputs}`](...shareArguments(tiling, first, last, shares, dy, nowhere.zeros))
      for (const [plane, rows] of rowsOfPlanes(tiling, first, last).entries())
        multiplyPacked(
          own,
          rows,
          { address: shares.at(plane), rowBytes: 4 * info.outChannels, transposed: false },
          factors(plane),
          windows.at(plane),
        )
      own[`addWindows${outputs}`](
        ...windowArguments(tiling, first, last, windows, dx, nowhere.zeros, nowhere.bin),
      )
    }
  })
}

/** dFilter, of x and dy. */
export function filterGradient(tools: Toolbox, tiling: Tiling, x: number, dy: number, filter: number): void {
  const { info, outputs, planes, tileRows, block, depth } = tiling
  const n = info.outChannels
  const parts = Math.min(tools.threads, partsFor(tiling, Math.ceil(tileRows / block)))
  const windows = planesIn(tools, 'windows', tiling, depth, parts)
  const shares = planesIn(tools, 'shares', tiling, n, parts)
  const sumBytes = strideFor(4 * depth * n)
  const sums = tools.room('factors', planes * sumBytes)
  // Where all tiles lack their last output, planes without a row get no sum.
  const cleared = Math.min(info.outHeight, info.outWidth) < outputs
  if (cleared) tools.clear(sums, (planes * sumBytes) / 4)
  // Each thread reads a block, and then makes its own rows of the sums over them: blocks are added in their order.
  for (let start = 0; start < tileRows; start += parts * block) {
    const blocks = Array.from({ length: parts }, (_, i) => start + i * block).filter(
      (first) => first < tileRows,
    )
    const lastOf = (first: number) => Math.min(tileRows, first + block)
    tools.together(blocks.length, (own, part, of) => {
      const nowhere = nowhereIn(own, tiling)
      const [from, end] = shareOf(blocks.length, part, of)
      for (const [i, first] of blocks.entries()) {
        if (i < from || i >= end) continue
        own[`readWindows${outputs}`](
          ...windowArguments(tiling, first, lastOf(first), windows.block(i), x, nowhere.zeros, nowhere.zeros),
        )
        own[`readShares${outputs}`](
          ...shareArguments(tiling, first, lastOf(first), shares.block(i), dy, nowhere.zeros),
        )
      }
    })
    const strips = Math.ceil(depth / tools.tileRows)
    tools.together(parts, (own, part, of) => {
      const [from, end] = shareOf(planes * strips, part, of)
      for (const [i, first] of blocks.entries())
        for (const [plane, rows] of rowsOfPlanes(tiling, first, lastOf(first)).entries()) {
          const [top, bottom] = [from, end].map((strip) =>
            Math.min(depth, Math.max(0, strip - plane * strips) * own.tileRows),
          ) as [number, number]
          if (top >= bottom) continue
          multiplyTiles(
            own,
            bottom - top,
            n,
            rows,
            { address: windows.block(i).at(plane) + 4 * top, rowBytes: 4 * depth, transposed: true },
            { address: shares.block(i).at(plane), rowBytes: 4 * n, transposed: false },
            sums + plane * sumBytes + 4 * top * n,
            cleared || first > 0,
          )
        }
    })
  }
  eachFactor(tools, tiling, `writeFactors${outputs}`, filter, sums, sumBytes)
}

/** How many tiles have a row in each plane, among these tile rows. */
function rowsOfPlanes(
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

/** The planes of a filter, each packed as the second factor of a product. @param transposed [out, depth] instead of [depth, out] */
function packFactors(
  tools: Toolbox,
  tiling: Tiling,
  filter: number,
  transposed: boolean,
): (plane: number) => PackedMatrix {
  const { info, outputs, planes, depth } = tiling
  const out = info.outChannels
  const planeBytes = strideFor(4 * depth * out)
  const factors = tools.room('factors', planes * planeBytes)
  eachFactor(tools, tiling, `readFactors${outputs}`, filter, factors, planeBytes)
  const [n, k] = transposed ? [depth, out] : [out, depth]
  const packedAt = tools.room('weights', planes * packedBytes(k, n))
  const matrixOf = (plane: number) => ({
    address: factors + plane * planeBytes,
    rowBytes: 4 * out,
    transposed,
  })
  const packedOf = (plane: number) => packedAt + plane * packedBytes(k, n)
  tools.together(worthOfNumbers(planes * k * n, planes), (own, part, parts) => {
    const [from, end] = shareOf(planes, part, parts)
    for (let plane = from; plane < end; plane++) packWhole(own, n, k, matrixOf(plane), packedOf(plane))
  })
  return (plane) => ({ address: packedOf(plane), n, k })
}

/** What filters need for products, or back, cut for threads. */
function eachFactor(
  tools: Toolbox,
  { info, planes }: Tiling,
  name: `${'read' | 'write'}Factors${Outputs}`,
  filter: number,
  sums: number,
  planeBytes: number,
): void {
  const count = info.inChannels * info.outChannels
  tools.together(worthOfNumbers(planes * count * 4, count / 4), (own, part, parts) => {
    const [from, end] = shareOf(count / 4, part, parts)
    own[name](4 * from, 4 * end, count, filter, sums, planeBytes)
  })
}

/** Bytes from plane to plane: what a tile writes into each of them must not fall into the same lines of a cache. */
function strideFor(bytes: number): number {
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

function planesIn(
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

function nowhereIn(tools: PartTools, { info, depth }: Tiling): Nowhere {
  const row = Math.max(depth, info.outChannels)
  const count = row + Math.max(info.inChannels, info.outChannels)
  const zeros = tools.room('zeros', 4 * count)
  tools.clear(zeros, count)
  return { zeros, bin: zeros + 4 * row }
}

/** In the order of WINDOW_PARAMETERS. */
function windowArguments(
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
function shareArguments(
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

function partsFor({ info, planes, tileRows, tilesWide, depth }: Tiling, most: number): number {
  return worthOf(planes * tileRows * tilesWide * depth * info.outChannels, most)
}
