/** Figures of pictures: through features, and by their classes where there is a classifier. */
import type { PictureSet } from '../../data/picture-set.ts'
import { classFigures } from '../../evaluation/classifier/class-figures.ts'
import type { PictureBatch } from '../../evaluation/features/feature-map.ts'
import { fidelityOf, fitProbe } from '../../evaluation/fidelity/probe.ts'
import { pooledPixels } from '../../evaluation/features/pooled-pixels.ts'
import { evaluatePictures } from '../../evaluation/metrics/evaluate.ts'
import type { Rows } from '../../evaluation/metrics/rows.ts'
import type { Sliced } from '../../evaluation/metrics/slices.ts'
import type { Figures } from '../kind.ts'
import { restoredFigures } from './restore/restored-figures.ts'
import { translatedLook } from './translate/translated-figures.ts'

export const pictureFigures: Figures<PictureSet> = {
  features: featuresOf,
  known: () => null,
  evaluate: (set, reals, fakes, stream) => evaluatePictures(batchOf(set, reals), batchOf(set, fakes), stream),
  lost: null,
  fidelity: {
    teach: (set, net, reals) => fitProbe(net, batchOf(set, reals)),
    of: (set, probe, fakes) => fidelityOf(probe, batchOf(set, fakes)),
  },
  restored: {
    look: (run) => (run.config.task === 'translate' ? translatedLook(run) : restoredFigures.look(run)),
  },
  classes: { count: (set, classifier, fakes) => classFigures(classifier, batchOf(set, fakes)) },
}

/** Each picture as its pooled pixels. @param items [n, …item] */
export function featuresOf(set: PictureSet, items: Float32Array): Sliced<Rows> {
  return pooledPixels.extract(batchOf(set, items))
}

function batchOf({ item }: PictureSet, pixels: Float32Array): PictureBatch {
  return { pixels, size: item.size, channels: item.channels }
}
