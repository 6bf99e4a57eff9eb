/**
 * Conv2D, Conv2DBackpropInput (which is the transposed convolution as well) and Conv2DBackpropFilter, straight from their
 * definitions in register tiles: no patches in memory, no shared memory.
 */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import { accessCode, NO_FINISH } from './access.ts'
import convolveCode from './convolve.wgsl?raw'
import correlateCode from './correlate.wgsl?raw'
import { attributesOf, type Geometry, geometryOf, type Shape4 } from './geometry.ts'
import { inDispatches, splitSum } from './plan.ts'
import { GROUP, type Gpu, gpuOf, type Program, room, runProgram } from './program.ts'
import spreadCode from './spread.wgsl?raw'
import { sumParts } from './sum-parts.ts'

type Inputs = Readonly<Record<string, TensorInfo>>

/** Threads a GPU wants for a filter's gradient, whose results are few and whose sums are long. */
const FILTER_THREADS = 8192

/** Positions that one thread of a filter's gradient adds up, at least and at most. */
const FEWEST_POSITIONS = 128
const MOST_POSITIONS = 32_768

/** y = convolution of x with filter, given tfjs' own kernel for the cases that are left to it. */
export function convolveKernel(stock: KernelFunc): KernelFunc {
  return (call) => {
    const { x, filter } = call.inputs as { x: TensorInfo; filter: TensorInfo }
    const geometry = geometryOf(x.shape as Shape4, filter.shape as Shape4, attributesOf(call.attrs))
    if (geometry === null || x.dtype !== 'float32') return stock(call)
    const backend = gpuOf(call.backend)
    const { channels, rows, columns, out: outChannels, kernelHeight, kernelWidth } = geometry.uniforms
    const pixels = geometry.batch * rows * columns
    const out = room(backend, geometry.outShape)
    run(backend, {
      name: 'convolve',
      code: convolveCode,
      constants: { PACKED: channels % 4 === 0 },
      inputs: { x, weights: filter },
      packed: { x: channels % 4 === 0, weights: outChannels % 4 === 0, out: outChannels % 4 === 0 },
      out,
      integers: { ...geometry.uniforms, pixels },
      threads: Math.ceil(pixels / 4) * Math.ceil(outChannels / 4),
      cost: 16 * kernelHeight * kernelWidth * channels,
    })
    return out
  }
}

/** x's gradient, from dy and filter. */
export function spreadKernel(stock: KernelFunc): KernelFunc {
  return (call) => {
    const { dy, filter } = call.inputs as { dy: TensorInfo; filter: TensorInfo }
    const attributes = attributesOf(call.attrs)
    const { inputShape } = attributes
    const geometry =
      inputShape === undefined ? null : geometryOf(inputShape, filter.shape as Shape4, attributes)
    if (inputShape === undefined || geometry === null) return stock(call)
    const backend = gpuOf(call.backend)
    const { height, width, channels, out: inner, strideX, strideY } = geometry.uniforms
    const { kernelHeight, kernelWidth } = geometry.uniforms
    const lines = geometry.batch * height
    const quads = Math.ceil(Math.ceil(width / strideX) / 4)
    const packed = inner % 4 === 0
    const out = room(backend, inputShape)
    run(backend, {
      name: 'spread',
      code: spreadCode,
      constants: { PACKED: packed, SINGLE: channels === 1 },
      inputs: { dy, weights: filter },
      packed: { dy: packed, weights: packed, out: channels % 4 === 0 },
      out,
      integers: { ...geometry.uniforms, lines, quads },
      threads: lines * strideX * quads * Math.ceil(channels / 4),
      cost: 16 * Math.ceil(kernelHeight / strideY) * Math.ceil(kernelWidth / strideX) * inner,
    })
    return out
  }
}

/** The filter's gradient, from x and dy. */
export function correlateKernel(stock: KernelFunc): KernelFunc {
  return (call) => {
    const { x, dy } = call.inputs as { x: TensorInfo; dy: TensorInfo }
    const attributes = attributesOf(call.attrs)
    const { filterShape } = attributes
    const geometry = filterShape === undefined ? null : geometryOf(x.shape as Shape4, filterShape, attributes)
    if (filterShape === undefined || geometry === null) return stock(call)
    const backend = gpuOf(call.backend)
    const out = room(backend, filterShape)
    const { parts, span, threads, filterRows, lines } = cutFilter(geometry)
    const whole = parts === 1
    const outChannels = geometry.uniforms.out
    const partial = whole ? out : room(backend, [parts, filterRows, outChannels])
    const packed = geometry.uniforms.channels % 4 === 0
    run(backend, {
      name: 'correlate',
      code: correlateCode,
      constants: { PACKED: packed },
      inputs: { x, dy },
      packed: { x: packed, dy: outChannels % 4 === 0, out: outChannels % 4 === 0 },
      out: partial,
      integers: { ...geometry.uniforms, lines, span, parts, filterRows },
      threads: threads * parts,
      cost: 16 * span * geometry.uniforms.columns,
    })
    if (whole) return out
    return sumParts(backend, { partial, matrices: 1, parts, columns: outChannels }, out, NO_FINISH)
  }
}

/** How a filter's gradient is cut into parts of whole lines of dy. */
function cutFilter({ batch, uniforms }: Geometry) {
  const { channels, rows, columns, out, kernelHeight, kernelWidth } = uniforms
  const filterRows = kernelHeight * kernelWidth * channels
  const threads = Math.ceil(filterRows / 4) * Math.ceil(out / 4)
  const lines = batch * rows
  const split = splitSum({
    wanted: Math.ceil(FILTER_THREADS / threads),
    terms: lines,
    unit: 1,
    shortest: Math.ceil(FEWEST_POSITIONS / columns),
    longest: Math.max(1, Math.floor(MOST_POSITIONS / columns)),
  })
  return { ...split, threads, filterRows, lines }
}

interface Work extends Pick<Program, 'name' | 'code' | 'constants' | 'integers'> {
  readonly inputs: Inputs
  readonly packed: Readonly<Record<string, boolean>>
  readonly out: TensorInfo
  readonly threads: number
  /** Multiply-adds of a thread. */
  readonly cost: number
}

function run(
  backend: Gpu,
  { name, code, constants, inputs, packed, out, integers, threads, cost }: Work,
): void {
  const reads = Object.fromEntries(
    Object.entries(inputs).map(([key, tensor]) => [key, { tensor, packed: packed[key] ?? false }]),
  )
  const writes = { tensor: out, packed: packed['out'] ?? false }
  const program = {
    ...{ name, constants, reads, writes },
    code: `${accessCode(reads, writes)}\n${code}`,
    floats: {},
  }
  inDispatches(Math.ceil(threads / GROUP), GROUP * cost, (firstGroup, groups) => {
    runProgram(backend, { ...program, integers: { ...integers, firstGroup }, groups })
  })
}
