/**
 * BatchMatMul and _FusedMatMul: register tiles without shared memory. Barriers are very dear on software adapters, and
 * the matrices of a GAN this small gain nothing from them on a GPU.
 */
import { broadcast_util, type KernelFunc, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs'
import { accessCode, type Finish, finishing, NO_FINISH } from './access.ts'
import code from './mat-mul.wgsl?raw'
import { inDispatches, splitSum } from './plan.ts'
import { GROUP, type Gpu, gpuOf, type Operand, room, runProgram, sizeOf } from './program.ts'
import { sumParts } from './sum-parts.ts'

type Inputs = Readonly<Record<string, TensorInfo | undefined>>

interface Product {
  readonly m: number
  readonly n: number
  readonly k: number
  readonly transposeA: boolean
  readonly transposeB: boolean
  /** Leading dimensions of the result. */
  readonly outer: readonly number[]
}

/** Outer dimensions the shader can follow. */
const MOST_OUTER = 4

/** Fewer threads than this leave a GPU idle. */
const ENOUGH_THREADS = 2048

/** Terms that one thread adds up, at least (where sums are split) and at most. */
const SHORTEST_PART = 64
const LONGEST_PART = 32_768

/** Rows from which a thread takes eight, not four, of them. */
const TALL = 128

/** The kernel, given tfjs' own for the cases that are left to it. */
export function matMulKernel(stock: KernelFunc): KernelFunc {
  return (call) => {
    const { a, b, bias } = call.inputs as Inputs
    const product = a === undefined || b === undefined ? null : productOf(a, b, call.attrs)
    const finish = product === null ? null : finishOf(bias, call.attrs, product.n)
    if (a === undefined || b === undefined || product === null || finish === null) return stock(call)
    return multiply(gpuOf(call.backend), product, a, b, finish)
  }
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

/** Null for what is left to tfjs: other activations, and biases of another shape than a row. */
function finishOf(
  bias: TensorInfo | undefined,
  attributes: NamedAttrMap | undefined,
  n: number,
): Finish | null {
  const slope = slopeOf(attributes)
  if (slope === null || (bias !== undefined && sizeOf(bias.shape) !== n)) return null
  return bias === undefined && slope === 1 ? NO_FINISH : { bias: bias ?? null, slope }
}

function slopeOf(attributes: NamedAttrMap | undefined): number | null {
  const activation = attributes?.['activation'] ?? 'linear'
  if (activation === 'linear') return 1
  if (activation === 'relu') return 0
  return activation === 'leakyrelu' ? Number(attributes?.['leakyreluAlpha'] ?? 0.2) : null
}

function multiply(backend: Gpu, product: Product, a: TensorInfo, b: TensorInfo, finish: Finish): TensorInfo {
  const { m, n, k, outer } = product
  const matrices = sizeOf(outer)
  const out = room(backend, [...outer, m, n])
  const tiles = matrices * Math.ceil(m / 4) * Math.ceil(n / 4)
  const split = splitSum({
    wanted: Math.ceil(ENOUGH_THREADS / tiles),
    terms: k,
    unit: 4,
    shortest: SHORTEST_PART,
    longest: LONGEST_PART,
  })
  if (split.parts === 1) {
    runTiles(backend, product, a, b, out, split, finish)
    return out
  }
  const partial = room(backend, [matrices, split.parts, m, n])
  runTiles(backend, product, a, b, partial, split, NO_FINISH)
  return sumParts(backend, { partial, matrices, parts: split.parts, columns: n }, out, finish)
}

function runTiles(
  backend: Gpu,
  { m, n, k, transposeA, transposeB, outer }: Product,
  a: TensorInfo,
  b: TensorInfo,
  out: TensorInfo,
  { parts, span }: { parts: number; span: number },
  finish: Finish,
): void {
  const own: Record<string, Operand> = {
    a: { tensor: a, packed: (transposeA ? m : k) % 4 === 0 },
    b: { tensor: b, packed: (transposeB ? k : n) % 4 === 0 },
  }
  const writes = { tensor: out, packed: n % 4 === 0 }
  const end = finishing(finish, n)
  const height = m >= TALL ? 2 : 1
  const wide = Math.min(8, 2 ** Math.ceil(Math.log2(Math.ceil(n / 4))))
  const high = GROUP / wide
  const matrices = sizeOf(outer)
  const groups = Math.ceil(n / (4 * wide)) * Math.ceil(m / (4 * height * high)) * matrices * parts
  const program = {
    name: `matMul ${end.name}`,
    code: [accessCode(own, writes), end.code, code].join('\n'),
    constants: {
      TRANSPOSED_A: transposeA,
      TRANSPOSED_B: transposeB,
      HEIGHT: height,
      WIDE: wide,
      BATCHED: matrices > 1,
      FINISH: end.needed,
    },
    reads: { ...own, ...end.reads },
    writes,
    floats: { slope: finish.slope },
  }
  const integers = {
    ...{ m, n, k, span, parts, matrices, columns: n },
    outer: padded(outer, 1),
    strideA: padded(stridesOf(a.shape.slice(0, -2), outer.length), 0),
    strideB: padded(stridesOf(b.shape.slice(0, -2), outer.length), 0),
  }
  inDispatches(groups, GROUP * 16 * height * span, (firstGroup, count) => {
    runProgram(backend, { ...program, integers: { ...integers, firstGroup }, groups: count })
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
