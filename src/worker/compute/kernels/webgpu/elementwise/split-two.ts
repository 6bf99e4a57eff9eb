/** SplitV of a tensor in two along its first axis in one dispatch; all else is left to tfjs. */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import { GROUP, gpuOf, room, sizeOf } from '../lib/program.ts'
import { remarking } from '../lib/remarks.ts'
import code from './split-two.wgsl?raw'
import { runForTwo } from '../lib/two-results.ts'

export function splitKernel(stock: KernelFunc): KernelFunc {
  return (call) => {
    const { x } = call.inputs as { x: TensorInfo }
    const { numOrSizeSplits: sizes, axis } = call.attrs as unknown as {
      numOrSizeSplits: number | number[]
      axis: number
    }
    const [rows = 0, ...rest] = x.shape
    const parts = typeof sizes === 'number' ? Array<number>(sizes).fill(rows / sizes) : sizes
    const [first = 0, second = 0] = parts
    const ours = axis === 0 && parts.length === 2 && first > 0 && second > 0 && x.dtype === 'float32'
    if (!ours) return stock(call)
    const gpu = gpuOf(call.backend)
    const [head, tail] = [room(gpu, [first, ...rest]), room(gpu, [second, ...rest])]
    const size = sizeOf(x.shape)
    const program = {
      name: 'splitTwo',
      code,
      constants: {},
      reads: { x: { tensor: x, packed: false } },
      writes: { tensor: head, packed: false },
      integers: { edge: sizeOf(head.shape), size },
      floats: {},
      groups: Math.ceil(size / GROUP),
    }
    // A dispatch of ours has one dimension.
    if (program.groups > MOST_GROUPS) return stock(call)
    remarking({ copy: { whole: 2, parts: [0, 1] } }, () => runForTwo(gpu, program, tail))
    return [head, tail]
  }
}

/** Groups along one dimension on any device. */
const MOST_GROUPS = 65_535
