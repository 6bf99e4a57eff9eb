/**
 * Keeps the networks that judge, once their files were fetched: asked for when a dataset that needs one is trained on, and not
 * before. A file that is missing stops nothing: it is said once, and the figures that need it are not there.
 */
import { readClassifier, type Classifier } from '../../evaluation/classifier/weights.ts'
import { readPerceptualNet, type PerceptualNet } from '../../evaluation/features/perceptual-weights.ts'
import { DATASETS, type DatasetEntry } from '../../../common/catalog/datasets.ts'
import type { Dataset } from '../../data/dataset.ts'
import { toFailure } from '../../../common/failure.ts'

/** Beside the page. */
const PERCEPTUAL_FILE = 'data/perceptual.bin'

export class Judges {
  private readonly classifiers = new Map<string, Promise<Classifier | null>>()
  private perceptual: Promise<PerceptualNet | null> | null = null

  /** @param fetchBytes gets a file by its path beside the page @param complain is told when it cannot be had */
  constructor(
    private readonly fetchBytes: (path: string) => Promise<ArrayBuffer>,
    private readonly complain: (sentence: string) => void,
  ) {}

  /** The classifier of a dataset; null where there is none. Never rejects. */
  classifierOf(dataset: Dataset): Promise<Classifier | null> {
    const file = fileOf(dataset)
    if (file === undefined) return Promise.resolve(null)
    const classifier =
      this.classifiers.get(file) ?? this.fetch(file, readClassifier, 'Digits are not counted')
    this.classifiers.set(file, classifier)
    return classifier
  }

  /** Sees whether pictures are whole; null where it cannot be had. Never rejects. */
  perceptualNet(): Promise<PerceptualNet | null> {
    return (this.perceptual ??= this.fetch(PERCEPTUAL_FILE, readPerceptualNet, 'Looks are not judged'))
  }

  private async fetch<T>(file: string, read: (bytes: ArrayBuffer) => T, missing: string): Promise<T | null> {
    try {
      return read(await this.fetchBytes(file))
    } catch (thrown) {
      this.complain(`${missing}: ${toFailure(thrown).sentence}`)
      return null
    }
  }
}

function fileOf({ summary }: Dataset): string | undefined {
  const entry: DatasetEntry | undefined = DATASETS.find(({ id }) => id === summary.id)
  return entry?.classifier
}
