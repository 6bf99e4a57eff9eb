/**
 * What every peer is handed: the networks, the rates, the first weights and a few steps' inputs, as one file of floats
 * with a table of contents. Plain data; read alike in the browser, in Node and in Python.
 */
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import type { GamePlan } from './plan.ts'

/** Where a tensor lies in the file; `offset` counts floats. */
export interface Slot {
  readonly shape: readonly number[]
  readonly offset: number
}

/** Inputs of one step. Reals [batch, …item]; images NHWC in [−1, 1]. */
export interface BatchSlots {
  readonly real: Slot
  readonly noiseD: Slot
  readonly noiseG: Slot
}

export interface Job {
  readonly name: string
  readonly config: RunConfig
  readonly channels: 1 | 3
  readonly plan: GamePlan
  /** Name of the file of floats, beside the table. */
  readonly file: string
  /** Kernel, bias, kernel, bias … in layer order. */
  readonly generator: readonly Slot[]
  readonly discriminator: readonly Slot[]
  /** Step i uses number i modulo their count. */
  readonly batches: readonly BatchSlots[]
}

export interface Held {
  readonly shape: readonly number[]
  readonly data: Float32Array<ArrayBuffer>
}

/** The floats of a slot. */
export function heldAt(floats: Float32Array<ArrayBuffer>, { shape, offset }: Slot): Held {
  const size = shape.reduce((product, side) => product * side, 1)
  return { shape, data: floats.subarray(offset, offset + size) }
}

/** Losses of one step: what D minimises, penalty included, and what G minimises. */
export interface Losses {
  readonly discriminator: number
  readonly generator: number
}
