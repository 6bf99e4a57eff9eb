/** What is summed down the columns of a matrix: SUM_ROWS, MOMENTS and NORMALISE_SUMS of gan/kernels/fused.ts. */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import { addressesOf, addressOf, asWasm } from '../heap.ts'
import type { Toolbox } from '../toolbox.ts'
import { blocksOf, eachBlock, rowsOfLast } from './blocks.ts'

type Tensors<Name extends string> = Readonly<Record<Name, TensorInfo>>

/** `SUM_ROWS` */
export function sumRowsKernel(tools: Toolbox): KernelFunc {
  return ({ inputs, backend }) => {
    const { x } = inputs as Tensors<'x'>
    const wasm = asWasm(backend)
    const [rows = 0, columns = 0] = x.shape
    const out = wasm.makeOutput([columns], 'float32')
    const blocks = blocksOf(rows, columns)
    const bytes = 4 * columns
    const [from, to] = [addressOf(wasm, x), addressOf(wasm, out)]
    const sums = blocks.count === 1 ? to : tools.room('sums', blocks.count * bytes)
    eachBlock(tools, blocks, (own, block) =>
      own.sumRows(block.rows, columns, from + block.first * bytes, bytes, sums + block.at * bytes),
    )
    if (blocks.count > 1) tools.sumRows(blocks.count, columns, sums, bytes, to)
    return out
  }
}

/** `MOMENTS` */
export function momentsKernel(tools: Toolbox): KernelFunc {
  return ({ inputs, backend }) => {
    const { x } = inputs as Tensors<'x'>
    const wasm = asWasm(backend)
    const [rows = 0, columns = 0] = x.shape
    const [mean, variance] = [wasm.makeOutput([columns], 'float32'), wasm.makeOutput([columns], 'float32')]
    const blocks = blocksOf(rows, columns)
    const bytes = 4 * columns
    const at = addressesOf(wasm, { x, mean, variance })
    // Of each block its means, and beside them its squares.
    const moments = tools.room('sums', blocks.count * 2 * bytes)
    eachBlock(tools, blocks, (own, block) => {
      const to = moments + block.at * 2 * bytes
      own.momentsOfRows(block.rows, columns, at.x + block.first * bytes, to, to + bytes, 1 / block.rows)
    })
    const places = [moments, moments + bytes, 2 * bytes, at.mean, at.variance]
    tools.joinMoments(blocks.count - 1, columns, ...places, blocks.rowsOfOne, rowsOfLast(blocks), rows)
    return [mean, variance]
  }
}

/** `NORMALISE_SUMS` */
export function normaliseSumsKernel(tools: Toolbox): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const given = inputs as Tensors<'x' | 'dy' | 'mean' | 'variance'>
    const wasm = asWasm(backend)
    const [rows = 0, columns = 0] = given.x.shape
    const [all, along] = [wasm.makeOutput([columns], 'float32'), wasm.makeOutput([columns], 'float32')]
    const blocks = blocksOf(rows, columns)
    const bytes = 4 * columns
    const at = addressesOf(wasm, { ...given, all, along })
    const sums = tools.room('sums', blocks.count * 2 * bytes)
    eachBlock(tools, blocks, (own, block) => {
      const [skipped, to] = [block.first * bytes, sums + block.at * 2 * bytes]
      own.sumsAlong(block.rows, columns, at.x + skipped, at.dy + skipped, at.mean, to, to + bytes)
    })
    tools.sumRows(blocks.count, columns, sums, 2 * bytes, at.all)
    tools.sumRows(blocks.count, columns, sums + bytes, 2 * bytes, at.along)
    tools.perDeviation(columns, at.along, at.variance, at.along, Number(attrs?.['epsilon']))
    return [all, along]
  }
}
