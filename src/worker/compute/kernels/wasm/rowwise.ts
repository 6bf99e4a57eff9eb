/**
 * Sums, differences and products of two tensors of one shape, or of one and a vector along its last axis: what biases and norms are made
 * of. tfjs' own find their way through any shapes, on one thread; whatever is broadcast otherwise is left to them.
 */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import type { PartTools, RowwiseFunction } from './functions.ts'
import { addressOf, asWasm, sizeOf } from './heap.ts'
import { shareOf, tileShareOf, worthOfNumbers } from './parts.ts'
import type { Toolbox } from './toolbox.ts'

/** Numbers of a vector. */
const AT_ONCE = 4

/** @param swaps whether a and b may change places */
export function rowwiseKernel(
  tools: Toolbox,
  functionOf: (own: PartTools) => RowwiseFunction,
  swaps: boolean,
  stock: KernelFunc,
): KernelFunc {
  return (call) => {
    const given = call.inputs as { a: TensorInfo; b: TensorInfo }
    const isTurned = swaps && sizeOf(given.a.shape) < sizeOf(given.b.shape)
    const [a, b] = isTurned ? [given.b, given.a] : [given.a, given.b]
    const columns = columnsOf(a, b)
    if (columns === 0) return stock(call)
    const wasm = asWasm(call.backend)
    const out = wasm.makeOutput([...a.shape], 'float32')
    const rows = sizeOf(a.shape) / columns
    const [left, right, to] = [addressOf(wasm, a), addressOf(wasm, b), addressOf(wasm, out)]
    if (rows === 1) {
      tools.together(worthOfNumbers(columns), (own, part, parts) => {
        const [first, end] = tileShareOf(columns, part, parts, AT_ONCE)
        const at = 4 * first
        if (first < end) functionOf(own)(1, end - first, left + at, right + at, 0, to + at)
      })
      return out
    }
    tools.together(worthOfNumbers(rows * columns, rows), (own, part, parts) => {
      const [first, end] = shareOf(rows, part, parts)
      const at = 4 * first * columns
      if (first < end) functionOf(own)(end - first, columns, left + at, right, 0, to + at)
    })
    return out
  }
}

/** Columns that are taken together: all numbers where both shapes are the same, those of b where it is a vector; 0: neither. */
function columnsOf(a: TensorInfo, b: TensorInfo): number {
  if (a.dtype !== 'float32' || b.dtype !== 'float32') return 0
  const size = sizeOf(a.shape)
  if (a.shape.length === b.shape.length && a.shape.every((side, axis) => side === b.shape[axis])) return size
  const last = a.shape.at(-1) ?? 0
  const isVector = b.shape.length <= a.shape.length && b.shape.at(-1) === last && sizeOf(b.shape) === last
  return isVector && last > 1 ? last : 0
}
