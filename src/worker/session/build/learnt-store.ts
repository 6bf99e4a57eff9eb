/**
 * Keeps what networks that have learnt before begin with, once its file was fetched: asked for when a run wants it, and not
 * before. A file that is missing stops nothing: it is said, and the run begins by chance.
 */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { toFailure } from '../../../common/failure.ts'
import type { LearntWeights } from '../../gan/networks/learnt.ts'
import { readLearntWeights } from '../../gan/networks/learnt-file.ts'

/** Beside the page. */
const FILE = 'data/learnt.bin'

export class LearntStore {
  private asked: Promise<LearntWeights | null> | null = null
  private weights: LearntWeights | null = null

  /** @param fetchBytes gets a file by its path beside the page @param complain is told when it cannot be had */
  constructor(
    private readonly fetchBytes: (path: string) => Promise<ArrayBuffer>,
    private readonly complain: (sentence: string) => void,
  ) {}

  /** What networks of these settings begin with; null: by chance. Never rejects. */
  async of(config: RunConfig): Promise<LearntWeights | null> {
    if (config.transfer === 'none') return null
    this.asked ??= this.fetch()
    return this.asked
  }

  /** The same, where `of` has resolved before. */
  held(config: RunConfig): LearntWeights | null {
    return config.transfer === 'none' ? null : this.weights
  }

  private async fetch(): Promise<LearntWeights | null> {
    try {
      this.weights = readLearntWeights(await this.fetchBytes(FILE))
    } catch (thrown) {
      // Asked for again by the next run.
      this.asked = null
      this.complain(`The networks begin by chance: ${toFailure(thrown).sentence}`)
    }
    return this.weights
  }
}
