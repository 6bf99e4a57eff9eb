/** A tree and a forest that learn a column of a table from the others. Knows bins and trees, no split. */
import { Draws } from '../../../common/numbers/draws.ts'
import { fork, type Stream } from '../../../common/numbers/random.ts'
import { lengthOf, rowCount } from '../../../common/tables/rows.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import { Allowance, type Sliced } from '../metrics/slices.ts'
import { fitBins, toBins, type Binning } from './binning.ts'
import {
  demandRows,
  responsesOf,
  rowWeights,
  type Learner,
  type Predictor,
  type Responses,
} from './learner.ts'
import { WeightedRows } from './weighted-rows.ts'
import { addPredictions, growTree, type Tree, type TreeOptions } from './tree.ts'

/** Depth of the trees that published tables of synthetic rows are judged by (SDGym 0.2: 15 for two classes, 30 for more). */
const DEPTH_OF_TWO = 15
const DEPTH_OF_MANY = 30
const FOREST_SIZE = 50
const FULL_DEPTH = 64
/** Operations of a row's way down a tree. */
const WALK_COST = 60

export interface TreeLearnerOptions {
  readonly balanced?: boolean
  readonly maxDepth?: number
  readonly leastLeaf?: number
}

/** A decision tree with classes weighed alike. */
export function treeLearner(options: TreeLearnerOptions = {}): Learner {
  return {
    *fit(features, target, stream) {
      const many = target.kind === 'category' && target.labels.length > 2
      const { binning, grow } = prepare(features, target, options.balanced ?? true)
      const rows = Uint32Array.from({ length: lengthOf(target) }, (_, row) => row)
      const how = {
        maxDepth: options.maxDepth ?? (many ? DEPTH_OF_MANY : DEPTH_OF_TWO),
        leastLeaf: options.leastLeaf ?? 1,
        leastGain: 0,
      }
      return ensemble(binning, [yield* grow(rows, how, stream)])
    },
  }
}

export interface ForestOptions extends TreeLearnerOptions {
  readonly trees?: number
}

/**
 * A random forest (Breiman 2001): each tree on rows drawn with putting back, √d columns looked at for each split of classes and
 * d/3 of numbers; the mean of what they say. Balanced, a row is drawn by its class's weight, as scikit-learn does since 1.9:
 * weighing rows that are drawn alike leaves a rare class nearly unseen. Gives way inside and between trees.
 */
export function forestLearner(options: ForestOptions = {}): Learner {
  return {
    *fit(features, target, stream) {
      const { binning, grow } = prepare(features, target, false)
      const weighted = new WeightedRows(rowWeights(target, options.balanced ?? true))
      const d = features.length
      const how = {
        maxDepth: options.maxDepth ?? FULL_DEPTH,
        leastLeaf: options.leastLeaf ?? 1,
        leastGain: 0,
        featuresPerSplit: Math.max(1, Math.round(target.kind === 'category' ? Math.sqrt(d) : d / 3)),
      }
      const trees: Tree[] = []
      for (let i = 0; i < (options.trees ?? FOREST_SIZE); i++) {
        const own = fork(stream, i)
        trees.push(
          yield* grow(weighted.drawMany(lengthOf(target), new Draws(fork(own, 0))), how, fork(own, 1)),
        )
      }
      return ensemble(binning, trees)
    },
  }
}

function prepare(features: readonly TableColumn[], target: TableColumn, balanced: boolean) {
  demandRows(features, target)
  const binning = fitBins(features)
  const bins = toBins(binning, features)
  const categorical = features.map(({ kind }) => kind === 'category')
  const responses: Responses = responsesOf(target)
  const weights = rowWeights(target, balanced)
  const grow = (rows: Uint32Array, how: TreeOptions, stream: Stream): Sliced<Tree> =>
    growTree(bins, categorical, responses, weights, rows, how, new Draws(stream))
  return { binning, grow }
}

function ensemble(binning: Binning, trees: readonly Tree[]): Predictor {
  return {
    *predict(features) {
      const bins = toBins(binning, features)
      const into = new Float64Array(rowCount(features) * (trees[0]?.kinds ?? 1))
      const allowance = new Allowance()
      for (const tree of trees) {
        addPredictions(tree, bins, into, 1 / trees.length)
        if (allowance.spend(rowCount(features) * WALK_COST)) yield
      }
      return into
    },
  }
}
