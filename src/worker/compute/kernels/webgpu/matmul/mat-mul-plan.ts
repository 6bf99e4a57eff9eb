/** How a product is cut into tiles, parts and groups of threads. Plain arithmetic. */
import { distinct } from '../lib/choose.ts'
import { GROUP } from '../lib/program.ts'
import { FOURS, foursHeights } from '../lib/fours.ts'
import { byLanes, splitSum } from '../lib/plan.ts'
import type { Extras } from '../lib/traits.ts'

export interface Product {
  readonly m: number
  readonly n: number
  readonly k: number
  readonly transposeA: boolean
  readonly transposeB: boolean
  /** Leading dimensions of the result. */
  readonly outer: readonly number[]
}

export type ProductPlan = {
  /** 1: by way of shared memory, and nothing below applies; 0: straight into registers. */
  readonly cached: number
  /** 1: in half precision; only by way of shared memory. */
  readonly half: number
  /** 1: by subgroups of four that pass on what they read; straight into registers, whole and unshared. */
  readonly fours: number
  /** Quadruples of rows in a thread's tile: 1, 2 or 4. */
  readonly height: number
  /** Threads of a group that share a tile: 1, 2, … 64. */
  readonly shared: number
  /** 1: those threads add up within their subgroups; 0: in shared memory. */
  readonly lanes: number
  /** Parts of the sum that separate groups add up and memory puts together. */
  readonly parts: number
  /** Terms in a part. */
  readonly span: number
}

/** Threads that keep a GPU busy, and a processor: there they are only wanted for its cores. */
const ENOUGH_THREADS = { gpu: 2048, processor: 512 }

/** Terms that one thread adds up, at least (where sums are split) and at most: long chains lose digits. */
const SHORTEST_PART = 64
const LONGEST_PART = 8192

/** Terms of a sum that make a tall tile worth compiling on a processor. */
const FEWEST_TERMS = 16

/** Sensible without measuring. */
export function planProduct({ m, n, k }: Product, matrices: number, onProcessor: boolean): ProductPlan {
  const enough = onProcessor ? ENOUGH_THREADS.processor : ENOUGH_THREADS.gpu
  const tiles = (height: number) => matrices * Math.ceil(m / (4 * height)) * Math.ceil(n / 4)
  // Tall tiles read less; on a GPU they are worth it only where threads abound. A processor takes longer to compile them than
  // they can gain where there are few terms to read.
  const [tall, middling] = onProcessor ? [k < FEWEST_TERMS ? Infinity : 128, 128] : [4 * enough, 2 * enough]
  const height = m % 16 === 0 && tiles(4) >= tall ? 4 : m % 8 === 0 && tiles(2) >= middling ? 2 : 1
  const wanted = Math.ceil(enough / tiles(height))
  return withShared(k, height, wanted)
}

/**
 * All that may be worth trying, the sensible one first. On a processor only the height of a tile: it leaves every sum in
 * its order, so that a run gives the same numbers whatever was chosen.
 */
export function productPlans(
  product: Product,
  matrices: number,
  { onProcessor, withSums, extras }: { onProcessor: boolean; withSums: boolean; extras: Extras },
): ProductPlan[] {
  const sensible = planProduct(product, matrices, onProcessor)
  const { m, n, k } = product
  const heights = [1, 2, 4].filter((height) => height === 1 || m >= 4 * height)
  const whole = heights.map((height) => ({
    ...PLAIN,
    height,
    span: 4 * Math.ceil(k / 4),
  }))
  if (onProcessor) {
    if (sensible.shared * sensible.parts > 1) return [sensible]
    const fours = extras.fours ? inFours(product, matrices) : []
    return distinct([...fours, sensible, ...whole])
  }
  const tiles = matrices * Math.ceil(m / 4) * Math.ceil(n / 4)
  const split = [1, 4].map((more) => withShared(k, 1, Math.ceil((more * ENOUGH_THREADS.gpu) / tiles)))
  const stages = !withSums && k <= LONGEST_PART
  const direct = [sensible, ...(k <= LONGEST_PART ? whole : []), ...split]
  return distinct([
    ...direct,
    ...(extras.subgroups ? direct.filter(({ shared }) => shared > 1).map(byLanes) : []),
    ...(stages ? [staging(k, 0)] : []),
    ...(stages && extras.half ? [staging(k, 1)] : []),
  ])
}

const PLAIN = { cached: 0, half: 0, fours: 0, height: 1, shared: 1, lanes: 0, parts: 1 } as const

/** By subgroups of four. What is stored in rows that are no multiples of four is left to others. */
function inFours({ m, n, k, transposeA }: Product, matrices: number): ProductPlan[] {
  if (n % 4 > 0 || n < FOURS.columns || k % 4 > 0 || (transposeA && m % 4 > 0)) return []
  const tiles = (height: number) =>
    m < FOURS.rows * height
      ? 0
      : matrices * Math.ceil(m / (FOURS.rows * height)) * Math.ceil(n / FOURS.columns)
  return foursHeights(tiles).map((height) => ({ ...PLAIN, fours: 1, height, span: k }))
}

/** By way of shared memory. */
export function staging(k: number, half: number): ProductPlan {
  return { ...PLAIN, cached: 1, half, span: k }
}

/** A plan in which `wanted` threads share a tile, in groups of their own as far as a group reaches. */
export function withShared(k: number, height: number, wanted: number): ProductPlan {
  // Where tiles are tall there are threads enough.
  const worthwhile = height > 1 ? 1 : Math.max(1, Math.min(wanted, Math.floor(k / SHORTEST_PART)))
  const shared = 2 ** Math.floor(Math.log2(Math.min(GROUP, worthwhile)))
  const { parts, span } = splitSum({
    wanted: Math.ceil(worthwhile / shared),
    terms: k,
    unit: 4,
    shortest: SHORTEST_PART * shared,
    longest: LONGEST_PART,
  })
  return { ...PLAIN, height, shared, parts, span }
}
