/**
 * Conv2D, for which tfjs prepares the filter anew at each step, Conv2DBackpropFilter, which it lacks here, and
 * Conv2DBackpropInput, which it does pixel by pixel. All become matrix products over patches, a block of patches at a
 * time, so that a block stays in the cache.
 */
import { backend_util, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs'
import { addressOf, asWasm, sizeOf } from '../heap.ts'
import { multiply, multiplyPacked, multiplyTiles, packWhole } from '../multiply.ts'
import { shareOf, tileShareOf, worthOf } from '../parts.ts'
import type { Toolbox } from '../toolbox.ts'
import { addInputGradient, convolve, filterGradient } from './minimal.ts'
import { tilingOf } from './tiling.ts'

/** Numbers in a block of patches: with what it is multiplied by, about half a second-level cache. */
const BLOCK_NUMBERS = 98_304

interface ConvolutionAttributes {
  readonly strides: number | [number, number]
  readonly pad: Parameters<typeof backend_util.computeConv2DInfo>[4]
  readonly dataFormat: 'NHWC' | 'NCHW'
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil'
  readonly dilations?: number | [number, number]
}

type Shape4 = [number, number, number, number]

interface Geometry {
  readonly info: backend_util.Conv2DInfo
  /** Output pixels over the batch: rows of the matrix of patches. */
  readonly patches: number
  /** Numbers a patch has. */
  readonly width: number
  /** Rows in a block. */
  readonly block: number
}

/** y = patches · filter, given tfjs' own for what is dilated or NCHW. */
export function convolutionKernel(tools: Toolbox, stock: KernelFunc): KernelFunc {
  return (call) => {
    const { x, filter } = call.inputs as { x: TensorInfo; filter: TensorInfo }
    const attributes = call.attrs as unknown as ConvolutionAttributes
    if (!isPlain(attributes)) return stock(call)
    const geometry = geometryOf(x.shape as Shape4, filter.shape as Shape4, attributes)
    const { info, patches, width, block } = geometry
    const wasm = asWasm(call.backend)
    const out = wasm.makeOutput([...info.outShape], 'float32')
    const n = info.outChannels
    const [picture, result] = [addressOf(wasm, x), addressOf(wasm, out)]
    const tiling = tilingOf(info)
    if (tiling !== null) {
      convolve(tools, tiling, picture, addressOf(wasm, filter), result)
      return out
    }
    const weights = packWhole(tools, n, width, {
      address: addressOf(wasm, filter),
      rowBytes: 4 * n,
      transposed: false,
    })
    tools.together(partsFor(patches, geometry), (own, part, parts) => {
      const rows = own.room('patches', 4 * block * width)
      const [from, end] = shareOf(patches, part, parts)
      for (let first = from; first < end; first += block) {
        const last = Math.min(end, first + block)
        own.gather(...patchArguments(geometry, first, last, picture, rows))
        const lines = { address: rows, rowBytes: 4 * width, transposed: false }
        multiplyPacked(own, last - first, lines, weights, result + 4 * first * n)
      }
    })
    return out
  }
}

/** dFilter = patchesᵀ · dy. */
export function filterGradientKernel(tools: Toolbox): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo }
    const attributes = attrs as unknown as ConvolutionAttributes & { filterShape: Shape4 }
    const geometry = geometryOf(x.shape as Shape4, attributes.filterShape, attributes)
    const { info, patches, width, block } = geometry
    const wasm = asWasm(backend)
    const out = wasm.makeOutput([...attributes.filterShape], 'float32')
    const [picture, upstream, result] = [x, dy, out].map((tensor) => addressOf(wasm, tensor)) as [
      number,
      number,
      number,
    ]
    const tiling = tilingOf(info)
    if (tiling !== null) {
      filterGradient(tools, tiling, picture, upstream, result)
      return out
    }
    const n = info.outChannels
    // Each thread gathers a block, and then makes its own rows of the sum over them: blocks are added in their order.
    const parts = Math.min(tools.threads, partsFor(Math.ceil(patches / block), geometry))
    const blockBytes = 4 * block * width
    const rows = tools.room('patches', parts * blockBytes)
    for (let start = 0; start < patches; start += parts * block) {
      const blocks = Array.from({ length: parts }, (_, i) => start + i * block).filter(
        (first) => first < patches,
      )
      const lastOf = (first: number) => Math.min(patches, first + block)
      const rowsOfProduct = width === 1 ? multiply : multiplyTiles
      const rowsOf = (i: number) => rows + i * blockBytes
      tools.together(blocks.length, (own, part, of) => {
        const [from, end] = shareOf(blocks.length, part, of)
        for (const [i, first] of blocks.entries())
          if (i >= from && i < end)
            own.gather(...patchArguments(geometry, first, lastOf(first), picture, rowsOf(i)))
      })
      tools.together(parts, (own, part, of) => {
        const [from, end] = tileShareOf(width, part, of, own.tileRows)
        if (from < end)
          for (const [i, first] of blocks.entries())
            rowsOfProduct(
              own,
              end - from,
              n,
              lastOf(first) - first,
              { address: rowsOf(i) + 4 * from, rowBytes: 4 * width, transposed: true },
              { address: upstream + 4 * first * n, rowBytes: 4 * n, transposed: false },
              result + 4 * from * n,
              first > 0,
            )
      })
    }
    return out
  }
}

