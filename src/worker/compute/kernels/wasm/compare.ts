/**
 * Comparisons of numbers with broadcasting: tfjs' own find every number by its coordinates, which took longer than any
 * product of the step that they were part of. Plain JavaScript over the heap.
 */
import { broadcast_util, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs'
import { addressOf, asWasm, sizeOf } from './heap.ts'

export type Test = (a: number, b: number) => boolean

export const TESTS = {
  Equal: (a, b) => a === b,
  GreaterEqual: (a, b) => a >= b,
  LessEqual: (a, b) => a <= b,
} as const satisfies Record<string, Test>

/** The kernel, given tfjs' own for other types than numbers. */
export function compareKernel(holds: Test, stock: KernelFunc): KernelFunc {
  return (call) => {
    const { a, b } = call.inputs as { a: TensorInfo; b: TensorInfo }
    if (!isNumeric(a) || !isNumeric(b)) return stock(call)
    const wasm = asWasm(call.backend)
    const shape = broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape)
    const out = wasm.makeOutput([...shape], 'bool')
    const { buffer } = wasm.wasm.HEAPU8
    const [left, right] = [a, b].map((tensor): Values => {
      const [address, count] = [addressOf(wasm, tensor), sizeOf(tensor.shape)]
      return tensor.dtype === 'int32'
        ? new Int32Array(buffer, address, count)
        : new Float32Array(buffer, address, count)
    }) as [Values, Values]
    const result = new Uint8Array(buffer, addressOf(wasm, out), sizeOf(shape))
    const strides = [stridesOf(a.shape, shape), stridesOf(b.shape, shape)] as const
    compare(
      holds,
      shape,
      { values: left, strides: strides[0] },
      { values: right, strides: strides[1] },
      result,
    )
    return out
  }
}

type Values = Int32Array | Float32Array

interface Side {
  readonly values: Values
  /** Numbers from one place of a dimension of the result to the next: 0 where one number serves them all. */
  readonly strides: readonly number[]
}

function compare(holds: Test, shape: readonly number[], a: Side, b: Side, to: Uint8Array): void {
  const columns = shape.at(-1) ?? 1
  const [stepA, stepB] = [a.strides.at(-1) ?? 0, b.strides.at(-1) ?? 0]
  const place = shape.slice(0, -1).fill(0)
  let [fromA, fromB] = [0, 0]
  for (let first = 0; first < to.length; first += columns) {
    for (let i = 0; i < columns; i++) {
      const held = holds(a.values[fromA + i * stepA] ?? NaN, b.values[fromB + i * stepB] ?? NaN)
      to[first + i] = held ? 1 : 0
    }
    // On to the next row, as a counter with one digit a dimension.
    for (let axis = place.length - 1; axis >= 0; axis--) {
      const [length = 1, at = 0, onA = 0, onB = 0] = [
        shape[axis],
        place[axis],
        a.strides[axis],
        b.strides[axis],
      ]
      const isLast = at + 1 === length
      place[axis] = isLast ? 0 : at + 1
      fromA += isLast ? -at * onA : onA
      fromB += isLast ? -at * onB : onB
      if (!isLast) break
    }
  }
}

function stridesOf(own: readonly number[], shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(0)
  let stride = 1
  for (let back = 1; back <= own.length; back++) {
    const length = own.at(-back) ?? 1
    strides[shape.length - back] = length > 1 ? stride : 0
    stride *= length
  }
  return strides
}

function isNumeric(tensor: TensorInfo): boolean {
  return tensor.dtype === 'float32' || tensor.dtype === 'int32'
}
