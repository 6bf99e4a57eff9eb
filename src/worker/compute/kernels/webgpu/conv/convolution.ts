/**
 * Conv2D, Conv2DBackpropInput (which is the transposed convolution as well) and Conv2DBackpropFilter, straight from their
 * definitions in register tiles: no patches in memory, and no shared memory but where several threads share a tile.
 */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import { accessCode, type Finish, finishing, NO_FINISH } from '../access/access.ts'
import { choose } from '../lib/choose.ts'
import combineCode from '../tiles/combine.wgsl?raw'
import combineNone from '../tiles/combine-none.wgsl?raw'
import {
  type FilterPlan,
  filterPlans,
  filterRows,
  filterTiles,
  type HeightPlan,
  heightPlans,
} from './convolution-plan.ts'
import convolveCode from './convolve.wgsl?raw'
import correlateCode from './filter-gradient.wgsl?raw'
import { endingOf } from '../access/ending.ts'
import { attributesOf, type Geometry, geometryOf, type Shape4 } from './geometry.ts'
import { repeatLines } from '../lib/lines.ts'
import { inDispatches } from '../lib/plan.ts'
import { GROUP, type Gpu, gpuOf, type Operand, type Program, room, runProgram } from '../lib/program.ts'
import spreadCode from './conv-transpose.wgsl?raw'
import { staged } from '../tiles/staged.ts'
import stagedCode from '../tiles/staged.wgsl?raw'
import stagedConvolve from './staged-convolve.wgsl?raw'
import stagedCorrelate from './staged-filter-gradient.wgsl?raw'
import stagedSpread from './staged-conv-transpose.wgsl?raw'
import { sumParts } from '../tiles/sum-parts.ts'
import totalAlso from '../tiles/total-also.wgsl?raw'
import totalNone from '../tiles/total-none.wgsl?raw'
import totalRow from '../tiles/total-row.wgsl?raw'
import { isSoftware } from '../lib/traits.ts'
import { runForTwo } from '../lib/two-results.ts'

/** y = convolution of x with filter, given tfjs' own kernel for the cases that are left to it. */
export function convolveKernel(stock: KernelFunc): KernelFunc {
  return (call) => convolve(call, NO_FINISH) ?? stock(call)
}

/** CONVOLVE of src/worker/gan/kernels/fused.ts. */
export const convolveEndedKernel: KernelFunc = (call) => needed(convolve(call, endingOf(call)))

/** x's gradient, from dy and filter. */
export function convTransposeKernel(stock: KernelFunc): KernelFunc {
  return (call) => convTranspose(call, NO_FINISH) ?? stock(call)
}

/** CONV_TRANSPOSE of src/worker/gan/kernels/fused.ts. */
export const convTransposeEndedKernel: KernelFunc = (call) => needed(convTranspose(call, endingOf(call)))

/** The filter's gradient, from x and dy. */
export function filterGradientKernel(stock: KernelFunc): KernelFunc {
  return (call) => filterGradient(call, null) ?? stock(call)
}

/** CONV_FILTER_GRADIENT of src/worker/gan/kernels/fused.ts. */
export const filterGradientWithSumsKernel: KernelFunc = (call) => {
  const { dy } = call.inputs as { dy: TensorInfo }
  const sums = room(gpuOf(call.backend), [dy.shape.at(-1) ?? 0])
  return [needed(filterGradient(call, sums)), sums]
}

type Call = Parameters<KernelFunc>[0]

function convolve(call: Call, finish: Finish): TensorInfo | null {
  const { x, filter } = call.inputs as { x: TensorInfo; filter: TensorInfo }
  const geometry = geometryOf(x.shape as Shape4, filter.shape as Shape4, attributesOf(call.attrs))
  if (geometry === null || x.dtype !== 'float32') return null
  const backend = gpuOf(call.backend)
  const { channels, rows, columns, out: outChannels, kernelHeight, kernelWidth } = geometry.uniforms
  const pixels = geometry.batch * rows * columns
  const threads = (height: number) => Math.ceil(pixels / (4 * height)) * Math.ceil(outChannels / 4)
  const packed = channels % 4 === 0
  const terms = kernelHeight * kernelWidth * channels
  const stage = staged({
    ...{ rows: pixels, columns: outChannels, terms, parts: 1 },
    across: { rows: true, columns: false },
  })
  const by = (plan: HeightPlan, ending: Finish, from: TensorInfo, weights: TensorInfo) => {
    const work = {
      inputs: { x: operand(from, packed), weights: operand(weights, outChannels % 4 === 0) },
      out: operand(room(backend, geometry.outShape), outChannels % 4 === 0),
      finish: ending,
      columns: outChannels,
    }
    const integers = { ...geometry.uniforms, pixels }
    if (plan.staged === 1) {
      return run(backend, {
        ...work,
        name: 'staged convolve',
        code: [stagedConvolve, stagedCode].join('\n'),
        height: 1,
        constants: { ...stage.constants, SUMS: 0 },
        integers: { ...integers, ...stage.integers, terms },
        threads: stage.threads,
        cost: stage.cost,
      })
    }
    const { height } = plan
    return run(backend, {
      ...work,
      name: 'convolve',
      code: convolveCode,
      height,
      constants: { HEIGHT: height, PACKED: packed },
      integers,
      threads: threads(height),
      cost: 16 * height * terms,
    })
  }
  const plan = choose(backend, {
    key: keyOf('convolve', geometry),
    plans: heightPlans(threads, { columns: outChannels, terms }, isSoftware(backend)),
    shapes: [x.shape, filter.shape],
    run: (tried, [from = x, weights = filter]) => [by(tried, NO_FINISH, from, weights)],
  })
  return by(plan, finish, x, filter)
}

