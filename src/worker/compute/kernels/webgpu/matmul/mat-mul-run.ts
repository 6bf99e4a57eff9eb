/**
 * Products of matrices by a plan: register tiles; shared memory where several threads share a tile, or where a device was
 * measured to gain from it. Barriers are very dear on software adapters. Chooses no plan.
 */
import type { TensorInfo } from '@tensorflow/tfjs'
import { accessCode, type Finish, finishing, NO_FINISH } from '../access/access.ts'
import combineCode from '../tiles/combine.wgsl?raw'
import combineLanes from '../tiles/combine-lanes.wgsl?raw'
import combineNone from '../tiles/combine-none.wgsl?raw'
import { FOURS, inFours } from '../lib/fours.ts'
import { repeatLines } from '../lib/lines.ts'
import code from './mat-mul.wgsl?raw'
import foursCode from './mat-mul-fours.wgsl?raw'
import placesCode from './mat-mul-places.wgsl?raw'
import type { Product, ProductPlan } from './mat-mul-plan.ts'
import { inDispatches } from '../lib/plan.ts'
import { type Extension, GROUP, type Gpu, type Operand, room, sizeOf } from '../lib/program.ts'
import { staged, stagedCode } from '../tiles/staged.ts'
import stagedProduct from './staged-product.wgsl?raw'
import { sumParts } from '../tiles/sum-parts.ts'
import totalAlso from '../tiles/total-also.wgsl?raw'
import totalNone from '../tiles/total-none.wgsl?raw'
import totalRow from '../tiles/total-row.wgsl?raw'
import { runForAny } from '../lib/two-results.ts'

/** Outer dimensions the shader can follow. */
export const MOST_OUTER = 4

export interface Factors {
  readonly product: Product
  readonly a: TensorInfo
  readonly b: TensorInfo
  readonly finish: Finish
  readonly sums: TensorInfo | null
}

export function multiplyBy(
  backend: Gpu,
  plan: ProductPlan,
  { product, a, b, finish, sums }: Factors,
): TensorInfo {
  const { m, n, outer } = product
  const matrices = sizeOf(outer)
  const out = room(backend, [...outer, m, n])
  if (plan.parts === 1) {
    runTiles(backend, product, plan, [a, b], { out, finish, also: sums, rows: m })
    return out
  }
  const rows = sums === null ? m : m + 1
  const partial = room(backend, [matrices, plan.parts, rows, n])
  runTiles(backend, product, plan, [a, b], { out: partial, finish: NO_FINISH, also: null, rows })
  return sumParts(backend, { partial, matrices, parts: plan.parts, columns: n }, out, finish, sums)
}

interface Target {
  readonly out: TensorInfo
  readonly finish: Finish
  readonly also: TensorInfo | null
  /** Rows of the result in memory, per part: one more than m where the sums follow them. */
  readonly rows: number
}

function runTiles(
  backend: Gpu,
  product: Product,
  plan: ProductPlan,
  [a, b]: readonly [TensorInfo, TensorInfo],
  { out, finish, also, rows }: Target,
): void {
  const { m, n, k, transposeA, transposeB, outer } = product
  const own: Record<string, Operand> = {
    a: { tensor: a, packed: (transposeA ? m : k) % 4 === 0 },
    b: { tensor: b, packed: (transposeB ? k : n) % 4 === 0 },
  }
  const writes = { tensor: out, packed: n % 4 === 0 }
  const end = finishing(finish, n)
  const matrices = sizeOf(outer)
  const sums = also !== null ? 1 : rows > m ? 2 : 0
  const way = wayOf(product, plan, sums)
  const program = {
    name: `matMul ${way.name} ${end.name}`,
    code: [accessCode(own, writes), end.code, placesCode, ...way.code].join('\n'),
    enables: way.enables,
    constants: {
      TRANSPOSED_A: transposeA,
      TRANSPOSED_B: transposeB,
      BATCHED: matrices > 1,
      FINISH: end.needed,
      SUMS: sums,
      ...way.constants,
    },
    reads: { ...own, ...end.reads },
    writes,
    floats: { slope: finish.slope },
  }
  const integers = {
    ...{ m, n, k, span: plan.span, parts: plan.parts, matrices, rows, period: n },
    outer: padded(outer, 1),
    strideA: padded(stridesOf(a.shape.slice(0, -2), outer.length), 0),
    strideB: padded(stridesOf(b.shape.slice(0, -2), outer.length), 0),
    ...way.integers,
  }
  inDispatches(way.groups, way.cost, (firstGroup, count) => {
    const whole = { ...program, integers: { ...integers, firstGroup }, groups: count }
    runForAny(backend, whole, also)
  })
}

