/**
 * What a penalty is: a term added to D's loss, or a bound on its weights after each update. Must not know networks: it
 * is handed D as a function.
 */
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs'
import type { ActsOf, PenaltyId } from '../../../common/catalog/penalties.ts'

export interface PenaltyInput {
  /**
   * D(x) [n] of items, the mean of each one's raw logits (step/logits.ts), as in training but without touching running
   * statistics. Differentiable by its input, and by what it is told of a row where that is handed over.
   */
  readonly logitsOf: (items: Tensor, row?: Tensor2D) => Tensor1D
  /** What D was shown in this update. */
  readonly real: Tensor
  readonly fake: Tensor
  /** True where an item's logit depends on the others in its batch: reals and fakes must stay apart. */
  readonly couples: boolean
  /** Fresh N(0, 1) of a shape; each call gives other numbers. */
  readonly normal: (shape: readonly number[]) => Tensor
  /** The weight γ. */
  readonly gamma: number
  /** Where D is told a row beside each item. */
  readonly told?: ToldRow | undefined
}

/** A condition that stands beside an item as more of its numbers, as CTGAN's does: it is part of what D sees of the item. */
export interface ToldRow {
  /** [n, choices] of reals and fakes alike. */
  readonly row: Tensor2D
  /** Items that D judges together; 1: each by itself. */
  readonly pack: number
}

export interface Penalty {
  /** The term as it is added to D's loss, weight included; absent: none. Linear in γ: see schedule.ts. */
  readonly term?: (input: PenaltyInput) => Scalar
  /** D's weights are clipped to ±bound after each update; absent: not. */
  readonly weightBound?: (gamma: number) => number
}

export type TermPenalty = Required<Pick<Penalty, 'term'>> & { readonly weightBound?: never }
export type BoundPenalty = Required<Pick<Penalty, 'weightBound'>> & { readonly term?: never }
export type NoPenalty = { readonly term?: never; readonly weightBound?: never }

/** What the catalogue promises of a penalty. */
export type PenaltyOf<Id extends PenaltyId> = {
  term: TermPenalty
  bound: BoundPenalty
  nowhere: NoPenalty
}[ActsOf<Id>]