function convTranspose(call: Call, finish: Finish): TensorInfo | null {
  const { dy, filter } = call.inputs as { dy: TensorInfo; filter: TensorInfo }
  const attributes = attributesOf(call.attrs)
  const { inputShape } = attributes
  const geometry =
    inputShape === undefined ? null : geometryOf(inputShape, filter.shape as Shape4, attributes)
  if (inputShape === undefined || geometry === null) return null
  const backend = gpuOf(call.backend)
  const { height: side, width, channels, out: inner, strideX, strideY } = geometry.uniforms
  const { kernelHeight, kernelWidth } = geometry.uniforms
  const lines = geometry.batch * side
  const inLine = Math.ceil(width / strideX)
  const quads = (height: number) => Math.ceil(inLine / (4 * height))
  const threads = (height: number) => lines * strideX * quads(height) * Math.ceil(channels / 4)
  // Quadruples that reach past the end of a line are computed in vain.
  const full = (height: number) => quads(height) * height <= Math.ceil(inLine / 4)
  const packed = inner % 4 === 0
  const places = [Math.ceil(kernelHeight / strideY), Math.ceil(kernelWidth / strideX)] as const
  const terms = places[0] * places[1] * inner
  const [classRows, classColumns] = [Math.ceil(side / strideY), inLine]
  const rowsInAll = geometry.batch * classRows * classColumns
  const stage = staged({
    ...{ rows: rowsInAll, columns: channels, terms, parts: strideY * strideX },
    across: { rows: true, columns: true },
  })
  const by = (plan: HeightPlan, ending: Finish, from: TensorInfo, weights: TensorInfo) => {
    const work = {
      inputs: { dy: operand(from, packed), weights: operand(weights, packed) },
      out: operand(room(backend, inputShape), channels % 4 === 0),
      finish: ending,
      columns: channels,
    }
    if (plan.staged === 1) {
      const integers = { terms, classRows, classColumns, rowsInAll, placesWide: places[1] }
      return run(backend, {
        ...work,
        name: 'staged spread',
        code: [stagedSpread, stagedCode].join('\n'),
        height: 1,
        constants: { ...stage.constants, SUMS: 0 },
        integers: { ...geometry.uniforms, ...integers, ...stage.integers },
        threads: stage.threads,
        cost: stage.cost,
      })
    }
    const { height } = plan
    return run(backend, {
      ...work,
      name: 'spread',
      code: spreadCode,
      height,
      constants: { HEIGHT: height, PACKED: packed, SINGLE: channels === 1 },
      integers: { ...geometry.uniforms, lines, quads: quads(height) },
      threads: threads(height),
      cost: 16 * height * terms,
    })
  }
  const plan = choose(backend, {
    key: keyOf('spread', geometry),
    plans: heightPlans(
      (tall) => (full(tall) ? threads(tall) : 0),
      { columns: channels, terms },
      isSoftware(backend),
    ),
    shapes: [dy.shape, filter.shape],
    run: (tried, [from = dy, weights = filter]) => [by(tried, NO_FINISH, from, weights)],
  })
  return by(plan, finish, dy, filter)
}

/** @param sums room for dy's sum per channel; null where it is not asked for */
function filterGradient(call: Call, sums: TensorInfo | null): TensorInfo | null {
  const { x, dy } = call.inputs as { x: TensorInfo; dy: TensorInfo }
  const attributes = attributesOf(call.attrs)
  const { filterShape } = attributes
  const geometry = filterShape === undefined ? null : geometryOf(x.shape as Shape4, filterShape, attributes)
  if (filterShape === undefined || geometry === null) return null
  const backend = gpuOf(call.backend)
  const work = { geometry, filterShape }
  const plan = choose(backend, {
    key: `${keyOf('correlate', geometry)} ${sums !== null}`,
    plans: filterPlans(geometry, isSoftware(backend)),
    shapes: [x.shape, dy.shape, ...(sums === null ? [] : [sums.shape])],
    run: (tried, [from = x, upstream = dy, totals = null]) => [
      filterGradientBy(backend, tried, { ...work, x: from, dy: upstream, sums: totals }),
    ],
  })
  return filterGradientBy(backend, plan, { ...work, x, dy, sums })
}

