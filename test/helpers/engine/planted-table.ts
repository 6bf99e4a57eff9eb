/**
 * A tiny table with a rule in it: two discrete columns decide a number. Kind (a 70 %, b 25 %, c 5 %) and side (left, right) are
 * drawn apart; the number is that of its cell, give or take 0.05. Encoded as a reader would: the number as itself, categories one-hot.
 */
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { fork, normals, streamFor, uniforms } from '../../../src/common/numbers/random.ts'
import { rowSampler } from '../../../src/worker/gan/batches/row-sampler.ts'
import { drawnBy } from '../../../src/worker/gan/batches/row-source.ts'
import type { RowLayout } from '../../../src/worker/gan/networks/row-layout.ts'

export const LAYOUT: RowLayout = {
  spans: [
    { width: 1, kind: 'tanh' },
    { width: 3, kind: 'softmax' },
    { width: 2, kind: 'softmax' },
  ],
  choosable: [1, 2],
}
export const WIDTH = 6
export const CHOICES = 5
/** CTGAN's rules with networks of a few numbers. */
export const TOLD_ROWS: RunConfig = {
  ...defaultsFor('ring'),
  ...{ gLayers: [7, 6], dLayers: [8, 6], latent: 3, gNorm: 'batch', dNorm: 'none', batch: 9, seed: 5 },
  ...{ diversity: 'packing', pack: 3, loss: 'wasserstein', penalty: 'gradient', gamma: 10, ema: 0.9 },
  ...{ gLr: 1e-3, dLr: 1e-3, beta1: 0.5, beta2: 0.9, dSteps: 2 },
}
/** Shares of the kinds. */
export const SHARES = [0.7, 0.25, 0.05] as const
/** The number by kind, then by side. */
const NUMBERS = [
  [-0.8, 0.4],
  [-0.6, 0.6],
  [-0.4, 0.8],
] as const

/** What the rule says of a row. */
export function ruleFor(kind: number, side: number): number {
  return NUMBERS[kind]?.[side] ?? NaN
}

/** @returns so many rows as items [count, WIDTH], and how items and conditions are drawn from them */
export function plantedTable(count: number, seed = 1) {
  const stream = streamFor(seed, 'data')
  const draws = uniforms(fork(stream, 0), count)
  const kinds = Uint16Array.from(draws, (u) => (u < SHARES[0] ? 0 : u < SHARES[0] + SHARES[1] ? 1 : 2))
  const sides = Uint16Array.from(uniforms(fork(stream, 1), count), (u) => (u < 0.5 ? 0 : 1))
  const noise = normals(fork(stream, 2), count, 0, 0.05)
  const sampler = rowSampler(
    [
      { categories: 3, of: kinds },
      { categories: 2, of: sides },
    ],
    count,
  )
  const encode = (rows: Uint32Array): Float32Array => {
    const items = new Float32Array(rows.length * WIDTH)
    rows.forEach((row, i) => {
      const [kind = 0, side = 0] = [kinds[row], sides[row]]
      items[WIDTH * i] = ruleFor(kind, side) + (noise[row] ?? 0)
      items[WIDTH * i + 1 + kind] = 1
      items[WIDTH * i + 4 + side] = 1
    })
    return items
  }
  return { sampler, kinds, items: encode(Uint32Array.from(kinds.keys())), ...drawnBy(sampler, encode) }
}
