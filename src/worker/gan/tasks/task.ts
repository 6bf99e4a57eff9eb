/**
 * What a task is: what both networks are told, how a source is made, and which terms the generator's objective gains. The
 * training step sees the outcome alone, a batch of { real, noise, conditions } and a list of terms: it knows no task.
 */
import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs'
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { Conditions } from '../networks/conditions.ts'

export interface Task {
  /** Whether both networks are told the class of each item, where the data have classes. */
  readonly tellsClass: boolean
  /** True where both networks are told by which category of a table's columns each item was drawn. */
  readonly tellsRow?: true
  /** How a source is made of a real on the device; absent: the networks are told none. */
  readonly source?: SourceRule
  /** True where a batch is of two classes that are translated into each other, and both networks are told which way items go. */
  readonly translates?: true
  /** Added to the generator's objective, on the items as they were made; D's augmentation and noise play no part. */
  readonly terms: readonly GeneratorTerm[]
  /** What the generator's own loss is multiplied by, from the settings in force; absent: nothing is multiplied. */
  adversarial?(live: RunConfig): number
}

export interface SourceRule {
  /** Shape of a source, from that of an item. */
  shape(item: readonly number[], config: RunConfig): readonly number[]
  /**
   * [n, …item] → [n, …source], in operations a recorded step can replay: nothing is read back.
   * @param normal N(0, 1) of a shape, from the step's own streams; each call gives other numbers
   * @param live the settings in force
   * @param partner [n, …item], the other picture of each real's pair; null for data that are no pairs
   */
  of(
    real: Tensor,
    normal: (shape: readonly number[]) => Tensor,
    live: RunConfig,
    partner: () => Tensor | null,
  ): Tensor
}

/** A batch of the generator's update. */
export interface MadeBatch {
  /** [n, …item] */
  readonly fake: Tensor
  /** [n, …item]; null where nothing in the objective compares with reals. */
  readonly real: Tensor | null
  /** [n, …] what G's last layer was given; null where no term asks for it, or the items were not made here. */
  readonly beforeHead: Tensor | null
  readonly conditions: Conditions
  /**
   * [n, …item] of other pictures [n, …item], by the generator as it is trained: each goes the way of the item in its place. Absent where
   * no generator is at hand.
   */
  readonly again?: (pictures: Tensor) => Tensor
}

export interface GeneratorTerm {
  /** True where it compares fakes with reals: they are then drawn for G's update. */
  readonly comparesReals: boolean
  /** True where it looks at what G's last layer is given, such as the logits of categories. */
  readonly looksBeforeHead?: true
  /** [] weight included, differentiable by the fakes, and by what was before the head. @param live the settings in force */
  value(batch: MadeBatch, live: RunConfig): Scalar
}

/** What a feed can draw of one update. */
export interface TaskDraws {
  /** [n, classes] one-hot classes of the reals; null where the data have none. */
  readonly labels: () => Tensor2D | null
  /** [n, choices] by what the reals were drawn; null where there is nothing to choose. */
  readonly row: () => Tensor2D | null
  /** [n, …item] */
  readonly real: () => Tensor
  readonly normal: (shape: readonly number[]) => Tensor
  /** [n, …item] the other picture of each pair; null for data that are no pairs. */
  readonly partner: () => Tensor | null
  /** Pictures of both classes to be translated, and which way each goes; null for data that are not of two classes. */
  readonly ways: () => Ways | null
  readonly live: RunConfig
}

/** Row i goes the way to row i of the reals. */
export interface Ways {
  /** [n, …item] */
  readonly source: Tensor
  /** [n, 2]: the first half goes the first way, the second half the second. */
  readonly halves: Tensor2D
}

/** What both networks are told in one update. Draws no more than that needs. */
export function conditionsOf(task: Task, draws: TaskDraws): Conditions {
  const labels = task.tellsClass ? draws.labels() : null
  const row = task.tellsRow === true ? draws.row() : null
  const ways = task.translates === true ? draws.ways() : null
  return {
    ...ways,
    ...(labels === null ? {} : { labels }),
    ...(row === null ? {} : { row }),
    ...(task.source === undefined
      ? {}
      : { source: task.source.of(draws.real(), draws.normal, draws.live, draws.partner) }),
  }
}
