/**
 * What both networks are told of each item of a batch, and how a layer reads it. Must not know which task says so, nor
 * which layer listens.
 */
import { fill, tile, type Rank, type Tensor, type Tensor2D } from '@tensorflow/tfjs'

/** Row i of each belongs to item i of a batch of n. Nothing: `{}`. A `type`, so that it is a record of tensors. */
export type Conditions = Readonly<{
  /** [n, classes] one-hot. */
  labels?: Tensor2D
  /** [n, …source]: an item that this one is to be made from. */
  source?: Tensor
  /** [n, choices]: chosen columns of a table, each one-hot, side by side. */
  row?: Tensor2D
  /** [n, 2] one-hot: which of two ways an item is to go, or which of two classes it is judged as. */
  direction?: Tensor2D
  /** The same of a batch whose first half goes the first way and whose second half the second: it is split, not chosen from. */
  halves?: Tensor2D
}>

/** The shapes of conditions, without the batch dimension: what networks are built for. */
export interface ConditionShapes {
  /** 0 or absent: none. */
  readonly classes?: number
  readonly source?: readonly number[]
  readonly row?: number
  /** Whether a way is told. */
  readonly direction?: boolean
}

/**
 * One condition, for each item of a batch; absent where the networks are not told it. A batch that holds the same n items
 * several times over, such as the reals and then the fakes of one update, is told each as often: so a layer reads what it
 * listens to, and nobody else has to repeat anything.
 * @param count items in the batch: a whole multiple of n
 */
export function conditionOf<K extends keyof Conditions>(
  conditions: Conditions | undefined,
  name: K,
  count: number,
): Required<Conditions>[K] | undefined {
  const told = conditions?.[name]
  return told === undefined ? undefined : (repeated(told, count) as Required<Conditions>[K])
}

/** [n, …] over and over, [count, …]. */
function repeated(told: Tensor, count: number): Tensor {
  const [n = 0, ...rest] = told.shape
  if (n === count) return told
  if (count % n !== 0)
    throw new Error(`A batch of ${count} does not hold ${n} conditions several times over.`)
  return tile(told, [count / n, ...rest.map(() => 1)])
}

/** All classes alike in each of `count` items, and all choices of a row; nothing where there are none. */
export function evenly({ classes = 0, row = 0 }: ConditionShapes, count: number): Conditions {
  return {
    ...(classes === 0 ? {} : { labels: fill<Rank.R2>([count, classes], 1 / classes) }),
    ...(row === 0 ? {} : { row: fill<Rank.R2>([count, row], 1 / row) }),
  }
}
