/**
 * Steps of TVAE against PyTorch: the losses of three steps, and all weights after them, by Adam with weight decay. The fixture is made
 * by test/fixtures/parity/tvae.py.
 */
import { readFileSync } from 'node:fs'
import { tensor } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { TVAE_DEFAULTS } from '../../../../src/worker/gan/tvae/networks.ts'
import { createTvae } from '../../../../src/worker/gan/tvae/tvae.ts'
import type { RowLayout } from '../../../../src/worker/gan/networks/row-layout.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { openWasmEngine } from '../../../helpers/engine/wasm-engine.ts'
import { KIND, sizeOf, wave } from '../../../helpers/truth/parity.ts'

const truth = JSON.parse(
  readFileSync(new URL('../../../fixtures/parity/tvae.json', import.meta.url), 'utf8'),
) as {
  constants: Record<'batch' | 'latent' | 'rate' | 'decay' | 'factor', number>
  losses: number[]
  weights: number[]
}
const { batch, latent, rate, decay, factor } = truth.constants

const LAYOUT: RowLayout = {
  spans: [
    { width: 1, kind: 'tanh' },
    { width: 3, kind: 'softmax' },
    { width: 2, kind: 'softmax' },
    { width: 2, kind: 'tanh' },
  ],
  choosable: [1, 2],
}
const WIDTH = 8

function rowsOf(step: number): Float32Array {
  const rows = wave(KIND.real, step, batch * WIDTH, 0.9)
  for (let row = 0; row < batch; row++) {
    for (const [start, width] of [
      [1, 3],
      [4, 2],
    ] as const) {
      rows.fill(0, row * WIDTH + start, row * WIDTH + start + width)
      rows[row * WIDTH + start + ((row + step) % width)] = 1
    }
  }
  return rows
}

describe.each([
  ['cpu', useCpu],
  ['wasm', openWasmEngine],
] as const)('%s', (_, open) => {
  beforeAll(async () => void (await open()))

  test('three steps are PyTorch’s', () => {
    const config = {
      ...TVAE_DEFAULTS,
      ...{
        encoder: [5, 4],
        decoder: [4, 6],
        latent,
        batch,
        rate,
        weightDecay: decay,
        reconstruction: factor,
      },
    }
    const tvae = createTvae({ layout: LAYOUT, config, seed: 1 })
    const learnt = [...tvae.weights.values()]
    learnt.slice(0, -1).forEach((weight, k) => {
      const first = tensor(wave(KIND.weight, k, sizeOf(weight.shape), 0.5), weight.shape)
      weight.assign(first)
    })
    for (const [step, loss] of truth.losses.entries()) {
      const noise = wave(KIND.discriminatorNoise, step, batch * latent, 1.5)
      const [ours = NaN] = tvae.step(rowsOf(step), batch, noise).dataSync()
      expect(ours / loss).toBeCloseTo(1, 5)
    }
    const after = learnt.flatMap((weight) => [...weight.dataSync()])
    expect(after.length).toBe(truth.weights.length)
    const worst = Math.max(...after.map((value, i) => Math.abs(value - (truth.weights[i] ?? NaN))))
    // A step moves a weight by up to 0.02.
    expect(worst).toBeLessThan(2e-5)
    tvae.dispose()
  })
})