/** dx = scatter(dy · filterᵀ). */
export function inputGradientKernel(tools: Toolbox): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const { dy, filter } = inputs as { dy: TensorInfo; filter: TensorInfo }
    const attributes = attrs as unknown as ConvolutionAttributes & { inputShape: Shape4 }
    const geometry = geometryOf(attributes.inputShape, filter.shape as Shape4, attributes)
    const { info, patches, width, block } = geometry
    const wasm = asWasm(backend)
    const out = wasm.makeOutput([...attributes.inputShape], 'float32')
    const [upstream, weights, picture] = [dy, filter, out].map((tensor) => addressOf(wasm, tensor)) as [
      number,
      number,
      number,
    ]
    const k = info.outChannels
    tools.clear(picture, sizeOf(attributes.inputShape))
    const tiling = tilingOf(info)
    if (tiling !== null) {
      addInputGradient(tools, tiling, upstream, weights, picture)
      return out
    }
    const columns = packWhole(tools, width, k, { address: weights, rowBytes: 4 * k, transposed: true })
    // Patches of one picture overlap, those of two do not.
    const each = patches / info.batchSize
    tools.together(partsFor(info.batchSize, geometry), (own, part, parts) => {
      const rows = own.room('patches', 4 * block * width)
      const [from, end] = shareOf(info.batchSize, part, parts)
      for (let first = from * each; first < end * each; first += block) {
        const last = Math.min(end * each, first + block)
        const lines = { address: upstream + 4 * first * k, rowBytes: 4 * k, transposed: false }
        multiplyPacked(own, last - first, lines, columns, rows)
        own.scatter(...patchArguments(geometry, first, last, picture, rows))
      }
    })
    return out
  }
}

/** Parts that are worth a thread each, at most so many. */
function partsFor(most: number, { patches, width, info }: Geometry): number {
  return worthOf(patches * width * info.outChannels, most)
}

/** @throws Error on NCHW and on dilation: nothing here asks for them */
function geometryOf(inputShape: Shape4, filterShape: Shape4, attributes: ConvolutionAttributes): Geometry {
  const { strides, pad, dimRoundingMode } = attributes
  if (!isPlain(attributes)) throw new Error('Only undilated NHWC convolutions have gradients on WASM.')
  const info = backend_util.computeConv2DInfo(inputShape, filterShape, strides, 1, pad, dimRoundingMode)
  const width = info.filterHeight * info.filterWidth * info.inChannels
  const patches = info.batchSize * info.outHeight * info.outWidth
  return { info, patches, width, block: Math.min(patches, Math.max(32, Math.floor(BLOCK_NUMBERS / width))) }
}

function isPlain({ dataFormat, dilations }: ConvolutionAttributes): boolean {
  return dataFormat === 'NHWC' && [dilations ?? 1].flat().every((dilation) => dilation === 1)
}

/** In the order of PATCH_PARAMETERS. */
function patchArguments(
  { info }: Geometry,
  first: number,
  last: number,
  picture: number,
  rows: number,
): number[] {
  return [
    first,
    last,
    picture,
    info.inHeight,
    info.inWidth,
    info.inChannels,
    info.outHeight,
    info.outWidth,
    info.filterHeight,
    info.filterWidth,
    info.strideHeight,
    info.strideWidth,
    info.padInfo.top,
    info.padInfo.left,
    rows,
  ]
}
