/** The custom kernels of src/worker/gan/kernels/contract.ts: updates, running means and lookahead, in the tensors' own buffers. */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import { optimizerEntry, type OptimizerId } from '../../../../../common/catalog/optimizers.ts'
import type {
  AverageAttributes,
  LookAheadAttributes,
  OptimiseAttributes,
} from '../../../../gan/kernels/contract.ts'
import { accessCode } from '../access/access.ts'
import assignCode from './assign.wgsl?raw'
import assignSlot from './assign-slot.wgsl?raw'
import averageCode from './average.wgsl?raw'
import averageSlot from './average-slot.wgsl?raw'
import closeCode from './close-update.wgsl?raw'
import lookAheadCode from './look-ahead.wgsl?raw'
import lookAheadSlot from './look-ahead-slot.wgsl?raw'
import { type Slot, updateInPlace } from '../lib/multi-tensor.ts'
import type { Binding } from '../lib/open-backend.ts'
import sharedCode from './optimise.wgsl?raw'
import adamCode from './optimise-adam.wgsl?raw'
import rmspropCode from './optimise-rmsprop.wgsl?raw'
import sgdCode from './optimise-sgd.wgsl?raw'
import overAll from '../lib/over-all.wgsl?raw'
import { gpuOf, room, sizeOf } from '../lib/program.ts'
import { runForTwo } from '../lib/two-results.ts'

type Inputs = Readonly<Record<string, TensorInfo | undefined>>

const RULES = { adam: adamCode, sgd: sgdCode, rmsprop: rmspropCode } satisfies Record<OptimizerId, string>

export const optimise: KernelFunc = ({ inputs, attrs, backend }) => {
  const { rule, count, rate, beta1, beta2, epsilon, bound } = attrs as unknown as OptimiseAttributes
  const gpu = gpuOf(backend)
  const { mean, square } = optimizerEntry(rule).moments
  const moments = [...(mean ? ['m'] : []), ...(square ? ['v'] : [])]
  const clock = need(inputs, 'clock')
  const settings = {
    ...{ rate, beta1, beta2, epsilon, bound, logBeta1: log(beta1), logBeta2: log(beta2) },
    // In single precision 1 − 0.999 loses four of its seven digits.
    ...{ rest1: 1 - beta1, rest2: 1 - beta2 },
  }
  const slots = slotsOf(inputs, count, ['p', ...moments], ['g'])
  const squares = updateInPlace(
    gpu,
    { name: rule, shared: sharedCode, update: RULES[rule], settings },
    clock,
    slots,
  )
  const norm = room(gpu, [])
  const reads = { squares: { tensor: squares, packed: false } }
  const writes = { tensor: norm, packed: false }
  runForTwo(
    gpu,
    {
      ...{ name: 'close update', constants: {}, floats: {}, groups: 1, reads, writes },
      code: [accessCode(reads, writes), overAll, closeCode].join('\n'),
      integers: { size: sizeOf(squares.shape) },
    },
    clock,
  )
  gpu.disposeData(squares.dataId)
  return norm
}

export const average: KernelFunc = ({ inputs, attrs, backend }) => {
  const { count, decay, warmth } = attrs as unknown as AverageAttributes
  const gpu = gpuOf(backend)
  // Not read without warmth, but bound all the same.
  const clock = warmth === 0 ? room(gpu, [1]) : need(inputs, 'clock')
  const slots = slotsOf(inputs, count, ['a'], ['x'])
  const out = updateInPlace(
    gpu,
    { name: 'average', shared: averageCode, update: averageSlot, settings: { decay, warmth } },
    clock,
    slots,
  )
  if (warmth === 0) gpu.disposeData(clock.dataId)
  return out
}

export const assign: KernelFunc = ({ inputs, attrs, backend }) => {
  const gpu = gpuOf(backend)
  const clock = room(gpu, [1])
  const slots = slotsOf(inputs, attrs?.['count'] as number, ['a'], ['x'])
  const out = updateInPlace(
    gpu,
    { name: 'assign', shared: assignCode, update: assignSlot, settings: {} },
    clock,
    slots,
  )
  gpu.disposeData(clock.dataId)
  return out
}

export const lookAhead: KernelFunc = ({ inputs, attrs, backend }) => {
  const { count, every } = attrs as unknown as LookAheadAttributes
  return updateInPlace(
    gpuOf(backend),
    { name: 'look ahead', shared: lookAheadCode, update: lookAheadSlot, settings: { every } },
    need(inputs, 'clock'),
    slotsOf(inputs, count, ['p', 's'], []),
  )
}

function slotsOf(inputs: Inputs, count: number, written: readonly string[], read: readonly string[]): Slot[] {
  return Array.from({ length: count }, (_, i) => {
    const slot: Record<string, Binding> = {}
    written.forEach((name) => (slot[name] = { tensor: need(inputs, `${name}${i}`), written: true }))
    read.forEach((name) => (slot[name] = { tensor: need(inputs, `${name}${i}`), written: false }))
    return slot
  })
}

/** ln β, within what a shader can hold. */
function log(beta: number): number {
  return Math.max(-100, Math.log(beta))
}

function need(inputs: Inputs, name: string): TensorInfo {
  const tensor = inputs[name]
  if (tensor === undefined) throw new Error(`Kernel input ${name} is missing.`)
  return tensor
}
