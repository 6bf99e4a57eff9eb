/** Digests a dataset's reals for live looks, a few milliseconds at a time, so that training never waits for it. */
import { isListed, type Dataset, type Listed } from '../../data/dataset.ts'
import { splitOfItems } from '../../data/split.ts'
import { fitReference, REFERENCE_SAMPLES, type Reference } from '../../evaluation/metrics/live-measure.ts'
import type { Rows } from '../../evaluation/metrics/rows.ts'
import { advance, type Sliced } from '../../evaluation/metrics/slices.ts'
import { streamFor } from '../../../common/numbers/random.ts'
import { kindOf } from '../../kinds/kinds.ts'

/** Below so many items the figures would say nothing: three bins of eight, and balls of five neighbours. */
export const LEAST_ITEMS = 24
/** Smaller lists are taken whole. */
const DRAWN_FROM = 64
const SLICE_MS = 4

export class ReferenceBuilder {
  reference: Reference | null = null
  /** Why there will never be a reference, as a sentence; null while there may be one. */
  shortfall: string | null
  private work: Sliced<Reference> | null

  constructor(
    private readonly dataset: Dataset,
    seed: number,
  ) {
    const enough = isLargeEnough(dataset)
    this.shortfall = enough ? null : tooFewWords(dataset.summary.count)
    this.work = enough ? digest(dataset, seed) : null
  }

  /** Goes on for a few milliseconds; the reference, once it stands. */
  proceed(): Reference | null {
    if (this.work === null) return this.reference
    const result = advance(this.work, SLICE_MS)
    if (result !== null) this.finish(result.value)
    return this.reference
  }

  /** Items that are all one have no variety that fakes could be measured by: every figure would divide by it. */
  private finish(reference: Reference): void {
    this.work = null
    if (reference.meanDistance > 0) this.reference = reference
    else this.shortfall = allAlikeWords(this.dataset.summary.count)
  }
}

/** Rows of features of a flat array of items. */
export function* featuresOf(dataset: Dataset, items: Float32Array): Sliced<Rows> {
  return yield* kindOf(dataset).figures.features(dataset, items)
}

function tooFewWords(count: number): string {
  return `${count} ${count === 1 ? 'item is' : 'items are'} too few to judge a run by; ${LEAST_ITEMS} are needed.`
}

function allAlikeWords(count: number): string {
  return `All ${count} items are alike, so there is no variety to judge by; items that differ are needed.`
}

const drawn = (dataset: Dataset, seed: number, samples: number) =>
  dataset.draw(streamFor(seed, 'split'), samples)

/** Each training item once: drawn with replacement, a third of a small set would be missing, and twins have no distance. */
const every = (dataset: Listed) => dataset.list.at(splitOfItems(dataset).training)

/** A distribution that is sampled afresh has no count. */
function isLargeEnough(dataset: Dataset): boolean {
  return dataset.summary.count === 0 || dataset.summary.count >= LEAST_ITEMS
}

function* digest(dataset: Dataset, seed: number): Sliced<Reference> {
  const { count } = dataset.summary
  const samples = count === 0 ? REFERENCE_SAMPLES : Math.min(count, REFERENCE_SAMPLES)
  const reals = isListed(dataset) && count < DRAWN_FROM ? every(dataset) : drawn(dataset, seed, samples)
  return yield* fitReference(yield* featuresOf(dataset, reals), streamFor(seed, 'evaluate'))
}
