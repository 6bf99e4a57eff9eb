/**
 * The three convolutions by a plan: straight from their definitions in register tiles, or by way of shared memory. No patches
 * in memory. Chooses no plan.
 */
import type { TensorInfo } from '@tensorflow/tfjs'
import { accessCode, type Finish, finishing, NO_FINISH } from '../access/access.ts'
import combineCode from '../tiles/combine.wgsl?raw'
import combineLanes from '../tiles/combine-lanes.wgsl?raw'
import combineNone from '../tiles/combine-none.wgsl?raw'
import { filterFours, type FilterPlan, filterRows, filterTiles, type HeightPlan } from './convolution-plan.ts'
import convolveCode from './convolve.wgsl?raw'
import convolveFours from './convolve-fours.wgsl?raw'
import correlateCode from './filter-gradient.wgsl?raw'
import correlateFours from './filter-gradient-fours.wgsl?raw'
import type { Geometry, Shape4 } from './geometry.ts'
import keptCode from './kept.wgsl?raw'
import { FOURS, inFours } from '../lib/fours.ts'
import { repeatLines } from '../lib/lines.ts'
import { inDispatches } from '../lib/plan.ts'
import { GROUP, type Gpu, type Operand, type Program, room } from '../lib/program.ts'
import spreadCode from './conv-transpose.wgsl?raw'
import spreadFours from './conv-transpose-fours.wgsl?raw'
import { staged, stagedCode } from '../tiles/staged.ts'
import stagedConvolve from './staged-convolve.wgsl?raw'
import stagedCorrelate from './staged-filter-gradient.wgsl?raw'
import stagedSpread from './staged-conv-transpose.wgsl?raw'
import { sumParts } from '../tiles/sum-parts.ts'
import totalAlso from '../tiles/total-also.wgsl?raw'
import totalNone from '../tiles/total-none.wgsl?raw'
import totalRow from '../tiles/total-row.wgsl?raw'
import { runForAny } from '../lib/two-results.ts'

/** The operands of a convolution, or of its input's gradient, and what ends the result. */
export interface Convolving {
  readonly geometry: Geometry
  /** x, or dy. */
  readonly from: TensorInfo
  readonly weights: TensorInfo
  readonly finish: Finish
}

/** Threads that a plan's height takes. */
export function convolveThreads({ batch, uniforms }: Geometry, height: number): number {
  const { rows, columns, out } = uniforms
  return Math.ceil((batch * rows * columns) / (4 * height)) * Math.ceil(out / 4)
}

/** Tiles of subgroups of four; 0 where pixels and weights are not stored for them. */
export function convolveFoursTiles({ batch, uniforms }: Geometry, height: number): number {
  const { rows, columns, channels, out } = uniforms
  if (channels % 4 > 0 || out % 4 > 0 || out < FOURS.columns) return 0
  return Math.ceil((batch * rows * columns) / (FOURS.rows * height)) * Math.ceil(out / FOURS.columns)
}

export function convolveTerms({ uniforms }: Geometry): number {
  return uniforms.kernelHeight * uniforms.kernelWidth * uniforms.channels
}

export function convolveBy(
  backend: Gpu,
  { staged: stages, half, fours, height }: HeightPlan,
  { geometry, from, weights, finish }: Convolving,
): TensorInfo {
  const { channels, rows, columns, out } = geometry.uniforms
  const pixels = geometry.batch * rows * columns
  const packed = channels % 4 === 0
  const terms = convolveTerms(geometry)
  const work = {
    inputs: { x: operand(from, packed), weights: operand(weights, out % 4 === 0) },
    out: operand(room(backend, geometry.outShape), out % 4 === 0),
    finish,
    columns: out,
  }
  const integers = { ...geometry.uniforms, pixels }
  if (stages === 1) {
    const across = { rows: true, columns: false }
    const stage = staged({ rows: pixels, columns: out, terms, parts: 1, across })
    return run(backend, {
      ...work,
      name: 'staged convolve',
      code: [stagedConvolve, stagedCode(half)].join('\n'),
      enables: half === 1 ? ['f16'] : [],
      height: 1,
      constants: { ...stage.constants, SUMS: 0 },
      integers: { ...integers, ...stage.integers, terms },
      threads: stage.threads,
      cost: stage.cost,
    })
  }
  if (fours === 1) {
    const tiles = convolveFoursTiles(geometry, height)
    return run(backend, {
      ...work,
      ...foursOf('convolve', [keptCode, convolveFours], height, tiles, terms),
      integers,
    })
  }
  return run(backend, {
    ...work,
    name: 'convolve',
    code: [keptCode, convolveCode].join('\n'),
    height,
    constants: { HEIGHT: height, PACKED: packed },
    integers,
    threads: convolveThreads(geometry, height),
    cost: 16 * height * terms,
  })
}

