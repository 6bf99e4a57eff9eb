/** Figures of how fakes fall into bins that were fitted on reals: effective modes, NDB, and the JS of the shares. */
import { jensenShannon } from './grid-divergence.ts'
import { binRows, sharesOf, type Bins } from './k-means.ts'
import type { Rows } from './rows.ts'

export interface BinFigures {
  /** exp(entropy of the shares of the samples that have a bin): 1 when all fall into one, K when spread evenly; 0 when none has a bin. */
  effectiveModes: number
  /**
   * exp(−KL(fakes‖reals)) over the bins: the share of the real mass that the fakes keep. m of K like modes give m/K however
   * many bins each fell into; equal samples give about 1 − (K−1)/2n. 0 when no fake has a bin.
   */
  kept: number
  /** Share of the real mass in bins that hold under an eighth of the fakes they are due: 0 when nothing is left out. */
  missing: number
  /** NDB/K: share of bins whose two proportions differ (z-test, α .05), [0, 1]. Two equal samples have about .05. */
  ndb: number
  /** Jensen–Shannon divergence of the shares, nats (as in NDB's own code). */
  js: number
  /** Share of ALL fakes in each bin, [K]. */
  shares: Float64Array
  samples: number
}

/** |z| beyond which two proportions differ at α = .05, two-tailed. */
const Z_LIMIT = 1.959964

/**
 * Bins n fakes and compares with the reals' shares. NDB: Richardson & Weiss 2018, gans-n-gmms utils/ndb.py; effective
 * modes: exponential of Shannon's entropy (Hill number of order 1), biased down by about a factor e^(−(K−1)/2n).
 * Cost n·K·d.
 */
export function binFigures(fakes: Rows, bins: Bins): BinFigures {
  const labels = binRows(fakes, bins)
  const shares = sharesOf(labels, bins.shares.length)
  return {
    effectiveModes: effectiveModes(shares),
    kept: keptShare(shares, bins.shares),
    missing: missingMass(shares, bins.shares),
    ndb: differentBins(bins.shares, bins.fittedOn, shares, labels.length) / shares.length,
    js: jensenShannon(bins.shares, shares),
    shares,
    samples: labels.length,
  }
}

/** exp(−Σ p ln p) over shares scaled to sum 1; 0 when there are none. */
export function effectiveModes(shares: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < shares.length; i++) total += shares[i] ?? 0
  if (total === 0) return 0
  let entropy = 0
  for (let i = 0; i < shares.length; i++) {
    const p = (shares[i] ?? 0) / total
    if (p > 0) entropy -= p * Math.log(p)
  }
  return Math.exp(entropy)
}

/** A bin with less than this part of its due share counts as left out: at 8 samples due, one that holds none. */
const LEFT_OUT = 1 / 8

/** Σ q over bins with p < q/8. Unlike `kept`, it does not mind how unevenly or blurred the rest is filled. */
export function missingMass(p: ArrayLike<number>, q: ArrayLike<number>): number {
  let missing = 0
  for (let i = 0; i < q.length; i++) {
    const due = q[i] ?? 0
    if ((p[i] ?? 0) < LEFT_OUT * due) missing += due
  }
  return missing
}

/** exp(−Σ p ln(p/q)), p scaled to sum 1; 0 when p is empty or falls where q has nothing. */
export function keptShare(p: ArrayLike<number>, q: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < p.length; i++) total += p[i] ?? 0
  let divergence = total > 0 ? 0 : Infinity
  for (let i = 0; i < p.length; i++) {
    const share = (p[i] ?? 0) / total
    if (share > 0) divergence += share * Math.log(share / (q[i] ?? 0))
  }
  return Math.exp(-divergence)
}

/** Number of bins whose proportions differ by the two-proportion z-test with pooled variance. */
export function differentBins(p: ArrayLike<number>, n: number, q: ArrayLike<number>, m: number): number {
  let different = 0
  for (let bin = 0; bin < p.length; bin++) {
    const a = p[bin] ?? 0
    const b = q[bin] ?? 0
    const pooled = (a * n + b * m) / (n + m)
    const error = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    if (Math.abs(a - b) > Z_LIMIT * error) different++
  }
  return different
}
