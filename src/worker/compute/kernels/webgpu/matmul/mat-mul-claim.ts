/** What products by subgroups and in half precision have to be proved to do: awkward shapes, stored either way. */
import type { TensorInfo } from '@tensorflow/tfjs'
import type { Claim } from '../../../tuning/tuner.ts'
import { NO_FINISH } from '../access/access.ts'
import { type Gpu, room } from '../lib/program.ts'
import { byLanes } from '../lib/plan.ts'
import { type Case, claimOf } from '../lib/proof.ts'
import { multiplyBy } from './mat-mul-run.ts'
import { type Product, type ProductPlan, staging, withShared } from './mat-mul-plan.ts'

const ONE: Omit<Product, 'm' | 'n' | 'k'> = { transposeA: false, transposeB: false, outer: [] }

/** Edges of tiles on all sides, whole quadruples and none, and more than one matrix. */
const PRODUCTS: readonly Product[] = [
  { ...ONE, m: 40, n: 36, k: 300 },
  { ...ONE, m: 33, n: 35, k: 130, transposeA: true },
  { ...ONE, m: 64, n: 9, k: 520, transposeB: true },
  { ...ONE, m: 9, n: 7, k: 131, transposeA: true, transposeB: true },
  { ...ONE, m: 33, n: 36, k: 20, outer: [3] },
]

/** Threads that share a tile: fewer than a subgroup has, about as many, and all. */
const SHARED = [2, 4, 16, 64]

/** Null for what needs no proof. */
export function productClaim(backend: Gpu, plan: ProductPlan): Claim | null {
  if (plan.half === 1) {
    const name = 'product in half precision'
    return claimOf(backend, name, true, () =>
      PRODUCTS.map((product) => caseOf(backend, product, staging(product.k, 1), false)),
    )
  }
  if (plan.lanes === 1) {
    const name = 'product by subgroups'
    return claimOf(backend, name, false, () => SHARED.map((shared, i) => sharedCase(backend, shared, i)))
  }
  return null
}

function sharedCase(backend: Gpu, shared: number, i: number): Case {
  const product = { ...ONE, m: 9, n: i % 2 === 0 ? 7 : 8, k: 64 * shared + 3, transposeA: i % 2 === 0 }
  return caseOf(backend, product, byLanes(withShared(product.k, 1, shared)), true)
}

function caseOf(backend: Gpu, product: Product, plan: ProductPlan, withSums: boolean): Case {
  const { m, n, k, transposeA, transposeB, outer } = product
  const whole: ProductPlan = { ...staging(k, 0), cached: 0, span: 4 * Math.ceil(k / 4) }
  const by =
    (used: ProductPlan) =>
    ([a, b]: readonly TensorInfo[]) => {
      if (a === undefined || b === undefined) throw new Error('A product of nothing.')
      const sums = withSums ? room(backend, [n]) : null
      const result = multiplyBy(backend, used, { product, a, b, finish: NO_FINISH, sums })
      return sums === null ? [result] : [result, sums]
    }
  return {
    shapes: [
      [...outer, ...(transposeA ? [k, m] : [m, k])],
      [...outer.slice(1), ...(transposeB ? [n, k] : [k, n])],
    ],
    terms: k,
    variant: by(plan),
    reference: by(whole),
  }
}