/** Quadruples of pixels of x in a line that are a stride apart. */
function spreadQuads({ uniforms }: Geometry, height: number): number {
  return Math.ceil(Math.ceil(uniforms.width / uniforms.strideX) / (4 * height))
}

/** Threads that a plan's height takes. */
export function spreadThreads(geometry: Geometry, height: number): number {
  const { height: side, strideX, channels } = geometry.uniforms
  return geometry.batch * side * strideX * spreadQuads(geometry, height) * Math.ceil(channels / 4)
}

/** Tiles of subgroups of four, at one place in four pictures; 0 where what they read is not stored for them. */
export function spreadFoursTiles(geometry: Geometry, height: number): number {
  const { height: side, strideX, channels, out } = geometry.uniforms
  if (geometry.batch % 4 > 0 || out % 4 > 0 || channels % 4 > 0 || channels < FOURS.columns) return 0
  const places = (geometry.batch / 4) * side * strideX * spreadQuads(geometry, height)
  return places * Math.ceil(channels / FOURS.columns)
}

/** Quadruples that reach past the end of a line are computed in vain. */
export function spreadsFully(geometry: Geometry, height: number): boolean {
  const { width, strideX } = geometry.uniforms
  return spreadQuads(geometry, height) * height <= Math.ceil(Math.ceil(width / strideX) / 4)
}

/** Places of the kernel that a pixel of x sees, down and across. */
function spreadPlaces({ uniforms }: Geometry): readonly [number, number] {
  const { kernelHeight, kernelWidth, strideY, strideX } = uniforms
  return [Math.ceil(kernelHeight / strideY), Math.ceil(kernelWidth / strideX)]
}

export function spreadTerms(geometry: Geometry): number {
  const [down, across] = spreadPlaces(geometry)
  return down * across * geometry.uniforms.out
}

export function convTransposeBy(
  backend: Gpu,
  { staged: stages, half, fours, height }: HeightPlan,
  { geometry, from, weights, finish }: Convolving,
): TensorInfo {
  const { height: side, width, channels, out: inner, strideX, strideY } = geometry.uniforms
  const packed = inner % 4 === 0
  const terms = spreadTerms(geometry)
  const work = {
    inputs: { dy: operand(from, packed), weights: operand(weights, packed) },
    out: operand(room(backend, [geometry.batch, side, width, channels]), channels % 4 === 0),
    finish,
    columns: channels,
  }
  if (stages === 1) {
    const [classRows, classColumns] = [Math.ceil(side / strideY), Math.ceil(width / strideX)]
    const rowsInAll = geometry.batch * classRows * classColumns
    const [, placesWide] = spreadPlaces(geometry)
    const stage = staged({
      ...{ rows: rowsInAll, columns: channels, terms, parts: strideY * strideX },
      across: { rows: true, columns: true },
    })
    const integers = { terms, classRows, classColumns, rowsInAll, placesWide }
    return run(backend, {
      ...work,
      name: 'staged spread',
      code: [stagedSpread, stagedCode(half)].join('\n'),
      enables: half === 1 ? ['f16'] : [],
      height: 1,
      constants: { ...stage.constants, SUMS: 0 },
      integers: { ...geometry.uniforms, ...integers, ...stage.integers },
      threads: stage.threads,
      cost: stage.cost,
    })
  }
  const integers = {
    ...geometry.uniforms,
    lines: geometry.batch * side,
    quads: spreadQuads(geometry, height),
  }
  if (fours === 1) {
    const tiles = spreadFoursTiles(geometry, height)
    return run(backend, {
      ...work,
      ...foursOf('spread', [keptCode, spreadFours], height, tiles, terms),
      integers,
    })
  }
  return run(backend, {
    ...work,
    name: 'spread',
    code: [keptCode, spreadCode].join('\n'),
    height,
    constants: { HEIGHT: height, PACKED: packed, SINGLE: channels === 1 },
    integers,
    threads: spreadThreads(geometry, height),
    cost: 16 * height * terms,
  })
}

