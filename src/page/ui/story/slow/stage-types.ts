/** What one stage of the slow motion shows. Plain data: the same for the diagram and for the words. */
import type { LessonId } from '../../../../common/catalog/lessons.ts'
import type { LayerMove, NamedTensor } from '../../../../common/protocol/report.ts'

/** Parts of the diagram. */
export type Part = 'noise' | 'generator' | 'fake' | 'real' | 'discriminator' | 'score'
export type Player = 'generator' | 'discriminator'

/** A figure with a name; the value is the step's own, unrounded. */
export interface Fact {
  readonly label: string
  readonly value: number
}

/** One item of the batch, followed by itself. */
export interface ItemRow {
  readonly who: 'real' | 'fake'
  /** Place in the batch, from 0. */
  readonly index: number
  /** Its class, in a conditional run. */
  readonly of: string | null
  readonly score: number
  readonly target: string | null
  readonly error: number | null
}

/** What is known so far in this update; the rest is null. */
export interface Batch {
  /** Null for a generator without a latent. */
  readonly noise: NamedTensor | null
  readonly real: NamedTensor | null
  readonly fake: NamedTensor | null
  readonly realScores: readonly number[] | null
  readonly fakeScores: readonly number[] | null
}

export interface Stage {
  readonly id: string
  /** Whose turn it is: `Discriminator, update 1 of 3`. */
  readonly turn: string
  readonly title: string
  readonly text: string
  readonly facts: readonly Fact[]
  readonly items: readonly ItemRow[]
  readonly lit: readonly Part[]
  readonly flow: 'forwards' | 'backwards' | 'none'
  /** Whose weights must not change although the signal passes. */
  readonly frozen: Player | null
  /** Per layer: the gradient's size, or how far the weights went. */
  readonly moves: {
    readonly of: Player
    readonly layers: readonly LayerMove[]
    readonly show: 'gradNorm' | 'change'
  } | null
  readonly batch: Batch
  readonly lesson: LessonId
}
