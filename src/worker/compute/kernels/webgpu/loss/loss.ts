/** LOSS and LOSS_GRADIENTS of src/worker/gan/kernels/fused.ts: one group of threads each, as a batch has few logits. */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import type { LossAttributes } from '../../../../gan/kernels/fused.ts'
import lossCode from './loss.wgsl?raw'
import gradientCode from './loss-gradient.wgsl?raw'
import noRealsCode from './loss-no-reals.wgsl?raw'
import realsCode from './loss-reals.wgsl?raw'
import valueCode from './loss-value.wgsl?raw'
import overAll from '../lib/over-all.wgsl?raw'
import { gpuOf, type Operand, type Program, room, runProgram, sizeOf } from '../lib/program.ts'
import { runForTwo } from '../lib/two-results.ts'

/** As loss.wgsl numbers them. */
const LOSSES: Record<LossAttributes['loss'], number> = {
  'non-saturating': 0,
  minimax: 1,
  'least-squares': 2,
  hinge: 3,
  wasserstein: 4,
  'relativistic-average': 5,
  'relativistic-paired': 6,
}

interface Logits {
  readonly real?: TensorInfo
  readonly fake: TensorInfo
  readonly upstream?: TensorInfo
}

export const lossKernel: KernelFunc = ({ inputs, attrs, backend }) => {
  const gpu = gpuOf(backend)
  const out = room(gpu, [])
  return runProgram(
    gpu,
    describe(inputs as unknown as Logits, attrs as unknown as LossAttributes, valueCode, out),
  )
}

export const lossGradientsKernel: KernelFunc = ({ inputs, attrs, backend }) => {
  const gpu = gpuOf(backend)
  const logits = inputs as unknown as Logits
  const byFake = room(gpu, logits.fake.shape)
  const { real } = logits
  const code = `${gradientCode}\n${real === undefined ? noRealsCode : realsCode}`
  const program = describe(logits, attrs as unknown as LossAttributes, code, byFake)
  if (real === undefined) return [runProgram(gpu, program)]
  const byReal = room(gpu, real.shape)
  runForTwo(gpu, program, byReal)
  return [byFake, byReal]
}

function describe(
  { real, fake, upstream }: Logits,
  { loss, role, smoothing }: LossAttributes,
  code: string,
  out: TensorInfo,
): Program {
  const loose = (tensor: TensorInfo): Operand => ({ tensor, packed: false })
  return {
    name: `loss ${real === undefined ? 'alone' : 'both'} ${upstream === undefined ? 'value' : 'gradient'}`,
    code: [overAll, lossCode, code].join('\n'),
    constants: { LOSS: LOSSES[loss], ROLE: role === 'discriminator' ? 0 : 1 },
    reads: {
      // Bound, and not read, where there are none.
      real: loose(real ?? fake),
      fake: loose(fake),
      ...(upstream === undefined ? {} : { upstream: loose(upstream) }),
    },
    writes: loose(out),
    integers: { reals: real === undefined ? 0 : sizeOf(real.shape), fakes: sizeOf(fake.shape) },
    floats: { smoothing },
    groups: 1,
  }
}
