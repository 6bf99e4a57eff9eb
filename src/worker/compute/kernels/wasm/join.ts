/**
 * Concat and SplitV on the heap: tfjs copies each pixel's channels by a call of its own, which costs more than what is copied. Others than
 * numbers of four bytes are left to tfjs.
 */
import { backend_util, util, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs'
import { addressOf, asWasm, sizeOf } from './heap.ts'
import { shareOf, worthOfNumbers } from './parts.ts'
import type { Toolbox } from './toolbox.ts'

type Copies = Pick<Toolbox, 'together'>

/** Along any axis. Inputs of no numbers add nothing. */
export function concatKernel(tools: Copies, stock: KernelFunc): KernelFunc {
  return (call) => {
    const all = Object.values(call.inputs as unknown as Record<string, TensorInfo>)
    const parts = all.filter(({ shape }) => sizeOf(shape) > 0)
    const [first] = parts
    // One alone is shared, and none is a shape: tfjs does both.
    if (first === undefined || parts.length === 1 || !all.every(isNumbers)) return stock(call)
    const axis = axisOf(call.attrs, first)
    const shapes = all.map(({ shape }) => shape)
    backend_util.assertParamsConsistent(shapes, axis)
    const wasm = asWasm(call.backend)
    const out = wasm.makeOutput(backend_util.computeOutShape(shapes, axis), first.dtype as 'float32')
    const rowBytes = 4 * sizeOf(out.shape.slice(axis))
    let to = addressOf(wasm, out)
    for (const part of parts) {
      const columns = sizeOf(part.shape.slice(axis))
      copy(tools, {
        ...{ rows: sizeOf(part.shape.slice(0, axis)), columns },
        ...{ from: addressOf(wasm, part), fromBytes: 4 * columns, to, toBytes: rowBytes },
      })
      to += 4 * columns
    }
    return out
  }
}

/** Along any axis. */
export function splitKernel(tools: Copies, stock: KernelFunc): KernelFunc {
  return (call) => {
    const { x } = call.inputs as { x: TensorInfo }
    if (!isNumbers(x) || sizeOf(x.shape) === 0) return stock(call)
    const { numOrSizeSplits } = call.attrs as unknown as { numOrSizeSplits: number | number[] }
    const axis = axisOf(call.attrs, x)
    const sizes = backend_util.prepareSplitSize(x, numOrSizeSplits, axis)
    const wasm = asWasm(call.backend)
    const rows = sizeOf(x.shape.slice(0, axis))
    const rowBytes = 4 * sizeOf(x.shape.slice(axis))
    const outs = sizes.map((size) =>
      wasm.makeOutput(
        x.shape.map((length, at) => (at === axis ? size : length)),
        x.dtype as 'float32',
      ),
    )
    let from = addressOf(wasm, x)
    for (const out of outs) {
      const columns = sizeOf(out.shape.slice(axis))
      copy(tools, {
        ...{ rows, columns },
        ...{ from, fromBytes: rowBytes, to: addressOf(wasm, out), toBytes: 4 * columns },
      })
      from += 4 * columns
    }
    return outs
  }
}

interface Rows {
  readonly rows: number
  readonly columns: number
  readonly from: number
  readonly fromBytes: number
  readonly to: number
  readonly toBytes: number
}

function copy(tools: Copies, { rows, columns, from, fromBytes, to, toBytes }: Rows): void {
  tools.together(worthOfNumbers(rows * columns, rows), (own, part, parts) => {
    const [first, end] = shareOf(rows, part, parts)
    own.copyRows(end - first, columns, from + first * fromBytes, fromBytes, to + first * toBytes, toBytes)
  })
}

function isNumbers({ dtype }: TensorInfo): boolean {
  return dtype === 'float32' || dtype === 'int32'
}

function axisOf(attrs: KernelCall['attrs'], { shape }: TensorInfo): number {
  const { axis } = attrs as unknown as { axis: number }
  return util.parseAxisParam(axis, shape)[0] ?? 0
}

type KernelCall = Parameters<KernelFunc>[0]