/** Of a filter's gradient. */
export interface Correlation {
  readonly geometry: Geometry
  readonly filterShape: Shape4
  readonly x: TensorInfo
  readonly dy: TensorInfo
  readonly sums: TensorInfo | null
}

export function filterGradientBy(
  backend: Gpu,
  { staged: stages, half, fours, height, shared, lanes, parts, span }: FilterPlan,
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
      code: [totals[kind], stagedCorrelate, stagedCode(half)].join('\n'),
      enables: half === 1 ? ['f16'] : [],
      height: 1,
      constants: { ...stage.constants, SUMS: kind },
      integers: { ...work.integers, ...stage.integers },
      threads: stage.threads,
      cost: stage.cost,
    })
  } else if (fours === 1) {
    const tiles = filterFours(geometry, height) * parts
    const way = foursOf('correlate', [totals[kind], correlateFours], height, tiles, span * uniforms.columns)
    run(backend, {
      ...work,
      ...way,
      constants: { ...way.constants, SUMS: kind },
    })
  } else {
    run(backend, {
      ...work,
      name: 'correlate',
      code: [shared > 1 ? [combineCode, combineLanes][lanes] : combineNone, totals[kind], correlateCode].join(
        '\n',
      ),
      enables: lanes === 1 ? ['subgroups'] : [],
      height,
      constants: { HEIGHT: height, PACKED: packed, PARTS: shared, SUMS: kind },
      threads: filterTiles(geometry, height) * parts * shared,
      cost: (16 * height * span * uniforms.columns) / shared,
    })
  }
  if (whole) return out
  return sumParts(backend, { partial, matrices: 1, parts, columns: uniforms.out }, out, NO_FINISH, sums)
}

/** By subgroups of four. */
function foursOf(
  name: string,
  code: readonly (string | undefined)[],
  height: number,
  tiles: number,
  terms: number,
) {
  return {
    name: `${name} fours`,
    code: inFours(code.join('\n'), height),
    enables: ['subgroups'] as const,
    height,
    constants: { HEIGHT: height },
    threads: 4 * tiles,
    cost: (FOURS.rows / 4) * FOURS.columns * height * terms,
  }
}

interface Work extends Pick<Program, 'name' | 'code' | 'enables' | 'constants' | 'integers'> {
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
  const {
    name,
    code,
    enables = [],
    height,
    constants,
    inputs,
    out,
    also = null,
    finish,
    columns = 0,
    integers,
  } = work
  const end = finish === undefined ? null : finishing(finish, columns)
  const program = {
    name: end === null ? name : `${name} ${end.name}`,
    code: [accessCode(inputs, out), end?.code, repeatLines(code, 'QUAD', height)].join('\n'),
    enables,
    constants: end === null ? constants : { ...constants, FINISH: end.needed },
    reads: { ...inputs, ...end?.reads },
    writes: out,
    floats: { slope: finish?.slope ?? 1 },
  }
  inDispatches(Math.ceil(work.threads / GROUP), GROUP * work.cost, (firstGroup, groups) => {
    const whole = { ...program, integers: { ...integers, period: columns, firstGroup }, groups }
    runForAny(backend, whole, also)
  })
  return out.tensor
}

function operand(tensor: TensorInfo, packed: boolean): Operand {
  return { tensor, packed }
}
