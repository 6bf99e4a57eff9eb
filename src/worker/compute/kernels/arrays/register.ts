/**
 * The custom kernels on plain arrays, for back ends whose tensors live in memory that JavaScript can reach: the plain
 * CPU one and WASM. Must not import a back end: it only asks one for the values of a tensor.
 */
import { registerKernel, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs'
import {
  ASSIGN,
  AVERAGE,
  LOOKAHEAD,
  OPTIMISE,
  type AverageAttributes,
  type LookAheadAttributes,
  type OptimiseAttributes,
} from '../../../gan/kernels/contract.ts'
import { AUGMENT, type AugmentAttributes } from '../../../gan/kernels/fused.ts'
import { hasKernel } from '../../../gan/kernels/has-kernel.ts'
import { augmentArrays } from './augment.ts'
import { averageArray, optimiseArrays } from './rules.ts'
import { touched, valuesOf, type Device } from './memory.ts'

type Inputs = Readonly<Record<string, TensorInfo | undefined>>

/**
 * Registers the kernels for `cpu` and `wasm`, once, where a back end has none of its own. Registering for one that is not
 * there is harmless.
 */
export function registerArrayKernels(): void {
  for (const backendName of ['cpu', 'wasm']) {
    register(OPTIMISE, backendName, optimiseKernel(optimiseArrays))
    register(AVERAGE, backendName, averageKernel(averageArray))
    register(LOOKAHEAD, backendName, lookAhead)
    register(AUGMENT, backendName, augment)
  }
  // What is recorded knows where its variables lie.
  register(ASSIGN, 'wasm', assign)
}

function register(kernelName: string, backendName: string, kernelFunc: KernelFunc): void {
  if (hasKernel(kernelName, backendName)) return
  registerKernel({ kernelName, backendName, kernelFunc })
}

/** @param update changes one parameter in place and gives Σg² */
export function optimiseKernel(update: typeof optimiseArrays): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const attributes = attrs as unknown as OptimiseAttributes
    const device = backend as unknown as Device
    // Before any view is taken: an allocation can move the heap.
    const output = scalar(device, [])
    const clock = values(device, inputs, 'clock')
    const time = (clock[0] ?? 0) + 1
    let squares = 0
    for (let i = 0; i < attributes.count; i++) {
      squares += update(attributes, time, {
        parameter: values(device, inputs, `p${i}`),
        gradient: values(device, inputs, `g${i}`),
        mean: optional(device, inputs, `m${i}`),
        square: optional(device, inputs, `v${i}`),
      })
      touched(device, need(inputs, `p${i}`))
    }
    values(device, inputs, 'clock')[0] = time
    valuesOf(device, output)[0] = Math.sqrt(squares)
    return output
  }
}

/** @param average moves one mean in place, as `averageArray` does */
export function averageKernel(average: typeof averageArray): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const { count, decay, warmth } = attrs as unknown as AverageAttributes
    const device = backend as unknown as Device
    const output = scalar(device)
    const time = warmth === 0 ? 0 : timeOf(device, inputs)
    const kept = warmth === 0 ? decay : Math.min(decay, (1 + time) / (warmth + time))
    for (let i = 0; i < count; i++) {
      average(values(device, inputs, `a${i}`), values(device, inputs, `x${i}`), kept)
      touched(device, need(inputs, `a${i}`))
    }
    valuesOf(device, output)[0] = kept
    return output
  }
}

const lookAhead: KernelFunc = ({ inputs, attrs, backend }) => {
  const { count, every } = attrs as unknown as LookAheadAttributes
  const device = backend as unknown as Device
  const output = scalar(device)
  if (timeOf(device, inputs) % every !== 0) return output
  for (let i = 0; i < count; i++) {
    const fast = values(device, inputs, `p${i}`)
    const slow = values(device, inputs, `s${i}`)
    averageArray(slow, fast, 0.5)
    fast.set(slow)
    touched(device, need(inputs, `p${i}`))
    touched(device, need(inputs, `s${i}`))
  }
  return output
}

const assign: KernelFunc = ({ inputs, attrs, backend }) => {
  const { count } = attrs as unknown as { count: number }
  const device = backend as unknown as Device
  const output = scalar(device)
  for (let i = 0; i < count; i++) {
    values(device, inputs, `a${i}`).set(values(device, inputs, `x${i}`))
    touched(device, need(inputs, `a${i}`))
  }
  return output
}

const augment: KernelFunc = ({ inputs, attrs, backend }) => {
  const device = backend as unknown as Device
  const x = need(inputs, 'x')
  const [count = 0, side = 0, , channels = 1] = x.shape
  const size = x.shape.reduce((product, length) => product * length, 1)
  // Before any view is taken: an allocation can move the heap.
  const dataId = device.write(new Float32Array(size), x.shape, 'float32')
  const output: TensorInfo = { dataId, shape: x.shape, dtype: 'float32' }
  const of = (name: string) => values(device, inputs, name)
  const draws = {
    brightness: of('brightness'),
    saturation: of('saturation'),
    contrast: of('contrast'),
    shiftY: of('shiftY'),
    shiftX: of('shiftX'),
    holeY: of('holeY'),
    holeX: of('holeX'),
  }
  const [from, to] = [values(device, inputs, 'x'), valuesOf(device, output)]
  augmentArrays(attrs as unknown as AugmentAttributes, [count, side, channels], draws, from, to)
  return output
}

function timeOf(device: Device, inputs: Inputs): number {
  return values(device, inputs, 'clock')[0] ?? 0
}

function scalar(device: Device, shape = [1]): TensorInfo {
  const dataId = device.write(new Float32Array(1), shape, 'float32')
  return { dataId, shape, dtype: 'float32' }
}

function need(inputs: Inputs, name: string): TensorInfo {
  const tensor = inputs[name]
  if (tensor === undefined) throw new Error(`Kernel input ${name} is missing.`)
  return tensor
}

function values(device: Device, inputs: Inputs, name: string): Float32Array {
  return valuesOf(device, need(inputs, name))
}

function optional(device: Device, inputs: Inputs, name: string): Float32Array | null {
  const tensor = inputs[name]
  return tensor === undefined ? null : valuesOf(device, tensor)
}
