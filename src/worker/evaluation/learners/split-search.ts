/**
 * The best way to part the rows of a tree's node in two by one column: histograms of what is predicted over the column's bins,
 * scanned once. Knows no tree.
 *
 * One formula serves both: the gain of a split is Σ_k L_k²/L + Σ_k R_k²/R − Σ_k T_k²/T. With L_k the weight of class k and L the
 * weight of all it is the fall of Gini's impurity; with one k, the weighted sum of a number, the fall of its squared error
 * (Breiman et al. 1984, "Classification and Regression Trees").
 */
import { BIN_COUNT, MISSING } from './binning.ts'
import type { Responses } from './learner.ts'

/** Words of 32 bits for a set of bins. */
export const SET_WORDS = BIN_COUNT / 32

export interface Split {
  readonly feature: number
  readonly gain: number
  /** The bins that go left, as a set of bits; those that did not occur go with the greater part. */
  readonly left: Uint32Array
}

/** Steps of the power iteration that orders categories; fewer where there are many classes, as each costs as many. */
const STEPS = 8
const STEPS_OF_MANY = 2
const MANY_CLASSES = 16

export class SplitSearch {
  /** Classes, or 1 for a number. */
  readonly kinds: number
  /** For each bin: weight of all, then of each kind. */
  private readonly histogram: Float64Array
  private readonly counts = new Float64Array(BIN_COUNT)
  private readonly seen = new Uint32Array(SET_WORDS)
  private readonly order = new Uint8Array(BIN_COUNT)
  private readonly keys = new Float64Array(BIN_COUNT)
  private readonly total: Float64Array
  private readonly prefix: Float64Array
  private best: Split | null = null
  private rowCount = 0
  private totalScore = 0

  /** @param bins [features][rows] @param weights [rows] */
  constructor(
    private readonly bins: readonly Uint8Array[],
    private readonly categorical: readonly boolean[],
    private readonly responses: Responses,
    private readonly weights: Float64Array,
    private readonly leastRows: number,
  ) {
    this.kinds = responses.kind === 'classes' ? responses.classes : 1
    const width = this.kinds + 1
    this.histogram = new Float64Array(BIN_COUNT * width)
    this.total = new Float64Array(width)
    this.prefix = new Float64Array(width)
  }

  /** Takes up a node: `rows[start … end)`. @returns its weight, then the weight or weighted sum of each kind; valid until the next */
  enter(rows: Uint32Array, start: number, end: number): Float64Array {
    this.total.fill(0)
    for (let i = start; i < end; i++) this.add(this.total, 0, rows[i] ?? 0)
    this.rowCount = end - start
    this.totalScore = this.score(this.total)
    this.best = null
    return this.total
  }

  /** The best split that `tryFeature` has found since `enter`. */
  get found(): Split | null {
    return this.best
  }

  /** Looks for a better split of the node by one column. Cost rows + bins that occur · kinds. */
  tryFeature(feature: number, rows: Uint32Array, start: number, end: number): void {
    const column = this.bins[feature]
    if (column === undefined) return
    const width = this.kinds + 1
    this.seen.fill(0)
    for (let i = start; i < end; i++) {
      const row = rows[i] ?? 0
      const bin = column[row] ?? MISSING
      const [word, bit] = [bin >>> 5, 1 << (bin & 31)]
      if (((this.seen[word] ?? 0) & bit) === 0) {
        this.seen[word] = (this.seen[word] ?? 0) | bit
        this.counts[bin] = 0
        this.histogram.fill(0, bin * width, (bin + 1) * width)
      }
      this.counts[bin] = (this.counts[bin] ?? 0) + 1
      this.add(this.histogram, bin * width, row)
    }
    let present = 0
    for (let bin = 0; bin < BIN_COUNT; bin++) {
      const word = this.seen[bin >>> 5] ?? 0
      // A word of 32 bins that did not occur is passed over at once: small nodes have few.
      if (word === 0) bin |= 31
      else if ((word & (1 << (bin & 31))) !== 0) this.order[present++] = bin
    }
    if (present < 2) return
    if (this.categorical[feature] === true) {
      this.orderCategories(present)
      this.scan(feature, present, -1)
      return
    }
    const someMissing = this.order[present - 1] === MISSING
    const known = someMissing ? present - 1 : present
    this.scan(feature, known, -1)
    if (someMissing) this.scan(feature, known, MISSING)
  }

  /** Adds a row's part at `at`: its weight, and that of its class or its weighted value. */
  private add(into: Float64Array, at: number, row: number): void {
    const weight = this.weights[row] ?? 0
    into[at] = (into[at] ?? 0) + weight
    if (this.responses.kind === 'classes') {
      const place = at + 1 + (this.responses.codes[row] ?? 0)
      into[place] = (into[place] ?? 0) + weight
    } else into[at + 1] = (into[at + 1] ?? 0) + weight * (this.responses.values[row] ?? 0)
  }

  private score(part: Float64Array): number {
    let sum = 0
    for (let k = 1; k <= this.kinds; k++) sum += (part[k] ?? 0) ** 2
    return sum / (part[0] ?? 1)
  }

