/** The kernels of src/worker/gan/kernels/draws.ts: a step's inputs drawn on the GPU. Must not know what they are for. */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import type { ItemsAttributes, MixtureAttributes, NoiseAttributes } from '../../../../gan/kernels/draws.ts'
import itemsCode from './draw-items.wgsl?raw'
import mixtureCode from './draw-mixture.wgsl?raw'
import noiseCode from './draw-noise.wgsl?raw'
import rowsCode from './draw-rows.wgsl?raw'
import { GROUP, gpuOf, type Program, room, runProgram, sizeOf } from '../lib/program.ts'
import randomCode from './random.wgsl?raw'
import takeRowCode from './take-row.wgsl?raw'

type Inputs = Readonly<Record<string, TensorInfo>>
type Work = Pick<Program, 'name' | 'code' | 'integers'> &
  Partial<Pick<Program, 'constants' | 'floats'>> & { threads: number; shape: number[]; packed?: boolean }

/** Sub-streams of a draw, as in src/worker/data/builtin/mixture.ts. */
const PARTS = { CHOICE: 0, NOISE: 1 } as const

export const drawNoise: KernelFunc = ({ inputs, attrs, backend }) => {
  const { key0, key1, update, size, uniform } = attrs as unknown as NoiseAttributes
  return draw(backend, inputs as Inputs, {
    name: 'draw noise',
    code: noiseCode,
    constants: { UNIFORM: uniform },
    integers: { key0, key1, update, size },
    threads: Math.ceil(size / 2),
    shape: [size],
  })
}

export const drawMixture: KernelFunc = ({ inputs, attrs, backend }) => {
  const { key0, key1, update, count, std } = attrs as unknown as MixtureAttributes
  const { centres } = inputs as Inputs
  return draw(backend, inputs as Inputs, {
    name: 'draw mixture',
    code: mixtureCode,
    constants: PARTS,
    integers: { key0, key1, update, count, modes: sizeOf(centres?.shape ?? []) / 2 },
    floats: { deviation: std },
    threads: count,
    shape: [count, 2],
  })
}

export const drawItems: KernelFunc = ({ inputs, attrs, backend }) => {
  const { key0, key1, update, count, length } = attrs as unknown as ItemsAttributes
  const quads = length / 4
  return draw(backend, inputs as Inputs, {
    name: 'draw items',
    code: itemsCode,
    integers: { key0, key1, update, count, quads, choices: choicesIn(inputs as Inputs) },
    threads: count * quads,
    shape: [count, length],
    packed: true,
  })
}

export const drawRows: KernelFunc = ({ inputs, attrs, backend }) => {
  const { key0, key1, update, count } = attrs as unknown as ItemsAttributes
  return draw(backend, inputs as Inputs, {
    name: 'draw rows',
    code: rowsCode,
    constants: PARTS,
    integers: { key0, key1, update, count, choices: choicesIn(inputs as Inputs) },
    threads: count,
    shape: [count, 2],
  })
}

export const takeRow: KernelFunc = ({ inputs, backend }) => {
  const { block } = inputs as Inputs
  const [rows = 1, length = 1] = block?.shape ?? []
  return draw(backend, inputs as Inputs, {
    name: 'take row',
    code: takeRowCode,
    integers: { rows, length },
    threads: length,
    shape: [length],
  })
}

function choicesIn({ picks }: Inputs): number {
  return sizeOf(picks?.shape ?? [])
}

function draw(backend: unknown, inputs: Inputs, work: Work): TensorInfo {
  const { name, code, constants = {}, integers, floats = {}, threads, shape, packed = false } = work
  const gpu = gpuOf(backend)
  const drawn = 'key0' in integers
  return runProgram(gpu, {
    ...{ name, constants, integers, floats },
    code: drawn ? `${randomCode}\n${code}` : code,
    reads: Object.fromEntries(
      Object.entries(inputs).map(([key, tensor]) => [key, { tensor, packed: false }]),
    ),
    writes: { tensor: room(gpu, shape), packed },
    groups: Math.ceil(threads / GROUP),
  })
}
