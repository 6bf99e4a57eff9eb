/** Digests a dataset's reals for live looks, a few milliseconds at a time, so that training never waits for it. */
import { isListed, type Dataset, type Listed } from '../../data/dataset.ts'
import { splitOfItems } from '../../data/split.ts'
import { fitReference, REFERENCE_SAMPLES, type Reference } from '../../evaluation/metrics/live-measure.ts'
import type { PerceptualNet } from '../../evaluation/features/perceptual-weights.ts'
import { canJudge, type Probe } from '../../evaluation/fidelity/probe.ts'
import type { Rows } from '../../evaluation/metrics/rows.ts'
import { advance, type Sliced } from '../../evaluation/metrics/slices.ts'
import { streamFor } from '../../../common/numbers/random.ts'
import { kindOf } from '../../kinds/kinds.ts'

/** Below so many items the figures would say nothing: three bins of eight, and balls of five neighbours. */
export const LEAST_ITEMS = 24
/** Smaller lists are taken whole. */
const DRAWN_FROM = 64
const SLICE_MS = 4
/** Items that a probe is taught on. */
const TAUGHT = 200

/** Taught once for a dataset, alike for every run on it; null where it cannot judge. */
const probes = new WeakMap<Dataset, Probe | null>()

export class ReferenceBuilder {
  reference: Reference | null = null
  /** Tells whole items from spoilt ones; null while it is being taught, and where looks are nothing to judge. */
  probe: Probe | null = null
  /** Why there will never be a reference, as a sentence; null while there may be one. */
  shortfall: string | null
  private work: Sliced<Reference> | null
  /** Null where nothing is to be taught; its work is null until the network that sees has come. */
  private lesson: { work: Sliced<Probe> | null } | null = null

  /** @param net fetches what sees whether pictures are whole; asked for only where that is a question */
  constructor(
    private readonly dataset: Dataset,
    seed: number,
    net: () => Promise<PerceptualNet | null>,
  ) {
    const enough = isLargeEnough(dataset)
    this.shortfall = enough ? null : tooFewWords(dataset.summary.count)
    this.work = enough ? digest(dataset, seed) : null
    this.probe = probes.get(dataset) ?? null
    if (enough && !probes.has(dataset) && kindOf(dataset).figures.fidelity !== null) void this.prepare(net())
  }

  /** Whether there will be a probe, and is none yet. */
  get probeAwaited(): boolean {
    return this.lesson !== null
  }

  /** Goes on for a few milliseconds; the reference, once it stands. */
  proceed(): Reference | null {
    if (this.work === null) {
      this.teach()
      return this.reference
    }
    const result = advance(this.work, SLICE_MS)
    if (result !== null) this.finish(result.value)
    return this.reference
  }

  private async prepare(coming: Promise<PerceptualNet | null>): Promise<void> {
    const lesson: { work: Sliced<Probe> | null } = { work: null }
    this.lesson = lesson
    const net = await coming
    lesson.work = net === null ? null : lessonOf(this.dataset, net)
    if (net === null) this.lesson = null
  }

  /** After the reference: a look can do without it. */
  private teach(): void {
    const work = this.lesson?.work ?? null
    if (work === null) return
    const result = advance(work, SLICE_MS)
    if (result === null) return
    this.probe = canJudge(result.value) ? result.value : null
    probes.set(this.dataset, this.probe)
    this.lesson = null
  }

  /** Items that are all one have no variety that fakes could be measured by: every figure would divide by it. */
  private finish(reference: Reference): void {
    this.work = null
    if (reference.meanDistance > 0) this.reference = reference
    else {
      this.shortfall = allAlikeWords(this.dataset.summary.count)
      this.lesson = null
    }
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

/** Taught on items that training draws from, alike in every run. */
function lessonOf(dataset: Dataset, net: PerceptualNet): Sliced<Probe> | null {
  const { fidelity } = kindOf(dataset).figures
  if (fidelity === null) return null
  const reals = isListed(dataset)
    ? dataset.list.at(some(splitOfItems(dataset).training))
    : dataset.draw(streamFor(0, 'evaluate'), TAUGHT)
  return fidelity.teach(dataset, net, reals)
}

/** At most as many as a probe is taught on, evenly from all. */
function some(indices: Uint32Array): Uint32Array {
  const count = Math.min(TAUGHT, indices.length)
  return Uint32Array.from({ length: count }, (_, i) => indices[Math.floor((i * indices.length) / count)] ?? 0)
}

function* digest(dataset: Dataset, seed: number): Sliced<Reference> {
  const { count } = dataset.summary
  const samples = count === 0 ? REFERENCE_SAMPLES : Math.min(count, REFERENCE_SAMPLES)
  const reals = isListed(dataset) && count < DRAWN_FROM ? every(dataset) : drawn(dataset, seed, samples)
  return yield* fitReference(yield* featuresOf(dataset, reals), streamFor(seed, 'evaluate'))
}
