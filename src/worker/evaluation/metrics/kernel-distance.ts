/** Kernel distance (MMD² with a cubic kernel) between two sets of features: "KID" when the features are named with it. */
import { countRows, sameSpace, type Rows } from './rows.ts'
import { Allowance, type Sliced } from './slices.ts'

/**
 * Unbiased MMD² with k(x, y) = (x·y/d + 1)³ (Bińkowski et al. 2018), over all pairs at once instead of averaged subsets.
 * Zero on average for equal distributions, so it may be negative. Its value depends on the features: never compare
 * across feature nets, and never with published KID, which is over Inception's. Infinity when a row is not finite.
 * Cost (n²/2 + m²/2 + n·m)·d.
 */
export function* kernelDistance(real: Rows, fake: Rows): Sliced<number> {
  sameSpace(real, fake)
  const within = (yield* meanWithin(real)) + (yield* meanWithin(fake))
  const across = yield* meanAcross(real, fake)
  const value = within - 2 * across
  return Number.isFinite(value) ? value : Infinity
}

/** Mean kernel over pairs of different rows. */
function* meanWithin(rows: Rows): Sliced<number> {
  const count = countRows(rows, 2)
  const allowance = new Allowance()
  let total = 0
  for (let i = 1; i < count; i++) {
    for (let j = 0; j < i; j++) total += cubic(rows, i, rows, j)
    if (allowance.spend(i * rows.dimensions)) yield
  }
  return total / ((count * (count - 1)) / 2)
}

function* meanAcross(a: Rows, b: Rows): Sliced<number> {
  const left = countRows(a)
  const right = countRows(b)
  const allowance = new Allowance()
  let total = 0
  for (let i = 0; i < left; i++) {
    for (let j = 0; j < right; j++) total += cubic(a, i, b, j)
    if (allowance.spend(right * a.dimensions)) yield
  }
  return total / (left * right)
}

function cubic(a: Rows, i: number, b: Rows, j: number): number {
  const d = a.dimensions
  let dot = 0
  for (let k = 0; k < d; k++) dot += (a.values[i * d + k] ?? NaN) * (b.values[j * d + k] ?? NaN)
  return (dot / d + 1) ** 3
}
