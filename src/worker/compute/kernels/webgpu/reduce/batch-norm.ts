/** The kernels of batch norm in src/worker/gan/kernels/fused.ts: two dispatches forwards, two backwards. */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import { accessCode } from '../access/access.ts'
import momentsCode from './moments.wgsl?raw'
import normaliseCode from './normalise.wgsl?raw'
import gradientCode from './normalise-gradient.wgsl?raw'
import sumsCode from './normalise-sums.wgsl?raw'
import { chooseOverAll, type OverAll } from '../lib/over-all.ts'
import { inDispatches, SUMMED } from '../lib/plan.ts'
import { type Gpu, GROUP, gpuOf, type Operand, type Program, room, runProgram } from '../lib/program.ts'
import totalAlso from '../tiles/total-also.wgsl?raw'
import { runForAny } from '../lib/two-results.ts'

type Tensors = Readonly<Record<string, TensorInfo>>

/** MOMENTS. */
export const momentsKernel: KernelFunc = ({ inputs, backend }) =>
  perColumn(gpuOf(backend), 'moments', momentsCode, inputs as Tensors, {})

/** NORMALISE_SUMS. */
export const normaliseSumsKernel: KernelFunc = ({ inputs, attrs, backend }) =>
  perColumn(gpuOf(backend), 'normalise sums', sumsCode, inputs as Tensors, {
    epsilon: Number(attrs?.['epsilon']),
  })

/** NORMALISE. */
export const normaliseKernel: KernelFunc = ({ inputs, attrs, backend }) =>
  perNumber(gpuOf(backend), 'normalise', normaliseCode, inputs as Tensors, {
    epsilon: Number(attrs?.['epsilon']),
    slope: Number(attrs?.['slope']),
  })

/** NORMALISE_GRADIENT. */
export const normaliseGradientKernel: KernelFunc = ({ inputs, attrs, backend }) =>
  perNumber(gpuOf(backend), 'normalise gradient', gradientCode, inputs as Tensors, {
    epsilon: Number(attrs?.['epsilon']),
  })

/** Two results of one number per column. */
function perColumn(
  gpu: Gpu,
  name: string,
  code: string,
  tensors: Tensors,
  floats: Program['floats'],
): TensorInfo[] {
  const { rows, columns } = sizesOf(tensors)
  const names = Object.keys(tensors)
  const by = (overAll: OverAll, given: Tensors): TensorInfo[] => {
    const [first, second] = [room(gpu, [columns]), room(gpu, [columns])]
    const program = describe(name, [overAll.code, totalAlso, code], given, first, floats)
    const whole = { ...program, enables: overAll.enables }
    inDispatches(
      Math.ceil(columns / 4),
      // Each reads its columns twice.
      8 * rows * SUMMED,
      (firstGroup, groups) =>
        runForAny(gpu, { ...whole, integers: { ...whole.integers, firstGroup }, groups }, second),
    )
    return [first, second]
  }
  const overAll = chooseOverAll(gpu, {
    key: [name, rows, columns].join(' '),
    shapes: Object.values(tensors).map(({ shape }) => shape),
    run: (tried, others) => by(tried, { ...tensors, ...named(names, others) }),
  })
  return by(overAll, tensors)
}

function named(names: readonly string[], tensors: readonly TensorInfo[]): Tensors {
  return Object.fromEntries(
    names.flatMap((name, i) => {
      const tensor = tensors[i]
      return tensor === undefined ? [] : [[name, tensor] as const]
    }),
  )
}

/** One result of x's shape. */
function perNumber(
  gpu: Gpu,
  name: string,
  code: string,
  tensors: Tensors,
  floats: Program['floats'],
): TensorInfo {
  const { rows, columns } = sizesOf(tensors)
  const program = describe(name, [code], tensors, room(gpu, [rows, columns]), floats)
  return runProgram(gpu, { ...program, groups: Math.ceil((rows * Math.ceil(columns / 4)) / GROUP) })
}

function describe(
  name: string,
  code: readonly string[],
  tensors: Tensors,
  out: TensorInfo,
  floats: Program['floats'],
): Omit<Program, 'groups'> {
  const { rows, columns } = sizesOf(tensors)
  const packed = columns % 4 === 0
  const reads: Record<string, Operand> = Object.fromEntries(
    Object.entries(tensors).map(([key, tensor]) => [key, { tensor, packed }]),
  )
  const writes = { tensor: out, packed }
  return {
    name,
    code: [accessCode(reads, writes), ...code].join('\n'),
    constants: {},
    reads,
    writes,
    integers: { rows, columns, quads: Math.ceil(columns / 4) },
    floats,
  }
}

function sizesOf({ x }: Tensors): { rows: number; columns: number } {
  const [rows = 0, columns = 0] = x?.shape ?? []
  return { rows, columns }
}
