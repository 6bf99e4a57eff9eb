/**
 * Products of matrices: register tiles; shared memory where several threads share a tile, or where a device was measured
 * to gain from it. Barriers are very dear on software adapters.
 */
import { broadcast_util, type KernelFunc, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs'
import { accessCode, type Finish, finishing, NO_FINISH } from '../access/access.ts'
import { choose } from '../lib/choose.ts'
import combineCode from '../tiles/combine.wgsl?raw'
import combineNone from '../tiles/combine-none.wgsl?raw'
import { endingOf, stockEndingOf } from '../access/ending.ts'
import { repeatLines } from '../lib/lines.ts'
import code from './mat-mul.wgsl?raw'
import placesCode from './mat-mul-places.wgsl?raw'
import { type Product, type ProductPlan, productPlans } from './mat-mul-plan.ts'
import { inDispatches } from '../lib/plan.ts'
import { GROUP, type Gpu, gpuOf, type Operand, room, runProgram, sizeOf } from '../lib/program.ts'
import { staged } from '../tiles/staged.ts'
import stagedCode from '../tiles/staged.wgsl?raw'
import stagedProduct from './staged-product.wgsl?raw'
import { sumParts } from '../tiles/sum-parts.ts'
import totalAlso from '../tiles/total-also.wgsl?raw'
import totalNone from '../tiles/total-none.wgsl?raw'
import totalRow from '../tiles/total-row.wgsl?raw'
import { isSoftware } from '../lib/traits.ts'
import { runForTwo } from '../lib/two-results.ts'

type Inputs = Readonly<Record<string, TensorInfo | undefined>>

/** Outer dimensions the shader can follow. */
const MOST_OUTER = 4

/** BatchMatMul and _FusedMatMul, given tfjs' own kernel for the cases that are left to it. */
export function matMulKernel(stock: KernelFunc): KernelFunc {
  return (call) => {
    const { a, b } = call.inputs as Inputs
    const product = a === undefined || b === undefined ? null : productOf(a, b, call.attrs)
    const finish = product === null ? null : stockEndingOf(call, product.n)
    if (a === undefined || b === undefined || product === null || finish === null) return stock(call)
    return multiply(gpuOf(call.backend), product, a, b, finish, null)
  }
}

/** PRODUCT of src/worker/gan/kernels/fused.ts. */
export const productKernel: KernelFunc = (call) => {
  const { a, b } = call.inputs as { a: TensorInfo; b: TensorInfo }
  const product = productOf(a, b, call.attrs)
  if (product === null) throw new Error('A product of empty matrices.')
  return multiply(gpuOf(call.backend), product, a, b, endingOf(call), null)
}

/** PRODUCT_GRADIENTS of src/worker/gan/kernels/fused.ts. */
export const productGradientsKernel: KernelFunc = ({ inputs, backend }) => {
  const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo }
  const product = productOf(x, dy, { transposeA: true })
  if (product === null) throw new Error('A product of empty matrices.')
  const gpu = gpuOf(backend)
  const sums = room(gpu, [product.n])
  return [multiply(gpu, product, x, dy, NO_FINISH, sums), sums]
}

/** Null for what is left to tfjs: other types than float, empty matrices, more dimensions than it has itself. */
function productOf(a: TensorInfo, b: TensorInfo, attributes: NamedAttrMap | undefined): Product | null {
  if (a.dtype !== 'float32' || b.dtype !== 'float32') return null
  const transposeA = attributes?.['transposeA'] === true
  const transposeB = attributes?.['transposeB'] === true
  const [aRows = 0, aColumns = 0] = a.shape.slice(-2)
  const [bRows = 0, bColumns = 0] = b.shape.slice(-2)
  const [m, k] = transposeA ? [aColumns, aRows] : [aRows, aColumns]
  const n = transposeB ? bRows : bColumns
  const outer = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2))
  if (m * n * k * sizeOf(outer) === 0 || outer.length > MOST_OUTER) return null
  return { m, n, k, transposeA, transposeB, outer }
}

/** @param sums room for Σ of B over k, [n]; null where it is not asked for */
function multiply(
  backend: Gpu,
  product: Product,
  a: TensorInfo,
  b: TensorInfo,
  finish: Finish,
  sums: TensorInfo | null,
): TensorInfo {
  const { m, n, k, transposeA, transposeB, outer } = product
  const plan = choose(backend, {
    key: ['product', m, n, k, outer, transposeA, transposeB, sums !== null].join(' '),
    plans: productPlans(product, sizeOf(outer), {
      onProcessor: isSoftware(backend),
      withSums: sums !== null,
    }),
    shapes: [a.shape, b.shape, ...(sums === null ? [] : [sums.shape])],
    // An ending costs the same by every plan.
    run: (tried, [left = a, right = b, totals = null]) => [
      multiplyBy(backend, tried, { product, a: left, b: right, finish: NO_FINISH, sums: totals }),
    ],
  })
  return multiplyBy(backend, plan, { product, a, b, finish, sums })
}

interface Factors {
  readonly product: Product
  readonly a: TensorInfo
  readonly b: TensorInfo
  readonly finish: Finish
  readonly sums: TensorInfo | null
}

function multiplyBy(backend: Gpu, plan: ProductPlan, { product, a, b, finish, sums }: Factors): TensorInfo {
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
  { cached, height, shared, parts, span }: ProductPlan,
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
  const program = {
    name: `matMul ${cached === 1 ? 'cached' : 'direct'} ${end.name}`,
    code: [
      accessCode(own, writes),
      end.code,
      placesCode,
      ...(cached === 1
        ? [stagedProduct, stagedCode]
        : [
            shared > 1 ? combineCode : combineNone,
            [totalNone, totalAlso, totalRow][sums],
            repeatLines(code, 'QUAD', height),
          ]),
    ].join('\n'),
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
    if (also === null) runProgram(backend, whole)
    else runForTwo(backend, whole, also)
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
