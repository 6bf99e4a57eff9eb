/**
 * Convolutions of four by four places at stride two with nine multiplications where there were sixteen, or 25 where there were 64. By parity
 * of place each is four convolutions of two by two at stride one, for which code/tiles/filtering.ts has less to multiply. What tiles see, B·d,
 * what filters are, G·g, and what tiles give, A·m, are made by functions of our own; between them are matrix products over tiles and channels,
 * one for each plane. Gradients are the transposes of the same three steps. Knows addresses, not tensors.
 */
import { packedBytes } from '../code/pack.ts'
import type { Outputs } from '../code/tiles/filtering.ts'
import { multiplyPacked, multiplyTiles, packWhole, type PackedMatrix } from '../multiply.ts'
import { shareOf, worthOfNumbers } from '../parts.ts'
import type { Toolbox } from '../toolbox.ts'
import { nowhereIn, planesIn, shareArguments, strideFor, windowArguments } from './planes.ts'
import { partsFor, rowsOfPlanes, type Tiling } from './tiling.ts'

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
