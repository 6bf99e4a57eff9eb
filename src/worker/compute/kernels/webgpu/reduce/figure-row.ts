/** FIGURE_ROW of src/worker/gan/kernels/fused.ts. */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import code from './figure-row.wgsl?raw'
import overAll from '../lib/over-all.wgsl?raw'
import { gpuOf, room, runProgram, sizeOf } from '../lib/program.ts'

/** As the shader writes them. */
const FIGURES = 7

export const figureRowKernel: KernelFunc = ({ inputs, backend }) => {
  const tensors = inputs as Readonly<Record<string, TensorInfo>>
  const need = (name: string): TensorInfo => {
    const tensor = tensors[name]
    if (tensor === undefined) throw new Error(`The figure ${name} is missing.`)
    return tensor
  }
  const gpu = gpuOf(backend)
  const names = ['realLogits', 'fakeLogits', 'lossD', 'lossG', 'gradNormD', 'gradNormG'] as const
  const reads = Object.fromEntries(names.map((name) => [name, { tensor: need(name), packed: false }]))
  const penalty = tensors['penalty']
  return runProgram(gpu, {
    name: 'figureRow',
    code: [overAll, code].join('\n'),
    constants: {},
    reads: { ...reads, penalty: { tensor: penalty ?? need('lossD'), packed: false } },
    writes: { tensor: room(gpu, [FIGURES]), packed: false },
    integers: {
      reals: sizeOf(need('realLogits').shape),
      fakes: sizeOf(need('fakeLogits').shape),
      penalised: penalty === undefined ? 0 : 1,
    },
    floats: {},
    groups: 1,
  })
}
