/** What a frozen set-up of a paper is, as data. A preset says what it is, what the paper says, and where the two differ. */
import type { RunConfig } from '../../../src/common/config/run-config.ts'

/** Figures as a paper or its code gives them; absent where it gives none. */
export interface Published {
  /** Modes with at least one good sample. */
  readonly modes?: string
  /** Share of good samples in percent. */
  readonly highQuality?: string
  /** Reverse KL over nearest modes, nats. */
  readonly reverseKL?: string
  /** Whose figures these are, e.g. `PacGAN, table 1`. */
  readonly source: string
}

/** One row of a table: what is changed in the preset, and what was published for it. */
export interface Variant {
  readonly name: string
  readonly change: Partial<RunConfig>
  /** Where it is not as long as the preset. */
  readonly steps?: number
  readonly published: readonly Published[]
}

export interface Preset {
  /** `pacgan-ring`: what `--only` takes. */
  readonly name: string
  readonly title: string
  readonly config: RunConfig
  /** Steps we take, one step being k updates of D and one of G. */
  readonly steps: number
  /** What the paper takes, in its own words. */
  readonly publishedSteps: string
  readonly variants: readonly Variant[]
  /** Run when no seeds are named. */
  readonly seeds: readonly number[]
  /** Everything in which our set-up is not the paper's, one sentence each. */
  readonly differences: readonly string[]
}
