/** What the comparisons with PyTorch share: inputs and weights that both sides make for themselves, and distances. */
import { expect } from 'vitest'
import type { LossId } from '../../../src/common/catalog/losses.ts'
import type { Game } from '../../../src/worker/gan/game-types.ts'

export const KIND = {
  real: 1,
  discriminatorNoise: 2,
  generatorNoise: 3,
  normal: 4,
  generatorReal: 5,
  weight: 1000,
}

/** Single precision, sums in another order, ten steps of Adam: relative to the largest number of its kind. */
export const TOLERANCE = { values: 2e-5, gradients: 1e-4, weights: 1e-3 }

/**
 * Losses of differences of logits: D's last bias cancels, its gradient is zero but for rounding, and Adam makes full steps
 * of whatever sign the rounding has. It changes nothing else, so that one number is left out of the comparison.
 */
export const SHIFT_FREE: readonly LossId[] = ['wasserstein', 'relativistic-average', 'relativistic-paired']

export function wave(kind: number, step: number, count: number, scale = 1): Float32Array {
  return Float32Array.from(
    { length: count },
    (_, i) => scale * Math.sin(12.9898 * (i + 1) + 78.233 * (100 * kind + step + 1)),
  )
}

export const sizeOf = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1)

/** A kernel's fan-in as the fixtures take it. */
export function fanIn(shape: readonly number[], up: boolean): number {
  if (shape.length === 2) return shape[0] ?? 1
  const [, , third = 1, fourth = 1] = shape
  return up ? 4 * fourth : 16 * third
}

export interface Weights {
  generator: Float32Array
  discriminator: Float32Array
}

export async function weightsOf(game: Game): Promise<Weights> {
  const { generator, discriminator } = await game.weights()
  const join = (list: typeof generator) => Float32Array.from(list.flatMap(({ data }) => [...data]))
  return { generator: join(generator), discriminator: join(discriminator) }
}

/** Half a unit in the last place of a weight near 1: what its move by a gradient cannot resolve. */
const RESOLUTION = 1e-7

/** Largest difference beyond what single precision resolves, relative to the largest number of the truth. */
export function distance(ours: Float32Array, theirs: Float32Array): number {
  expect(ours.length).toBe(theirs.length)
  const most = theirs.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
  const scale = Math.max(most, RESOLUTION / TOLERANCE.gradients)
  return ours.reduce((far, value, i) => Math.max(far, Math.abs(value - (theirs[i] ?? NaN)) / scale), 0)
}

export const moved = (before: Float32Array, after: Float32Array) =>
  before.map((value, i) => value - (after[i] ?? NaN))
