/** One decision tree on binned columns: grown, and asked. Knows no forest and no table. */
import type { Draws } from '../../../common/numbers/draws.ts'
import { Allowance, type Sliced } from '../metrics/slices.ts'
import type { Responses } from './learner.ts'
import { SET_WORDS, SplitSearch } from './split-search.ts'

export interface TreeOptions {
  /** Splits from the root to a leaf at most. */
  readonly maxDepth: number
  /** Rows of a leaf at least. */
  readonly leastLeaf: number
  /** Share of the root's impurity that a split must take away (rpart's `cp`). */
  readonly leastGain: number
  /** Columns looked at for a split, drawn anew for each; all when absent. */
  readonly featuresPerSplit?: number
}

export interface Tree {
  /** Column asked at each node; −1 for a leaf. */
  readonly feature: Int32Array
  /** Left child; the right one follows it. Of a leaf: which leaf it is. */
  readonly next: Int32Array
  /** Bins that go left, [nodes, SET_WORDS]. */
  readonly sets: Uint32Array
  /** Share of each class or the mean, [leaves, kinds]. */
  readonly values: Float64Array
  readonly kinds: number
  /** The rows it was grown on, leaf after leaf, and where each leaf's begin; one more for the end. */
  readonly rows: Uint32Array
  readonly starts: Uint32Array
}

interface Open {
  readonly node: number
  readonly start: number
  readonly end: number
  readonly depth: number
}

/**
 * Grows a tree. Cost about rows · columns · depth.
 * @param bins [columns][n] @param rows the rows to learn from; one named twice counts twice @param weights [n]
 */
export function* growTree(
  bins: readonly Uint8Array[],
  categorical: readonly boolean[],
  asked: Responses,
  weights: Float64Array,
  rows: Uint32Array,
  options: TreeOptions,
  draws: Draws,
): Sliced<Tree> {
  const { responses, centre } = centred(asked, rows)
  const search = new SplitSearch(bins, categorical, responses, weights, options.leastLeaf)
  const kinds = search.kinds
  const order = rows.slice()
  const columns = Uint32Array.from(bins.keys())
  const feature = [-1]
  const next = [0]
  const sets: number[] = Array<number>(SET_WORDS).fill(0)
  const values: number[] = []
  const starts: number[] = []
  const allowance = new Allowance()
  // What is left of a constant by rounding is no gain.
  const leastGain = Math.max(options.leastGain, 1e-12) * rootImpurity(responses, weights, rows)
  // Left before right, so that leaves come in the order of their rows.
  const open: Open[] = [{ node: 0, start: 0, end: order.length, depth: 0 }]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const { node, start, end, depth } = at
    const total = search.enter(order, start, end)
    const mayPart =
      depth < options.maxDepth && end - start >= 2 * options.leastLeaf && !isPure(total, responses)
    const looked = mayPart ? tryColumns(search, columns, order, start, end, options, draws) : 0
    const split = mayPart ? search.found : null
    if (split !== null && split.gain > leastGain) {
      feature[node] = split.feature
      next[node] = feature.length
      split.left.forEach((word, i) => (sets[node * SET_WORDS + i] = word))
      const middle = part(order, start, end, bins[split.feature], split.left)
      const left = feature.length
      feature.push(-1, -1)
      next.push(0, 0)
      for (let i = 0; i < 2 * SET_WORDS; i++) sets.push(0)
      open.push({ node: left + 1, start: middle, end, depth: depth + 1 })
      open.push({ node: left, start, end: middle, depth: depth + 1 })
    } else {
      next[node] = starts.length
      starts.push(start)
      for (let k = 1; k <= kinds; k++) values.push((total[k] ?? 0) / (total[0] ?? 1) + centre)
    }
    if (allowance.spend((end - start) * (looked * 4 + 1) + looked * kinds)) yield
  }
  return {
    feature: Int32Array.from(feature),
    next: Int32Array.from(next),
    sets: Uint32Array.from(sets),
    values: Float64Array.from(values),
    kinds,
    rows: order,
    starts: Uint32Array.from([...starts, order.length]),
  }
}

