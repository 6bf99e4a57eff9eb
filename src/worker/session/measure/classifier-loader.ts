/**
 * Keeps the judge of digits once its file was fetched: asked for when digits are trained on, and not before. A file that is
 * missing stops nothing: it is said once, and the figures that need a judge are not there.
 */
import { readClassifier, type Classifier } from '../../evaluation/classifier/weights.ts'
import type { Dataset } from '../../data/prepared.ts'
import { toFailure } from '../../../common/failure.ts'

const FILE = 'data/judge-mnist.bin'

export class ClassifierLoader {
  private classifier: Promise<Classifier | null> | null = null

  /** @param fetchBytes gets a file by its path beside the page @param complain is told when it cannot be had */
  constructor(
    private readonly fetchBytes: (path: string) => Promise<ArrayBuffer>,
    private readonly complain: (sentence: string) => void,
  ) {}

  /** The judge of a dataset; null where there is none. Never rejects. */
  classifierOf(dataset: Dataset): Promise<Classifier | null> {
    if (dataset.kind !== 'images' || dataset.summary.id !== 'mnist') return Promise.resolve(null)
    this.classifier ??= this.fetch()
    return this.classifier
  }

  private async fetch(): Promise<Classifier | null> {
    try {
      return readClassifier(await this.fetchBytes(FILE))
    } catch (thrown) {
      this.complain(`Digits are not counted: ${toFailure(thrown).sentence}`)
      return null
    }
  }
}