  /** Every cut of the first `known` bins of `order`; `ahead` is a bin that goes left before them, −1 for none. */
  private scan(feature: number, known: number, ahead: number): void {
    const width = this.kinds + 1
    this.prefix.fill(0)
    let [before, best, cut, cutAfter] = [0, this.best?.gain ?? 0, -1, 0]
    if (ahead >= 0) {
      before = this.counts[ahead] ?? 0
      for (let k = 0; k < width; k++) this.prefix[k] = this.histogram[ahead * width + k] ?? 0
    }
    for (let place = 0; place < known; place++) {
      const bin = this.order[place] ?? 0
      before += this.counts[bin] ?? 0
      for (let k = 0; k < width; k++)
        this.prefix[k] = (this.prefix[k] ?? 0) + (this.histogram[bin * width + k] ?? 0)
      if (before < this.leastRows) continue
      if (this.rowCount - before < Math.max(1, this.leastRows)) break
      const gain = this.gain()
      if (gain > best) [best, cut, cutAfter] = [gain, place, before]
    }
    if (cut >= 0) this.take(feature, cut, best, ahead, cutAfter)
  }

  private gain(): number {
    const [left, all] = [this.prefix[0] ?? 0, this.total[0] ?? 0]
    let [lefts, rights] = [0, 0]
    for (let k = 1; k <= this.kinds; k++) {
      const part = this.prefix[k] ?? 0
      const rest = (this.total[k] ?? 0) - part
      lefts += part * part
      rights += rest * rest
    }
    return lefts / left + rights / (all - left) - this.totalScore
  }

  private take(feature: number, place: number, gain: number, ahead: number, before: number): void {
    const left = new Uint32Array(SET_WORDS)
    const put = (bin: number) => (left[bin >>> 5] = (left[bin >>> 5] ?? 0) | (1 << (bin & 31)))
    const leftIsGreater = before * 2 > this.rowCount
    if (this.categorical[feature] === true) {
      for (let i = 0; i <= place; i++) put(this.order[i] ?? 0)
      if (leftIsGreater) {
        for (let bin = 0; bin < BIN_COUNT; bin++) if (!this.occurs(bin)) put(bin)
      }
    } else {
      // Midway to the next bin that occurs, as nothing is known of those between.
      const last = this.order[place] ?? 0
      const next = this.order[place + 1] ?? MISSING
      const cut = next === MISSING ? last : (last + next) >> 1
      for (let bin = 0; bin <= cut; bin++) put(bin)
      if (this.occurs(MISSING) ? ahead === MISSING : leftIsGreater) put(MISSING)
    }
    this.best = { feature, gain, left }
  }

  private occurs(bin: number): boolean {
    return ((this.seen[bin >>> 5] ?? 0) & (1 << (bin & 31))) !== 0
  }

  /**
   * Orders the bins that occur so that the best parting in two is a cut (exactly for two classes and for numbers: Breiman 1984,
   * theorem 4.5; for more classes along the first principal component of their shares: Coppersmith, Hong & Hosking 1999).
   */
  private orderCategories(present: number): void {
    const width = this.kinds + 1
    if (this.kinds <= 2) {
      for (let i = 0; i < present; i++) {
        const at = (this.order[i] ?? 0) * width
        this.keys[this.order[i] ?? 0] = (this.histogram[at + 1] ?? 0) / (this.histogram[at] ?? 1)
      }
    } else this.principalKeys(present)
    const keys = this.keys
    this.order.subarray(0, present).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b)
  }

  private principalKeys(present: number): void {
    const { kinds, total } = this
    const width = kinds + 1
    const mean = Float64Array.from({ length: kinds }, (_, k) => (total[k + 1] ?? 0) / (total[0] ?? 1))
    const project = (bin: number, onto: Float64Array) => {
      const at = bin * width
      let sum = 0
      for (let k = 0; k < kinds; k++) {
        const share = (this.histogram[at + 1 + k] ?? 0) / (this.histogram[at] ?? 1)
        sum += (share - (mean[k] ?? 0)) * (onto[k] ?? 0)
      }
      return sum
    }
    // Any direction does to start from that no symmetry makes stand upright on the one sought.
    let axis = Float64Array.from({ length: kinds }, (_, k) => Math.cos(k + 1))
    for (let step = kinds > MANY_CLASSES ? STEPS_OF_MANY : STEPS; step > 0; step--) {
      const next = new Float64Array(kinds)
      for (let i = 0; i < present; i++) {
        const bin = this.order[i] ?? 0
        const at = bin * width
        const weight = this.histogram[at] ?? 0
        const along = project(bin, axis)
        for (let k = 0; k < kinds; k++) {
          next[k] = (next[k] ?? 0) + along * ((this.histogram[at + 1 + k] ?? 0) - weight * (mean[k] ?? 0))
        }
      }
      const length = Math.hypot(...next)
      if (!(length > 0)) break
      axis = next.map((value) => value / length)
    }
    for (let i = 0; i < present; i++) this.keys[this.order[i] ?? 0] = project(this.order[i] ?? 0, axis)
  }
}