interface Correlation {
  readonly geometry: Geometry
  readonly filterShape: Shape4
  readonly x: TensorInfo
  readonly dy: TensorInfo
  readonly sums: TensorInfo | null
}

function filterGradientBy(
  backend: Gpu,
  { staged: stages, height, shared, parts, span }: FilterPlan,
  { geometry, filterShape, x, dy, sums }: Correlation,
): TensorInfo {
  const out = room(backend, filterShape)
  const whole = parts === 1
  const { uniforms, batch } = geometry
  const rows = filterRows(uniforms)
  const writtenRows = whole || sums === null ? rows : rows + 1
  const partial = whole ? out : room(backend, [parts, writtenRows, uniforms.out])
  const packed = uniforms.channels % (4 * height) === 0
  const totals = [totalNone, totalAlso, totalRow]
  const kind = sums === null ? 0 : whole ? 1 : 2
  const work = {
    inputs: { x: operand(x, packed), dy: operand(dy, uniforms.out % 4 === 0) },
    out: operand(partial, uniforms.out % 4 === 0),
    also: kind === 1 ? sums : null,
    integers: { ...uniforms, lines: batch * uniforms.rows, span, parts, filterRows: rows, writtenRows },
  }
  if (stages === 1) {
    const across = { rows: false, columns: false }
    const terms = span * uniforms.columns
    const stage = staged({ rows, columns: uniforms.out, terms, parts, across })
    run(backend, {
      ...work,
      name: 'staged correlate',
      code: [totals[kind], stagedCorrelate, stagedCode].join('\n'),
      height: 1,
      constants: { ...stage.constants, SUMS: kind },
      integers: { ...work.integers, ...stage.integers },
      threads: stage.threads,
      cost: stage.cost,
    })
  } else {
    run(backend, {
      ...work,
      name: 'correlate',
      code: [shared > 1 ? combineCode : combineNone, totals[kind], correlateCode].join('\n'),
      height,
      constants: { HEIGHT: height, PACKED: packed, PARTS: shared, SUMS: kind },
      threads: filterTiles(geometry, height) * parts * shared,
      cost: (16 * height * span * uniforms.columns) / shared,
    })
  }
  if (whole) return out
  return sumParts(backend, { partial, matrices: 1, parts, columns: uniforms.out }, out, NO_FINISH, sums)
}

function keyOf(kernel: string, { batch, uniforms }: Geometry): string {
  return [kernel, batch, ...Object.values(uniforms)].join(' ')
}

interface Work extends Pick<Program, 'name' | 'code' | 'constants' | 'integers'> {
  readonly height: number
  readonly inputs: Readonly<Record<string, Operand>>
  readonly out: Operand
  /** Second result. */
  readonly also?: TensorInfo | null
  readonly finish?: Finish
  /** Row length of the result, for the ending. */
  readonly columns?: number
  readonly threads: number
  /** Multiply-adds of a thread. */
  readonly cost: number
}

function run(backend: Gpu, work: Work): TensorInfo {
  const { name, code, height, constants, inputs, out, also = null, finish, columns = 0, integers } = work
  const end = finish === undefined ? null : finishing(finish, columns)
  const program = {
    name: end === null ? name : `${name} ${end.name}`,
    code: [accessCode(inputs, out), end?.code, repeatLines(code, 'QUAD', height)].join('\n'),
    constants: end === null ? constants : { ...constants, FINISH: end.needed },
    reads: { ...inputs, ...end?.reads },
    writes: out,
    floats: { slope: finish?.slope ?? 1 },
  }
  inDispatches(Math.ceil(work.threads / GROUP), GROUP * work.cost, (firstGroup, groups) => {
    const whole = { ...program, integers: { ...integers, period: columns, firstGroup }, groups }
    if (also === null) runProgram(backend, whole)
    else runForTwo(backend, whole, also)
  })
  return out.tensor
}

function operand(tensor: TensorInfo, packed: boolean): Operand {
  return { tensor, packed }
}

/** Our own layers ask for nothing that is left to tfjs. */
function needed(result: TensorInfo | null): TensorInfo {
  if (result === null) throw new Error('A convolution of a kind that has no fused kernel.')
  return result
}
