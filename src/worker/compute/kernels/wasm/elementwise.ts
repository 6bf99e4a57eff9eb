/** Kernels that take a tensor number by number, where tfjs' own are scalar loops or copies. */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import { addressOf, asWasm } from './heap.ts'
import type { Toolbox } from './toolbox.ts'

/** x where x > 0, else alpha·x. */
export function leakyReluKernel(tools: Toolbox): KernelFunc {
  return unary((from, to, count, attributes) => {
    tools.finishRows(1, count, from, to, 0, Number(attributes?.['alpha'] ?? 0.2))
  })
}

export function tanhKernel(tools: Toolbox): KernelFunc {
  return unary((from, to, count) => tools.tanh(from, to, count))
}

/** Identity: the same memory once more, as on the other back ends. tfjs copies it here. */
export const share: KernelFunc = ({ inputs, backend }) => {
  const { x } = inputs as { x: TensorInfo }
  asWasm(backend).incRef(x.dataId)
  return { dataId: x.dataId, shape: x.shape, dtype: x.dtype }
}

type Attributes = Readonly<Record<string, unknown>> | undefined

function unary(apply: (from: number, to: number, count: number, attributes: Attributes) => void): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const { x } = inputs as { x: TensorInfo }
    const wasm = asWasm(backend)
    const out = wasm.makeOutput(x.shape, 'float32')
    const count = x.shape.reduce((product, side) => product * side, 1)
    apply(addressOf(wasm, x), addressOf(wasm, out), count, attrs)
    return out
  }
}
