/** Digests a dataset's reals for live looks, a few milliseconds at a time, so that training never waits for it. */
import type { Dataset } from '../../data/dataset.ts'
import { fitReference, REFERENCE_SAMPLES, type Reference } from '../../evaluation/metrics/live-measure.ts'
import type { Rows } from '../../evaluation/metrics/rows.ts'
import { advance, type Sliced } from '../../evaluation/metrics/slices.ts'
import { streamFor } from '../../../common/numbers/random.ts'
import { kindOf } from '../../kinds/kinds.ts'

/** Below so many items the figures would say nothing. */
const LEAST_ITEMS = 64
const SLICE_MS = 4

export class ReferenceBuilder {
  reference: Reference | null = null
  private work: Sliced<Reference> | null

  constructor(dataset: Dataset, seed: number) {
    this.work = isLargeEnough(dataset) ? digest(dataset, seed) : null
  }

  /** Goes on for a few milliseconds; the reference, once it stands. */
  proceed(): Reference | null {
    if (this.work === null) return this.reference
    const result = advance(this.work, SLICE_MS)
    if (result !== null) {
      this.reference = result.value
      this.work = null
    }
    return this.reference
  }
}

/** Rows of features of a flat array of items. */
export function* featuresOf(dataset: Dataset, items: Float32Array): Sliced<Rows> {
  return yield* kindOf(dataset).figures.features(dataset, items)
}

/** A distribution that is sampled afresh has no count. */
function isLargeEnough(dataset: Dataset): boolean {
  return dataset.summary.count === 0 || dataset.summary.count >= LEAST_ITEMS
}

function* digest(dataset: Dataset, seed: number): Sliced<Reference> {
  const { count } = dataset.summary
  const samples = count === 0 ? REFERENCE_SAMPLES : Math.min(count, REFERENCE_SAMPLES)
  const reals = dataset.draw(streamFor(seed, 'split'), samples)
  return yield* fitReference(yield* featuresOf(dataset, reals), streamFor(seed, 'evaluate'))
}
