/**
 * Has the run learnt its items by heart? Fakes and the discriminator's scores against items that training never saw.
 * Only for datasets that are a list of items. Computes in slices; schedules nothing.
 */
import { isLabelled, labelsAt } from '../../data/labels.ts'
import { shapeOf } from '../../../common/items/kinds.ts'
import { isListed, type Dataset, type Listed } from '../../data/dataset.ts'
import { splitOfItems, type Split } from '../../data/split.ts'
import type { Labels } from '../../gan/batches/labels.ts'
import { logitsOfGroups } from '../../probe/samples.ts'
import { heldOutGap, median, medianNearest, ratioToUnseen } from '../../evaluation/metrics/memorisation.ts'
import { spacings } from '../../evaluation/metrics/neighbours.ts'
import type { Rows } from '../../evaluation/metrics/rows.ts'
import type { Sliced } from '../../evaluation/metrics/slices.ts'
import { integers, streamFor, type Stream } from '../../../common/numbers/random.ts'
import { freshLabels } from '../../kinds/classes.ts'
import { featuresOf } from './reference-builder.ts'
import type { Run } from '../train/run.ts'

/** Fakes, and unseen reals, whose nearest training item is looked up. */
const ASKED = 64
/** Items of each kind that the discriminator scores. */
const SCORED = 128
/** Items turned into features at a time: as floats they are large. */
const CHUNK = 64

/** The training items as features, and how near unseen ones come to them. */
interface Known {
  readonly training: Rows
  readonly unseen: number
}

export class Memorisation {
  private known: Known | null = null

  private constructor(
    private readonly dataset: Listed,
    private readonly split: Split,
  ) {}

  /** Null for what is no list of items: it cannot be learnt by heart. */
  static of(dataset: Dataset): Memorisation | null {
    return isListed(dataset) ? new Memorisation(dataset, splitOfItems(dataset)) : null
  }

  /** Items that training draws from. */
  get trainingCount(): number {
    return this.split.training.length
  }

  /**
   * Median distance of the first fakes to their nearest training item, over that of unseen reals; where none were held out,
   * for a small set needs every item, over that of training items to each other. Digests the training
   * items when asked first. Cost 64 · training · features: 20 million multiply-adds for 5,000 gray pictures.
   * @param fakes [n, …item]
   */
  *nearestTrainingRatio(fakes: Float32Array): Sliced<number> {
    this.known ??= yield* this.digest()
    const length = fakes.length / this.countOf(fakes)
    const asked = yield* featuresOf(this.dataset, fakes.subarray(0, ASKED * length))
    return ratioToUnseen(yield* medianNearest(asked, this.known.training), this.known.unseen)
  }

  /**
   * How far the discriminator tells unseen reals from training ones, by raw logits; no figure while it cannot tell
   * fakes.
   * @param fakes [n, …item], fresh ones of this very step (freshFakes)
   */
  async heldOutGap(run: Run, fakes: Float32Array): Promise<{ heldOutGap?: number }> {
    if (this.split.heldOut.length === 0) return {}
    const stream = streamFor(run.step, 'split')
    const count = Math.min(SCORED, this.countOf(fakes))
    const length = fakes.length / this.countOf(fakes)
    const [train, unseen, fake] = await logitsOfGroups(run.game, [
      this.some(this.split.training, stream),
      this.some(this.split.heldOut, stream),
      {
        items: fakes.subarray(0, count * length),
        count,
        labels: freshLabels(run, this.countOf(fakes))?.subarray(0, count) ?? null,
      },
    ])
    const gap = heldOutGap(train ?? [], unseen ?? [], fake ?? [])
    return gap === null ? {} : { heldOutGap: gap }
  }

  private some(indices: Uint32Array, stream: Stream): { items: Float32Array; count: number; labels: Labels } {
    const picked = pick(indices, SCORED, stream)
    const labels = isLabelled(this.dataset) ? labelsAt(this.dataset, picked) : null
    return { items: this.dataset.list.at(picked), count: picked.length, labels }
  }

  private *digest(): Sliced<Known> {
    const training = yield* this.rowsOf(this.split.training)
    if (this.split.heldOut.length === 0) return { training, unseen: median(yield* spacings(training, ASKED)) }
    const unseen = yield* this.rowsOf(pick(this.split.heldOut, ASKED, streamFor(0, 'split')))
    return { training, unseen: yield* medianNearest(unseen, training) }
  }

  private *rowsOf(indices: Uint32Array): Sliced<Rows> {
    const parts: Rows[] = []
    for (let from = 0; from < indices.length; from += CHUNK) {
      parts.push(yield* featuresOf(this.dataset, this.dataset.list.at(indices.subarray(from, from + CHUNK))))
      yield
    }
    const dimensions = parts[0]?.dimensions ?? 1
    const values = new Float32Array(indices.length * dimensions)
    parts.forEach((part, i) => values.set(part.values, i * CHUNK * dimensions))
    return { values, dimensions }
  }

  private countOf(fakes: Float32Array): number {
    return fakes.length / shapeOf(this.dataset.item).reduce((product, side) => product * side, 1)
  }
}

/** All of them, or `most` at random, some perhaps twice. */
function pick(indices: Uint32Array, most: number, stream: Stream): Uint32Array {
  if (indices.length <= most) return indices
  return integers(stream, most, indices.length).map((at) => indices[at] ?? 0)
}
