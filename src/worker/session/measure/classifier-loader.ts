/**
 * Keeps the classifiers of datasets once their files were fetched: asked for when such a dataset is trained on, and not before.
 * A file that is missing stops nothing: it is said once, and the figures that need a classifier are not there.
 */
import { readClassifier, type Classifier } from '../../evaluation/classifier/weights.ts'
import { DATASETS, type DatasetEntry } from '../../../common/catalog/datasets.ts'
import type { Dataset } from '../../data/dataset.ts'
import { toFailure } from '../../../common/failure.ts'

export class ClassifierLoader {
  private readonly classifiers = new Map<string, Promise<Classifier | null>>()

  /** @param fetchBytes gets a file by its path beside the page @param complain is told when it cannot be had */
  constructor(
    private readonly fetchBytes: (path: string) => Promise<ArrayBuffer>,
    private readonly complain: (sentence: string) => void,
  ) {}

  /** The classifier of a dataset; null where there is none. Never rejects. */
  classifierOf(dataset: Dataset): Promise<Classifier | null> {
    const file = fileOf(dataset)
    if (file === undefined) return Promise.resolve(null)
    const classifier = this.classifiers.get(file) ?? this.fetch(file)
    this.classifiers.set(file, classifier)
    return classifier
  }

  private async fetch(file: string): Promise<Classifier | null> {
    try {
      return readClassifier(await this.fetchBytes(file))
    } catch (thrown) {
      this.complain(`Digits are not counted: ${toFailure(thrown).sentence}`)
      return null
    }
  }
}

function fileOf({ summary }: Dataset): string | undefined {
  const entry: DatasetEntry | undefined = DATASETS.find(({ id }) => id === summary.id)
  return entry?.classifier
}
