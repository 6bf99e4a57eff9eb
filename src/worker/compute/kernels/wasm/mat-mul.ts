/**
 * BatchMatMul and _FusedMatMul. tfjs' own are fast only where nothing is transposed, and every gradient of a product has a
 * transposed factor.
 */
import { broadcast_util, type KernelFunc, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs'
import { addressOf, asWasm, sizeOf, type WasmBackend } from './heap.ts'
import { SUM_COLUMNS } from './code/sum-rows.ts'
import { type Matrix, multiplyTiles } from './multiply.ts'
import { shareOf, tileShareOf, worthOf, worthOfNumbers } from './parts.ts'
import type { Toolbox } from './toolbox.ts'

type Inputs = Readonly<Record<string, TensorInfo | undefined>>

/** Slope below zero of the activations we can apply; others are left to tfjs. */
function slopeOf(attributes: NamedAttrMap | undefined): number | null {
  const activation = attributes?.['activation'] ?? 'linear'
  if (activation === 'linear') return 1
  if (activation === 'relu') return 0
  return activation === 'leakyrelu' ? Number(attributes?.['leakyreluAlpha'] ?? 0.2) : null
}

/** The kernel, given tfjs' own for the cases that are left to it. */
export function matMulKernel(tools: Toolbox, stock: KernelFunc): KernelFunc {
  return (call) => {
    const { a, b, bias } = call.inputs as Inputs
    const attributes = call.attrs
    const slope = slopeOf(attributes)
    const shape = a === undefined || b === undefined ? null : productShape(a, b, attributes)
    if (a === undefined || b === undefined || shape === null || slope === null || !plainBias(bias, shape.n)) {
      return stock(call)
    }
    const backend = asWasm(call.backend)
    const out = backend.makeOutput([...shape.outer, shape.m, shape.n], 'float32')
    runProducts(tools, backend, shape, a, b, out)
    const rows = shape.count * shape.m
    if (bias !== undefined || slope !== 1) {
      const result = addressOf(backend, out)
      const biasAddress = bias === undefined ? 0 : addressOf(backend, bias)
      tools.together(worthOfNumbers(rows * shape.n, rows), (own, part, parts) => {
        const [first, end] = shareOf(rows, part, parts)
        const at = result + 4 * shape.n * first
        own.finishRows(end - first, shape.n, at, at, biasAddress, slope)
      })
    }
    return out
  }
}

interface ProductShape {
  readonly m: number
  readonly n: number
  readonly k: number
  readonly transposeA: boolean
  readonly transposeB: boolean
  /** Leading dimensions of the result. */
  readonly outer: readonly number[]
  readonly count: number
}

/** Null for what is left to tfjs: other types than float, and empty matrices. */
function productShape(
  a: TensorInfo,
  b: TensorInfo,
  attributes: NamedAttrMap | undefined,
): ProductShape | null {
  if (a.dtype !== 'float32' || b.dtype !== 'float32') return null
  const transposeA = attributes?.['transposeA'] === true
  const transposeB = attributes?.['transposeB'] === true
  const [aRows = 0, aColumns = 0] = a.shape.slice(-2)
  const [bRows = 0, bColumns = 0] = b.shape.slice(-2)
  const [m, k] = transposeA ? [aColumns, aRows] : [aRows, aColumns]
  const n = transposeB ? bRows : bColumns
  const outer = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2))
  const count = sizeOf(outer)
  return m * n * k * count === 0 ? null : { m, n, k, transposeA, transposeB, count, outer }
}

function runProducts(
  tools: Toolbox,
  backend: WasmBackend,
  shape: ProductShape,
  a: TensorInfo,
  b: TensorInfo,
  out: TensorInfo,
): void {
  const { m, n, k, count, outer, transposeA, transposeB } = shape
  const [left, right, result] = [a, b, out].map((tensor) => addressOf(backend, tensor)) as [
    number,
    number,
    number,
  ]
  for (let i = 0; i < count; i++) {
    const matrixA: Matrix = {
      address: left + 4 * m * k * sourceOf(i, outer, a.shape.slice(0, -2)),
      rowBytes: 4 * (transposeA ? m : k),
      transposed: transposeA,
    }
    const matrixB: Matrix = {
      address: right + 4 * n * k * sourceOf(i, outer, b.shape.slice(0, -2)),
      rowBytes: 4 * (transposeB ? k : n),
      transposed: transposeB,
    }
    const made = result + i * 4 * m * n
    if (m === 1 && !transposeB) {
      sumRows(tools, n, k, matrixA, matrixB, made)
      continue
    }
    tools.together(worthOf(m * Math.max(n, NARROWEST) * k, m), (own, part, parts) => {
      const [from, end] = tileShareOf(m, part, parts, own.tileRows)
      if (from >= end) return
      const some = { ...matrixA, address: matrixA.address + from * (transposeA ? 4 : matrixA.rowBytes) }
      multiplyTiles(own, end - from, n, k, some, matrixB, made + 4 * from * n, false)
    })
  }
}

/** Columns that a product costs as many as, where it has fewer: what is not filled of a tile is computed in vain. */
const NARROWEST = 8

/** A product of one row, cut by columns. */
function sumRows(tools: Toolbox, n: number, k: number, a: Matrix, b: Matrix, y: number): void {
  const stretches = Math.ceil(n / SUM_COLUMNS)
  const [step, { address, rowBytes }] = [a.transposed ? a.rowBytes : 4, b]
  tools.together(worthOfNumbers(n * k, stretches), (own, part, parts) => {
    const [from, end] = shareOf(stretches, part, parts).map((stretch) =>
      Math.min(n, stretch * SUM_COLUMNS),
    ) as [number, number]
    own.weighRows(k, end - from, a.address, step, address + 4 * from, rowBytes, y + 4 * from)
  })
}

/** Which matrix of a factor goes into matrix `i` of the result: dimensions of length one are repeated. */
function sourceOf(i: number, outer: readonly number[], own: readonly number[]): number {
  let index = 0
  let stride = 1
  let rest = i
  for (let back = 1; back <= outer.length; back++) {
    const length = outer.at(-back) ?? 1
    const ownLength = back <= own.length ? (own.at(-back) ?? 1) : 1
    if (ownLength > 1) index += (rest % length) * stride
    stride *= ownLength
    rest = Math.floor(rest / length)
  }
  return index
}

function plainBias(bias: TensorInfo | undefined, n: number): boolean {
  return bias === undefined || sizeOf(bias.shape) === n
}