/** Numbers about their mean: of dates in seconds the squares would hide what the splits gain. */
function centred(responses: Responses, rows: Uint32Array): { responses: Responses; centre: number } {
  if (responses.kind === 'classes' || rows.length === 0) return { responses, centre: 0 }
  const centre = rows.reduce((sum, row) => sum + (responses.values[row] ?? 0) / rows.length, 0)
  return { responses: { kind: 'values', values: responses.values.map((value) => value - centre) }, centre }
}

/** The leaf that a row falls into. @param bins [columns][n] */
export function leafOf(tree: Tree, bins: readonly Uint8Array[], row: number): number {
  let node = 0
  for (let column = tree.feature[0] ?? -1; column >= 0; column = tree.feature[node] ?? -1) {
    const bin = bins[column]?.[row] ?? 0
    const word = tree.sets[node * SET_WORDS + (bin >>> 5)] ?? 0
    node = (tree.next[node] ?? 0) + (((word >>> (bin & 31)) & 1) === 1 ? 0 : 1)
  }
  return tree.next[node] ?? 0
}

/** Adds what the tree says of each row to `into`, [n, kinds], times `weight`. */
export function addPredictions(
  tree: Tree,
  bins: readonly Uint8Array[],
  into: Float64Array,
  weight: number,
): void {
  const { kinds } = tree
  for (let row = 0; row * kinds < into.length; row++) {
    const leaf = leafOf(tree, bins, row)
    for (let k = 0; k < kinds; k++) {
      into[row * kinds + k] = (into[row * kinds + k] ?? 0) + weight * (tree.values[leaf * kinds + k] ?? 0)
    }
  }
}

/** Looks at columns in random order until there are enough and a split is found. @returns how many were looked at */
function tryColumns(
  search: SplitSearch,
  columns: Uint32Array,
  order: Uint32Array,
  start: number,
  end: number,
  { featuresPerSplit }: TreeOptions,
  draws: Draws,
): number {
  const enough = featuresPerSplit ?? columns.length
  let looked = 0
  for (; looked < columns.length && (looked < enough || search.found === null); looked++) {
    if (enough < columns.length) {
      const other = looked + draws.below(columns.length - looked)
      const column = columns[other] ?? 0
      columns[other] = columns[looked] ?? 0
      columns[looked] = column
    }
    search.tryFeature(columns[looked] ?? 0, order, start, end)
  }
  return looked
}

/** Brings the rows that go left to the front. @returns where the others begin */
function part(
  order: Uint32Array,
  start: number,
  end: number,
  bins: Uint8Array | undefined,
  left: Uint32Array,
): number {
  let [low, high] = [start, end]
  while (low < high) {
    const row = order[low] ?? 0
    const bin = bins?.[row] ?? 0
    if ((((left[bin >>> 5] ?? 0) >>> (bin & 31)) & 1) === 1) low++
    else {
      high--
      order[low] = order[high] ?? 0
      order[high] = row
    }
  }
  return low
}

function isPure(total: Float64Array, responses: Responses): boolean {
  return responses.kind === 'classes' && total.subarray(1).includes(total[0] ?? 0)
}

/** Gini's impurity times the weight, or the sum of squares about the mean. */
function rootImpurity(responses: Responses, weights: Float64Array, rows: Uint32Array): number {
  let [all, sum, squares] = [0, 0, 0]
  const classes = new Float64Array(responses.kind === 'classes' ? responses.classes : 0)
  for (const row of rows) {
    const weight = weights[row] ?? 0
    all += weight
    if (responses.kind === 'classes') {
      const code = responses.codes[row] ?? 0
      classes[code] = (classes[code] ?? 0) + weight
    } else {
      const value = responses.values[row] ?? 0
      sum += weight * value
      squares += weight * value * value
    }
  }
  if (responses.kind === 'values') return squares - (sum * sum) / all
  return all - classes.reduce((total, weight) => total + weight * weight, 0) / all
}
