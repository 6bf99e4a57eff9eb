/** Products of matrices as kernels of tfjs, each by the plan that was chosen for its shape. */
import { broadcast_util, type KernelFunc, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs'
import { type Finish, NO_FINISH } from '../access/access.ts'
import { choose } from '../lib/choose.ts'
import { endingOf, stockEndingOf } from '../access/ending.ts'
import { productClaim } from './mat-mul-claim.ts'
import { type Product, productPlans } from './mat-mul-plan.ts'
import { MOST_OUTER, multiplyBy } from './mat-mul-run.ts'
import { type Gpu, gpuOf, room, sizeOf } from '../lib/program.ts'
import { extrasOf, isSoftware } from '../lib/traits.ts'

type Inputs = Readonly<Record<string, TensorInfo | undefined>>

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
      extras: extrasOf(backend),
    }),
    shapes: [a.shape, b.shape, ...(sums === null ? [] : [sums.shape])],
    // An ending costs the same by every plan.
    run: (tried, [left = a, right = b, totals = null]) => [
      multiplyBy(backend, tried, { product, a: left, b: right, finish: NO_FINISH, sums: totals }),
    ],
    claim: (tried) => productClaim(backend, tried),
  })
  return multiplyBy(backend, plan, { product, a, b, finish, sums })
}
