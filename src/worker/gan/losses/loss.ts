/**
 * What a loss is: two formulas over raw logits, and each sample's share of them on plain numbers, for a person who follows
 * samples one by one; that both agree is tested. Must not know networks, batches or optimisers, nor which back end runs.
 */
import type { Scalar, Tensor1D } from '@tensorflow/tfjs'
import type { ComparingLossId, LossId } from '../../../common/catalog/losses.ts'

export interface Loss {
  /**
   * What D minimises. @param real,fake raw logits [n] of reals and fakes
   * @param smoothing one-sided: reals count as 1 − smoothing (Salimans et al. 2016); losses without targets ignore it
   */
  discriminator(real: Tensor1D, fake: Tensor1D, smoothing: number): Scalar
  /** What G minimises. @param fake raw logits [n] of fakes @param real those of reals; read by losses that compare alone */
  generator(fake: Tensor1D, real: Tensor1D): Scalar
  readonly shares: Shares
}

/** Of reals and of fakes, in the order of the logits; empty where a loss has none of them. */
export interface Errors {
  readonly real: number[]
  readonly fake: number[]
}

/** For both: mean(real) + mean(fake) is the loss. */
export interface Shares {
  discriminator(real: readonly number[], fake: readonly number[], smoothing: number): Errors
  generator(fake: readonly number[], real: readonly number[]): Errors
}

/** A loss whose generator's half looks at fakes alone: one that reads reals is no such thing. */
export interface LoneLoss extends Omit<Loss, 'generator' | 'shares'> {
  readonly generator: (fake: Tensor1D) => Scalar
  readonly shares: Omit<Shares, 'generator'> & { readonly generator: (fake: readonly number[]) => Errors }
}

/** What the catalogue promises of a loss. */
export type LossOf<Id extends LossId> = Id extends ComparingLossId ? Loss : LoneLoss
