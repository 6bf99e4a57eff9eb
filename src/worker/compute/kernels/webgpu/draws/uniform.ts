/** UNIFORM of src/worker/gan/kernels/fused.ts. */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import { GROUP, gpuOf, room, runProgram, sizeOf } from '../lib/program.ts'
import code from './uniform.wgsl?raw'

export const uniformKernel: KernelFunc = ({ inputs, backend }) => {
  const { normals } = inputs as { normals: TensorInfo }
  const size = sizeOf(normals.shape) / 4
  const gpu = gpuOf(backend)
  return runProgram(gpu, {
    ...{ name: 'uniform', code, constants: {}, floats: {}, integers: { size } },
    reads: { normals: { tensor: normals, packed: false } },
    writes: { tensor: room(gpu, [size]), packed: false },
    groups: Math.ceil(size / GROUP),
  })
}
