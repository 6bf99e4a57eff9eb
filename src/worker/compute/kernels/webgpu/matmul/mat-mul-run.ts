/**
 * Products of matrices by a plan: register tiles; shared memory where several threads share a tile, or where a device was
 * measured to gain from it. Barriers are very dear on software adapters. Chooses no plan.
 */
import type { TensorInfo } from '@tensorflow/tfjs'
import { accessCode, type Finish, finishing, NO_FINISH } from '../access/access.ts'
import combineCode from '../tiles/combine.wgsl?raw'
import combineLanes from '../tiles/combine-lanes.wgsl?raw'
import combineNone from '../tiles/combine-none.wgsl?raw'
import { repeatLines } from '../lib/lines.ts'
import code from './mat-mul.wgsl?raw'
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
  { m, n, k, transposeA, transposeB, outer }: Product,
  { cached, half, height, shared, lanes, parts, span }: ProductPlan,
  [a, b]: readonly [TensorInfo, TensorInfo],
  { out, finish, also, rows }: Target,
): void {
  const own: Record<string, Operand> = {
    a: { tensor: a, packed: (transposeA ? m : k) % 4 === 0 },
    b: { tensor: b, packed: (transposeB ? k : n) % 4 === 0 },
  }
  const writes = { tensor: out, packed: n % 4 === 0 }
  const end = finishing(finish, n)
  const tiles = GROUP / shared
  const wide = Math.min(8, tiles, 2 ** Math.ceil(Math.log2(Math.ceil(n / 4))))
  const high = tiles / wide
  const matrices = sizeOf(outer)
  const across = { rows: !transposeA, columns: transposeB }
  const stage = staged({ rows: m, columns: n, terms: k, parts: matrices, across })
  const groups =
    cached === 1
      ? stage.groups
      : Math.ceil(n / (4 * wide)) * Math.ceil(m / (4 * height * high)) * matrices * parts
  const sums = also !== null ? 1 : rows > m ? 2 : 0
  const enables: readonly Extension[] = half === 1 ? ['f16'] : lanes === 1 ? ['subgroups'] : []
  const program = {
    name: `matMul ${cached === 1 ? 'cached' : 'direct'} ${end.name}`,
    code: [
      accessCode(own, writes),
      end.code,
      placesCode,
      ...(cached === 1
        ? [stagedProduct, stagedCode(half)]
        : [
            shared > 1 ? [combineCode, combineLanes][lanes] : combineNone,
            [totalNone, totalAlso, totalRow][sums],
            repeatLines(code, 'QUAD', height),
          ]),
    ].join('\n'),
    enables,
    constants: {
      TRANSPOSED_A: transposeA,
      TRANSPOSED_B: transposeB,
      HEIGHT: height,
      WIDE: wide,
      PARTS: shared,
      TAIL: k % 4 > 0 || span % 4 > 0,
      BATCHED: matrices > 1,
      FINISH: end.needed,
      SUMS: sums,
      ...(cached === 1 ? stage.constants : {}),
    },
    reads: { ...own, ...end.reads },
    writes,
    floats: { slope: finish.slope },
  }
  const integers = {
    ...{ m, n, k, span, parts, matrices, rows, period: n },
    outer: padded(outer, 1),
    strideA: padded(stridesOf(a.shape.slice(0, -2), outer.length), 0),
    strideB: padded(stridesOf(b.shape.slice(0, -2), outer.length), 0),
    ...(cached === 1 ? stage.integers : {}),
  }
  inDispatches(groups, (GROUP * 16 * height * span) / shared, (firstGroup, count) => {
    const whole = { ...program, integers: { ...integers, firstGroup }, groups: count }
    runForAny(backend, whole, also)
  })
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
