/**
 * What is left of one picture, on plain numbers: what src/worker/gan/tasks/restore/sources.ts makes on the device, by the same
 * matrices. For examples and for drawing by hand; nobody trains on it. Knows no tensors.
 */
import { fork, normals, type Stream } from '../numbers/random.ts'
import {
  differenceMatrix,
  gaussianMatrix,
  mosaicMatrix,
  separably,
  shrunkMatrix,
  smoothMatrix,
  type Matrix,
} from './matrices.ts'
import { LUMA_WEIGHTS } from './luma-weights.ts'
import { plainHole } from './plain-holes.ts'
import type { LostConfig } from './restore-config.ts'

/** A picture’s shape, [side, side, channels]. */
export interface PlainShape {
  readonly side: number
  readonly channels: number
}

/** How sharply what counts as an edge is told from what does not: as on the device. */
const EDGE_STEEPNESS = 20

/** @param picture [side, side, channels] in [−1, 1] @param stream of what is left to chance @returns as `sourceShape` says */
export function plainSource(
  picture: Float32Array,
  { side, channels }: PlainShape,
  config: LostConfig,
  stream: Stream,
): Float32Array {
  const mapped = (matrix: Matrix): Float32Array => separably(picture, channels, matrix)
  switch (config.source) {
    case 'half':
      return mapped(shrunkMatrix(side, 2, 'bicubic'))
    case 'quarter':
      return mapped(shrunkMatrix(side, 4, 'bicubic'))
    case 'blur':
      return mapped(gaussianMatrix(side, config.sourceBlur))
    case 'mosaic':
      return mapped(mosaicMatrix(side, config.mosaic))
    case 'gray':
      return plainLuma(picture, channels)
    case 'edges':
      return plainEdges(plainLuma(picture, channels), side, config.edgeLevel)
    case 'noise': {
      const noise = normals(fork(stream, 0), picture.length)
      return picture.map((value, i) => value + 2 * config.sourceNoise * (noise[i] ?? 0))
    }
    case 'hole':
      return withHole(picture, channels, plainHole(config.hole, side, stream))
  }
}

/** How bright each pixel is, [side, side, 1]. */
export function plainLuma(picture: Float32Array, channels: number): Float32Array {
  if (channels === 1) return picture.slice()
  return Float32Array.from({ length: picture.length / channels }, (_, pixel) =>
    LUMA_WEIGHTS.reduce((sum, weight, c) => sum + weight * (picture[pixel * channels + c] ?? 0), 0),
  )
}

/** [side, side, channels + 1]: nothing where it is missing, and last whether it is. @param missing [side, side], 1: missing */
export function withHole(picture: Float32Array, channels: number, missing: Float32Array): Float32Array {
  const made = new Float32Array(missing.length * (channels + 1))
  missing.forEach((gone, pixel) => {
    for (let c = 0; c < channels; c++)
      made[pixel * (channels + 1) + c] = gone === 1 ? 0 : (picture[pixel * channels + c] ?? 0)
    made[pixel * (channels + 1) + channels] = gone
  })
  return made
}

/** @param gray [side, side, 1] */
function plainEdges(gray: Float32Array, side: number, level: number): Float32Array {
  const [across, along] = [differenceMatrix(side), smoothMatrix(side)]
  const [upright, level0] = [separably(gray, 1, across, along), separably(gray, 1, along, across)]
  return upright.map((value, i) => {
    const steep = Math.hypot(value, level0[i] ?? 0)
    return 2 / (1 + Math.exp(-EDGE_STEEPNESS * (steep - level))) - 1
  })
}