/** What a plan makes of a product. */
interface Way {
  readonly name: string
  readonly code: readonly (string | undefined)[]
  readonly enables: readonly Extension[]
  readonly constants: Readonly<Record<string, number | boolean>>
  readonly integers?: Readonly<Record<string, number>>
  readonly groups: number
  /** Multiply-adds of a group. */
  readonly cost: number
}

/** @param sums as the shaders have it */
function wayOf(product: Product, plan: ProductPlan, sums: number): Way {
  if (plan.cached === 1) return stagedWay(product, plan)
  const { m, n, k } = product
  const { height, shared, lanes, parts, span, fours } = plan
  const totals = [totalNone, totalAlso, totalRow][sums]
  const matrices = sizeOf(product.outer)
  if (fours === 1) {
    const { wide, groups } = spread(
      GROUP / 4,
      Math.ceil(n / FOURS.columns),
      Math.ceil(m / (FOURS.rows * height)),
    )
    return {
      name: 'fours',
      code: [totals, inFours(foursCode, height)],
      enables: ['subgroups'],
      constants: { HEIGHT: height, WIDE: wide },
      groups: groups * matrices,
      cost: (GROUP / 4) * FOURS.rows * FOURS.columns * height * k,
    }
  }
  const { wide, groups } = spread(GROUP / shared, Math.ceil(n / 4), Math.ceil(m / (4 * height)))
  return {
    name: 'direct',
    code: [
      shared > 1 ? [combineCode, combineLanes][lanes] : combineNone,
      totals,
      repeatLines(code, 'QUAD', height),
    ],
    enables: lanes === 1 ? ['subgroups'] : [],
    constants: { HEIGHT: height, WIDE: wide, PARTS: shared, TAIL: k % 4 > 0 || span % 4 > 0 },
    groups: groups * matrices * parts,
    cost: (GROUP * 16 * height * span) / shared,
  }
}

/** By way of shared memory. */
function stagedWay({ m, n, k, transposeA, transposeB, outer }: Product, { half }: ProductPlan): Way {
  const across = { rows: !transposeA, columns: transposeB }
  const stage = staged({ rows: m, columns: n, terms: k, parts: sizeOf(outer), across })
  return {
    name: 'cached',
    code: [stagedProduct, stagedCode(half)],
    enables: half === 1 ? ['f16'] : [],
    constants: stage.constants,
    integers: stage.integers,
    groups: stage.groups,
    cost: GROUP * stage.cost,
  }
}

/** How the tiles of a group lie: as many side by side as there are, up to eight or half of them all. @returns and how many groups that takes */
function spread(tiles: number, across: number, down: number): { wide: number; groups: number } {
  const wide = Math.min(8, tiles, 2 ** Math.ceil(Math.log2(across)))
  return { wide, groups: Math.ceil(across / wide) * Math.ceil(down / (tiles / wide)) }
}

/** Matrices from one step along each outer dimension to the next; none where a dimension is repeated. */
function stridesOf(own: readonly number[], rank: number): number[] {
  const strides: number[] = []
  let stride = 1
  for (let back = 1; back <= rank; back++) {
    const length = back <= own.length ? (own.at(-back) ?? 1) : 1
    strides.unshift(length > 1 ? stride : 0)
    stride *= length
  }
  return strides
}

function padded(values: readonly number[], filling: number): number[] {
  return [...Array<number>(MOST_OUTER - values.length).fill(filling), ...values]
}
