/** What the judge's names say of a batch of fakes: how many classes there are, and how evenly. No tensors. */
import type { PictureBatch } from '../features/feature-map.ts'
import type { Sliced } from '../metrics/slices.ts'
import { classify, JUDGE_CLASSES } from './forward.ts'
import type { Classifier } from './weights.ts'

/** A class is covered when it holds at least this share of the fakes: under that it may be the judge's own slips. */
const COVERED = 0.01

export interface ClassFigures {
  classes: number
  classesTotal: number
  /** ½Σ|pᵢ − 1/K|: 0 when all classes are equally often, 1 − 1/K when there is one. */
  classTV: number
}

/** @param named class of each fake, below `total`; at least one */
export function figuresOfNames(named: Uint8Array, total: number): ClassFigures {
  const counts = new Uint32Array(total)
  for (const name of named) counts[name] = (counts[name] ?? 0) + 1
  const shares = Array.from(counts, (count) => count / named.length)
  return {
    classes: shares.filter((share) => share >= COVERED).length,
    classesTotal: total,
    classTV: shares.reduce((sum, share) => sum + Math.abs(share - 1 / total), 0) / 2,
  }
}

/** The same of pictures, through the judge. Cost .4 million multiply-adds a picture. */
export function* classFigures(classifier: Classifier, fakes: PictureBatch): Sliced<ClassFigures> {
  return figuresOfNames(yield* classify(classifier, fakes), JUDGE_CLASSES)
}
