/**
 * The kernels of losses, and of their gradients, of src/worker/gan/kernels/fused.ts: one group of threads each, as a batch
 * has few logits. Must not know any loss.
 */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import type { LossId } from '../../../../../common/catalog/losses.ts'
import { lossGradientsKernelOf, lossKernelOf, type LossAttributes } from '../../../../gan/kernels/fused.ts'
import overAll from '../lib/over-all.wgsl?raw'
import { gpuOf, type Operand, type Program, room, runProgram, sizeOf } from '../lib/program.ts'
import { runForTwo } from '../lib/two-results.ts'
import gradientCode from './frame/gradient.wgsl?raw'
import partsCode from './frame/parts.wgsl?raw'
import valueCode from './frame/value.wgsl?raw'
import { LOSS_SHADERS, type LossShader } from './shaders.ts'

/** Where a gradient by the reals goes, or that nobody wants one. */
const PUT_REALS = 'fn putReal(i: i32, slope: f32) { also[i] = slope; }'
const NO_REALS = 'fn putReal(i: i32, slope: f32) {}'

interface Logits {
  readonly real?: TensorInfo
  readonly fake: TensorInfo
  readonly upstream?: TensorInfo
}

/** By kernel name, for every loss that has a shader. */
export const LOSS_KERNELS: Readonly<Record<string, KernelFunc>> = Object.fromEntries(
  (Object.keys(LOSS_SHADERS) as (keyof typeof LOSS_SHADERS)[]).flatMap((id) => [
    [lossKernelOf(id), valueKernel(id, LOSS_SHADERS[id])],
    [lossGradientsKernelOf(id), gradientsKernel(id, LOSS_SHADERS[id])],
  ]),
)

function valueKernel(id: LossId, shader: LossShader): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const gpu = gpuOf(backend)
    const out = room(gpu, [])
    const logits = inputs as unknown as Logits
    const attributes = attrs as unknown as LossAttributes
    return runProgram(gpu, describe(`${id} value`, codeOf(shader, valueCode), logits, attributes, out))
  }
}

function gradientsKernel(id: LossId, shader: LossShader): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const gpu = gpuOf(backend)
    const logits = inputs as unknown as Logits
    const attributes = attrs as unknown as LossAttributes
    const byFake = room(gpu, logits.fake.shape)
    const { real } = logits
    const code = codeOf(shader, gradientCode, real === undefined ? NO_REALS : PUT_REALS)
    const program = describe(`${id} gradient`, code, logits, attributes, byFake)
    if (real === undefined) return [runProgram(gpu, program)]
    const byReal = room(gpu, real.shape)
    runForTwo(gpu, program, byReal)
    return [byFake, byReal]
  }
}

function codeOf({ frame, loss }: LossShader, ...main: readonly string[]): string {
  return [overAll, partsCode, loss, frame, ...main].join('\n')
}

function describe(
  name: string,
  code: string,
  { real, fake, upstream }: Logits,
  { role, smoothing }: LossAttributes,
  out: TensorInfo,
): Program {
  const loose = (tensor: TensorInfo): Operand => ({ tensor, packed: false })
  return {
    name: `loss ${name} ${real === undefined ? 'alone' : 'both'}`,
    code,
    constants: { ROLE: role === 'discriminator' ? 0 : 1 },
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
