/**
 * A painted density: `side`×`side` weights, row 0 at the top, over the whole square the stage shows. A cell is chosen with
 * probability in proportion to its weight, a point uniformly inside it.
 */
import { GanvasError } from '../../../common/failure.ts'
import { fork, uniforms, type Stream } from '../../../common/numbers/random.ts'
import { fnv1a64 } from '../fnv.ts'
import { CHOICE, sampledPoints, type PointSet } from '../point-set.ts'
import { PLACE } from './mixture.ts'
import { smiley } from './smiley.ts'
import { pointSummary } from './summary.ts'

export interface Painting {
  density: Float32Array
  side: number
}

/** The painting covers [−EXTENT, EXTENT]². */
const EXTENT = 1.5

/**
 * @param painted null, or without any ink: the default drawing
 * @throws GanvasError `drawing-invalid` when the weights do not fill the square
 */
export function drawn(painted: Painting | null): PointSet {
  const { density, side } = painted ?? smiley()
  if (!Number.isInteger(side) || side < 1 || density.length !== side * side)
    throw new GanvasError(
      'drawing-invalid',
      `The drawing has ${density.length} weights, which do not fill a square of ${side} × ${side}.`,
      'Clear the drawing and paint again.',
    )
  const cumulative = accumulate(density)
  if ((cumulative.at(-1) ?? 0) === 0) return drawn(null)
  const bytes = new Uint8Array(density.buffer, density.byteOffset, density.byteLength)
  return sampledPoints({
    summary: pointSummary('drawn', '', `side=${side} extent=${EXTENT} ${fnv1a64(bytes)}`, EXTENT),
    density: () => ({ kind: 'mosaic', weights: density, side, extent: EXTENT }),
    draw: (stream, count) => sampleCells(cumulative, side, stream, count),
  })
}

/** Running sum of the weights; what is negative or not a number counts as no ink. */
function accumulate(density: Float32Array): Float64Array {
  const sums = new Float64Array(density.length)
  let sum = 0
  for (let i = 0; i < density.length; i++) {
    const weight = density[i] ?? 0
    if (weight > 0 && Number.isFinite(weight)) sum += weight
    sums[i] = sum
  }
  return sums
}

function sampleCells(cumulative: Float64Array, side: number, stream: Stream, count: number): Float32Array {
  const total = cumulative.at(-1) ?? 0
  const choices = uniforms(fork(stream, CHOICE), count)
  const out = uniforms(fork(stream, PLACE), count * 2)
  const cell = (2 * EXTENT) / side
  for (let i = 0; i < count; i++) {
    const index = firstAbove(cumulative, (choices[i] ?? 0) * total)
    out[2 * i] = ((index % side) + (out[2 * i] ?? 0)) * cell - EXTENT
    out[2 * i + 1] = EXTENT - (Math.floor(index / side) + (out[2 * i + 1] ?? 0)) * cell
  }
  return out
}

/** Index of the first running sum above `target`: never a cell without weight. */
function firstAbove(cumulative: Float64Array, target: number): number {
  let low = 0
  let high = cumulative.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((cumulative[middle] ?? 0) > target) high = middle
    else low = middle + 1
  }
  return low
}
