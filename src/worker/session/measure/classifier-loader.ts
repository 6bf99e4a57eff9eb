/**
 * Keeps the judge of digits once its file was fetched: asked for when digits are trained on, and not before. A file that is
 * missing stops nothing: it is said once, and the figures that need a judge are not there.
 */
import { readJudge, type Judge } from '../../evaluation/classifier/weights.ts'
import type { Dataset } from '../../data/prepared.ts'
import { toFailure } from '../../../common/failure.ts'

const FILE = 'data/judge-mnist.bin'

export class JudgeShelf {
  private judge: Promise<Judge | null> | null = null

  /** @param fetchBytes gets a file by its path beside the page @param complain is told when it cannot be had */
  constructor(
    private readonly fetchBytes: (path: string) => Promise<ArrayBuffer>,
    private readonly complain: (sentence: string) => void,
  ) {}

  /** The judge of a dataset; null where there is none. Never rejects. */
  judgeOf(dataset: Dataset): Promise<Judge | null> {
    if (dataset.kind !== 'images' || dataset.summary.id !== 'mnist') return Promise.resolve(null)
    this.judge ??= this.fetch()
    return this.judge
  }

  private async fetch(): Promise<Judge | null> {
    try {
      return readJudge(await this.fetchBytes(FILE))
    } catch (thrown) {
      this.complain(`Digits are not counted: ${toFailure(thrown).sentence}`)
      return null
    }
  }
}
