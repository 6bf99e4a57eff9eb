/**
 * Sliced Wasserstein distance over patches of a Laplacian pyramid: how far textures are off, scale by scale. On demand
 * only: it is the costliest figure here. Must not be called FID.
 */
import { fork, integers, type Stream } from '../../../common/numbers/random.ts'
import { countPictures, type PictureBatch } from '../features/feature-map.ts'
import { fitStandard, standardise } from '../features/standardise.ts'
import type { Rows } from './rows.ts'
import { pyramid } from './pyramid.ts'
import { slicedWasserstein } from './sliced-wasserstein.ts'
import type { Sliced } from './slices.ts'

export interface LaplacianLevel {
  /** Side of the level in pixels; the smallest is the blurred rest, the others are details. */
  size: number
  /** Sliced Wasserstein distance of its patches, in units of the reals' deviation per colour. */
  distance: number
}

export interface LaplacianOptions {
  /** Of each image. */
  readonly patches?: number
  readonly directions?: number
  /**
   * Image i of both shows the same thing: their patches are then cut at the same places, so that which places were drawn is no part of the
   * distance, and equal images have none.
   */
  readonly paired?: boolean
  /** The finest level alone. */
  readonly finest?: boolean
  readonly stream: Stream
}

const PATCH = 7

/**
 * One distance per pyramid level down to 16 px: `patches` random 7×7 patches per image, each colour scaled to mean 0 and
 * deviation 1 over the reals' patches, then SWD over `directions` directions. After Karras et al. 2018 (progressive
 * growing), who normalise each set by itself and report ×10³ over 16,384 images; here a colour cast counts. Both batches
 * must have the same number of images. Cost per level about n·patches·(147·directions + log(n·patches)·directions)
 * for RGB: 64 images, 32 patches and 64 directions are 4·10⁷.
 */
export function* laplacianDistance(
  real: PictureBatch,
  fake: PictureBatch,
  options: LaplacianOptions,
): Sliced<LaplacianLevel[]> {
  const { patches = 32, directions = 64, paired = false, finest = false, stream } = options
  const realLevels = yield* pyramid(real)
  const fakeLevels = yield* pyramid(fake)
  const levels: LaplacianLevel[] = []
  for (const [depth, level] of realLevels.entries()) {
    const other = fakeLevels[depth]
    if (other === undefined || (finest && depth > 0)) continue
    const places = fork(stream, 2 * depth)
    const realPatches = cutPatches(level, patches, fork(places, 0))
    const fakePatches = cutPatches(other, patches, fork(places, paired ? 0 : 1))
    const standard = fitStandard({ values: realPatches.values, dimensions: level.channels })
    const scaled = (rows: Rows): Rows => ({
      values: standardise({ values: rows.values, dimensions: level.channels }, standard).values,
      dimensions: rows.dimensions,
    })
    const distance = yield* slicedWasserstein(scaled(realPatches), scaled(fakePatches), {
      directions,
      stream: fork(stream, 2 * depth + 1),
    })
    levels.push({ size: level.size, distance })
  }
  return levels
}

/** `patches` random 7×7 patches of each image as rows of 49·channels numbers. */
function cutPatches(images: PictureBatch, patches: number, stream: Stream): Rows {
  const { pixels, size, channels } = images
  const count = countPictures(images)
  const corners = integers(stream, 2 * count * patches, size - PATCH + 1)
  const line = PATCH * channels
  const dimensions = PATCH * line
  const values = new Float32Array(count * patches * dimensions)
  for (let patch = 0; patch < count * patches; patch++) {
    const image = Math.floor(patch / patches)
    const top = corners[2 * patch] ?? 0
    const left = corners[2 * patch + 1] ?? 0
    for (let y = 0; y < PATCH; y++) {
      const from = ((image * size + top + y) * size + left) * channels
      values.set(pixels.subarray(from, from + line), patch * dimensions + y * line)
    }
  }
  return { values, dimensions }
}
