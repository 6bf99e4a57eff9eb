/** Kernels that take a tensor number by number, where tfjs' own are scalar loops or copies. */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import { addressesOf, addressOf, asWasm, sizeOf } from './heap.ts'
import { shareOf, tileShareOf, worthOf, worthOfNumbers } from './parts.ts'
import type { PartTools } from './functions.ts'
import type { Toolbox } from './toolbox.ts'

/** Numbers of a vector. */
const AT_ONCE = 4

/** Multiplications that a number's tanh costs. */
const TANH = 64

/** x where x > 0, else alpha·x. */
export function leakyReluKernel(tools: Toolbox): KernelFunc {
  return unary(tools, (own, from, to, count, attributes) => {
    own.finishRows(1, count, from, to, 0, Number(attributes?.['alpha'] ?? 0.2))
  })
}

export function tanhKernel(tools: Toolbox): KernelFunc {
  return unary(
    tools,
    (own, from, to, count) => own.tanh(from, to, count),
    (count) => worthOf(count * TANH, count),
  )
}

/** 1 where x > 0, else alpha. */
export function stepKernel(tools: Toolbox, stock: KernelFunc): KernelFunc {
  const ours = unary(tools, (own, from, to, count, attributes) =>
    own.step(from, to, count, Number(attributes?.['alpha'] ?? 0)),
  )
  return (call) => ((call.inputs as { x: TensorInfo }).x.dtype === 'float32' ? ours(call) : stock(call))
}

/** `MASK` of gan/kernels/fused.ts: x where the mask is above 0, else slope·x. */
export function maskKernel(tools: Toolbox): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const { x, mask } = inputs as { x: TensorInfo; mask: TensorInfo }
    const wasm = asWasm(backend)
    const out = wasm.makeOutput(x.shape, 'float32')
    const at = addressesOf(wasm, { x, mask, out })
    const [count, slope] = [sizeOf(x.shape), Number(attrs?.['slope'])]
    tools.together(worthOfNumbers(count), (own, part, parts) => {
      const [first, end] = tileShareOf(count, part, parts, AT_ONCE)
      const skipped = 4 * first
      if (first < end) own.mask(end - first, at.x + skipped, at.mask + skipped, at.out + skipped, slope)
    })
    return out
  }
}

/** Identity: the same memory once more, as on the other back ends. tfjs copies it here. */
export const share: KernelFunc = ({ inputs, backend }) => {
  const { x } = inputs as { x: TensorInfo }
  asWasm(backend).incRef(x.dataId)
  return { dataId: x.dataId, shape: x.shape, dtype: x.dtype }
}

/** Tile along the first axis alone is copying; tfjs' own asks for every number's coordinates. */
export function tileKernel(tools: Toolbox, stock: KernelFunc): KernelFunc {
  return (call) => {
    const { x } = call.inputs as { x: TensorInfo }
    const { reps } = call.attrs as unknown as { reps: readonly number[] }
    const [times = 1, ...others] = reps
    if (x.dtype !== 'float32' || reps.length !== x.shape.length || others.some((rep) => rep !== 1))
      return stock(call)
    const wasm = asWasm(call.backend)
    const [rows = 0, ...item] = x.shape
    const out = wasm.makeOutput([rows * times, ...item], 'float32')
    const count = sizeOf(x.shape)
    const at = addressesOf(wasm, { x, out })
    tools.together(worthOfNumbers(times * count, times), (own, part, parts) => {
      const [first, end] = shareOf(times, part, parts)
      own.copyRows(end - first, count, at.x, 0, at.out + 4 * first * count, 4 * count)
    })
    return out
  }
}

type Attributes = Readonly<Record<string, unknown>> | undefined

type Apply = (tools: PartTools, from: number, to: number, count: number, attributes: Attributes) => void

/** @param worth parts that a tensor of so many numbers is worth */
function unary(tools: Toolbox, apply: Apply, worth: (count: number) => number = worthOfNumbers): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const { x } = inputs as { x: TensorInfo }
    const wasm = asWasm(backend)
    const out = wasm.makeOutput(x.shape, 'float32')
    const count = x.shape.reduce((product, side) => product * side, 1)
    const [from, to] = [addressOf(wasm, x), addressOf(wasm, out)]
    tools.together(worth(count), (own, part, parts) => {
      const [first, end] = tileShareOf(count, part, parts, AT_ONCE)
      if (first < end) apply(own, from + 4 * first, to + 4 * first, end - first, attrs)
    })
    return out
  }
}
