/** MASK and TANH_GRADIENT of src/worker/gan/kernels/fused.ts, and the sum of two tensors alike. */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import { accessCode } from '../access/access.ts'
import code from './pointwise.wgsl?raw'
import { type Gpu, GROUP, gpuOf, room, runProgram, sizeOf } from '../lib/program.ts'

export const maskKernel: KernelFunc = ({ inputs, attrs, backend }) => {
  const { x, mask } = inputs as { x: TensorInfo; mask: TensorInfo }
  return combine(gpuOf(backend), 0, x, mask, Number(attrs?.['slope'] ?? 0))
}

export const tanhGradientKernel: KernelFunc = ({ inputs, backend }) => {
  const { dy, y } = inputs as { dy: TensorInfo; y: TensorInfo }
  return combine(gpuOf(backend), 1, dy, y, 0)
}

/** a + b of two tensors of one shape, given tfjs' own kernel for all else. */
export function addKernel(stock: KernelFunc): KernelFunc {
  return (call) => {
    const { a, b } = call.inputs as { a: TensorInfo; b: TensorInfo }
    const alike = a.shape.length === b.shape.length && a.shape.every((side, i) => side === b.shape[i])
    const ours = alike && sizeOf(a.shape) > 0 && a.dtype === 'float32' && b.dtype === 'float32'
    return ours ? combine(gpuOf(call.backend), 2, a, b, 0) : stock(call)
  }
}

function combine(
  backend: Gpu,
  operation: 0 | 1 | 2,
  x: TensorInfo,
  other: TensorInfo,
  slope: number,
): TensorInfo {
  const size = sizeOf(x.shape)
  const packed = size % 4 === 0
  const reads = { x: { tensor: x, packed }, other: { tensor: other, packed } }
  const writes = { tensor: room(backend, x.shape), packed }
  return runProgram(backend, {
    name: 'pointwise',
    code: [accessCode(reads, writes), code].join('\n'),
    constants: { OPERATION: operation },
    reads,
    writes,
    integers: { size },
    floats: { slope },
    groups: Math.ceil(size / 4 / GROUP),
  })
}
