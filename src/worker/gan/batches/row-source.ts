/**
 * Where the conditions of a table's rows come from: the port that a table's dataset fills, how it is filled from plain arrays, and
 * the choices as both networks are told them. Must not know how a row is encoded.
 */
import { abs, range, relu, sub, tidy, type Tensor, type Tensor2D } from '@tensorflow/tfjs'
import type { Stream } from '../../../common/numbers/random.ts'
import type { RowSampler } from './row-sampler.ts'

export interface RowSource {
  /** Numbers of a condition; 0: there is nothing to choose. */
  readonly choices: number
  /** [count] the choice by which each of the `count` items was drawn that the same stream draws; −1: by none. */
  draw(stream: Stream, count: number): Int32Array
}

/**
 * Items and their conditions, drawn by the same streams.
 * @param encode [count, width] one flat array: the items of rows, by their numbers
 */
export function drawnBy(
  sampler: RowSampler,
  encode: (rows: Uint32Array) => Float32Array,
): { readonly drawReals: (stream: Stream, count: number) => Float32Array; readonly rows: RowSource } {
  return {
    drawReals: (stream, count) => encode(sampler.rows(stream, count).rows),
    rows: { choices: sampler.choices, draw: (stream, count) => sampler.rows(stream, count).choices },
  }
}

/** [n, width] with a one at each choice, of [n, 1] numbers on the device; nothing where it is −1. */
export function choicesOnDevice(numbers: Tensor, width: number): Tensor2D {
  return tidy(() => {
    const names = range(0, width, 1, 'float32').reshape([1, width])
    return relu(sub<Tensor2D>(1, abs(sub(numbers, names))))
  })
}
