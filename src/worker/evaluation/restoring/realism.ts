/**
 * Whether restored pictures, as a crowd, look like true ones: by patches, or by features where pictures are too small for a pyramid.
 * Never called FID. Plain numbers.
 */
import { streamFor } from '../../../common/numbers/random.ts'
import type { RestoredOver } from '../../../common/protocol/report.ts'
import type { PictureBatch } from '../features/feature-map.ts'
import { randomConv } from '../features/random-conv.ts'
import { fitStandard, standardise } from '../features/standardise.ts'
import { laplacianDistance } from '../metrics/laplacian.ts'
import { slicedWasserstein } from '../metrics/sliced-wasserstein.ts'
import type { Sliced } from '../metrics/slices.ts'

/** As every picture has its true one beside it, few patches say as much as many. */
const FEW = { patches: 16, directions: 32, paired: true, finest: true } as const
/** No level of a pyramid is smaller. */
const LEAST_SIDE = 16

export function realismBy(size: number): RestoredOver['realism'] {
  return size < LEAST_SIDE ? 'features' : 'patches'
}

/**
 * Sliced Wasserstein distance over patches of the finest level of a Laplacian pyramid; of sides below 16 over random-conv-1 features,
 * scaled by the true ones. Directions and places of patches are always the same, so that what changes is the pictures. @param made as many
 */
export function* realism(truth: PictureBatch, made: PictureBatch): Sliced<number> {
  const stream = streamFor(0, 'evaluate')
  if (realismBy(truth.size) === 'patches') {
    const [finest] = yield* laplacianDistance(truth, made, { ...FEW, stream })
    return finest?.distance ?? NaN
  }
  const raw = yield* randomConv.extract(truth)
  const standard = fitStandard(raw)
  const others = standardise(yield* randomConv.extract(made), standard)
  return yield* slicedWasserstein(standardise(raw, standard), others, { stream })
}
