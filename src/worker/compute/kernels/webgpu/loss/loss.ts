/**
 * The kernels of losses, and of their gradients, of src/worker/gan/kernels/fused.ts: one group of threads each, as a batch
 * has few logits. Must not know any loss.
 */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import type { LossId } from '../../../../../common/catalog/losses.ts'
import { lossGradientsKernelOf, lossKernelOf, type LossAttributes } from '../../../../gan/kernels/fused.ts'
import { chooseOverAll, type OverAll } from '../lib/over-all.ts'
import { type Gpu, gpuOf, type Operand, type Program, room, sizeOf } from '../lib/program.ts'
import { runForAny } from '../lib/two-results.ts'
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

type Call = Parameters<KernelFunc>[0]
const NAMES = ['real', 'fake', 'upstream'] as const

/** By kernel name, for every loss that has a shader. */
export const LOSS_KERNELS: Readonly<Record<string, KernelFunc>> = Object.fromEntries(
  (Object.keys(LOSS_SHADERS) as (keyof typeof LOSS_SHADERS)[]).flatMap((id) => [
    [lossKernelOf(id), valueKernel(id, LOSS_SHADERS[id])],
    [lossGradientsKernelOf(id), gradientsKernel(id, LOSS_SHADERS[id])],
  ]),
)

function valueKernel(id: LossId, shader: LossShader): KernelFunc {
  return (call) => {
    const run = (gpu: Gpu, overAll: OverAll, logits: Logits, attributes: LossAttributes) => {
      const code = codeOf(overAll, shader, valueCode)
      const program = describe(`${id} value`, code, logits, attributes, room(gpu, []))
      runForAny(gpu, { ...program, enables: overAll.enables }, null)
      return [program.writes.tensor]
    }
    const [value] = byChosen(`${id} value`, call, run)
    if (value === undefined) throw new Error('A loss without a value.')
    return value
  }
}

function gradientsKernel(id: LossId, shader: LossShader): KernelFunc {
  return (call) =>
    byChosen(`${id} gradient`, call, (gpu, overAll, logits, attributes) => {
      const { real, fake } = logits
      const code = codeOf(overAll, shader, gradientCode, real === undefined ? NO_REALS : PUT_REALS)
      const program = describe(`${id} gradient`, code, logits, attributes, room(gpu, fake.shape))
      const byReal = real === undefined ? null : room(gpu, real.shape)
      runForAny(gpu, { ...program, enables: overAll.enables }, byReal)
      return [program.writes.tensor, ...(byReal === null ? [] : [byReal])]
    })
}

type Run = (gpu: Gpu, overAll: OverAll, logits: Logits, attributes: LossAttributes) => TensorInfo[]

/** Runs a kernel with the text for sums that was chosen for it. */
function byChosen(name: string, { inputs, attrs, backend }: Call, run: Run): TensorInfo[] {
  const gpu = gpuOf(backend)
  const logits = inputs as unknown as Logits
  const attributes = attrs as unknown as LossAttributes
  const given = NAMES.flatMap((each) => {
    const tensor = logits[each]
    return tensor === undefined ? [] : [[each, tensor] as const]
  })
  const overAll = chooseOverAll(gpu, {
    key: ['loss', name, attributes.role, ...given.flatMap(([each, { shape }]) => [each, sizeOf(shape)])].join(
      ' ',
    ),
    shapes: given.map(([, { shape }]) => shape),
    run: (tried, tensors) => {
      const others = given.map(([each, tensor], i) => [each, tensors[i] ?? tensor] as const)
      return run(gpu, tried, { ...logits, ...Object.fromEntries(others) }, attributes)
    },
  })
  return run(gpu, overAll, logits, attributes)
}

function codeOf(overAll: OverAll, { frame, loss }: LossShader, ...main: readonly string[]): string {
  return [overAll.code, partsCode, loss, frame, ...main].join('\n')
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
