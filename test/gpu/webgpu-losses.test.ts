/**
 * Losses on WebGPU: those with a shader against the paper's formulas in double precision, and what becomes of one that has
 * none. Counts of logits that fill a group of threads, and that do not.
 */
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOSSES, type LossId } from '../../src/common/catalog/losses.ts'
import { defaultsFor } from '../../src/common/config/defaults.ts'
import type { RunConfig } from '../../src/common/config/run-config.ts'
import type { Engine } from '../../src/worker/compute/engine-types.ts'
import { openEngine } from '../../src/worker/compute/engine.ts'
import { registerWebgpuKernels } from '../../src/worker/compute/kernels/webgpu/register.ts'
import { pointSetFor } from '../../src/worker/data/builtin/point-sets.ts'
import { lossGradientsKernelOf, lossKernelOf } from '../../src/worker/gan/kernels/fused.ts'
import { hasKernel } from '../../src/worker/gan/kernels/has-kernel.ts'
import { lossOf } from '../../src/worker/gan/losses/losses.ts'
import { gradientsOf } from '../../src/worker/gan/ops/autodiff.ts'
import { Run } from '../../src/worker/session/train/run.ts'
import { PLAIN, TAPE } from '../helpers/truth/arithmetic.ts'
import { pattern, worstError } from '../helpers/truth/naive.ts'
import { gradients, num, type Num } from '../helpers/truth/tape.ts'
import { TRUTH } from '../worker/gan/losses/truth.ts'
import { ASSETS } from './engine-assets.ts'

let engine: Engine
beforeAll(async () => {
  engine = await openEngine('webgpu', ASSETS)
  expect(engine.report.backend).toBe('webgpu')
})
afterAll(() => void tf.setBackend('cpu'))

const logits = (count: number, seed: number): number[] => [...pattern(count, seed)].map((x) => 3 * x)
const numbers = (values: readonly number[]): Num[] => values.map(num)

/** Of numbers about 1 in size, whose mean may be far smaller. */
function expectNear([actual = NaN]: ArrayLike<number> & Iterable<number>, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThan(1e-5)
}

describe.for(LOSSES.map(({ id }) => id))('%s', (id) => {
  test.for([1, 5, 64, 150])('value and gradients of %d logits are the paper’s', async (count) => {
    const [real, fake] = [logits(count, 1), logits(count, 2)]
    const [ours, reals, fakes] = [lossOf(id), tf.tensor1d(real), tf.tensor1d(fake)]
    for (const smoothing of [0, 0.1]) {
      const { value, grads } = gradientsOf(() => ours.discriminator(reals, fakes, smoothing), [reals, fakes])
      const truth = TRUTH[id].discriminator(PLAIN, real, fake, smoothing)
      expectNear(await value.data(), truth)
      const [xs, gs] = [numbers(real), numbers(fake)]
      const slopes = gradients(TRUTH[id].discriminator(TAPE, xs, gs, smoothing), [...xs, ...gs])
      const actual = [...(await tf.concat(grads).data())]
      expect(
        worstError(
          actual,
          slopes.map(({ value: slope }) => slope),
        ),
      ).toBeLessThan(1e-5)
    }
    const { value, grads } = gradientsOf(() => ours.generator(fakes, reals), [fakes, reals])
    expectNear(await value.data(), TRUTH[id].generator(PLAIN, fake, real))
    const [xs, gs] = [numbers(real), numbers(fake)]
    const slopes = gradients(TRUTH[id].generator(TAPE, gs, xs), [...gs, ...xs])
    expect(
      worstError(
        [...(await tf.concat(grads).data())],
        slopes.map(({ value: slope }) => slope),
      ),
    ).toBeLessThan(1e-5)
  })
})

const SMALL: RunConfig = {
  ...defaultsFor('ring'),
  ...{ gLayers: [9, 8], dLayers: [8, 7], batch: 12, latent: 3, seed: 11 },
}
const STEPS = 6

async function trained(loss: LossId, on: Engine | null) {
  const config: RunConfig = { ...SMALL, loss, unroll: 1, penalty: 'r1', gamma: 0.1 }
  const run = new Run(config, pointSetFor(config, null), on)
  if (run.needsCompiling(Infinity)) await run.compile(() => undefined)
  expect(run.replay?.refused ?? null).toBeNull()
  while (run.step < STEPS) run.advance(STEPS - run.step)
  expect(run.replay?.made ?? null).toEqual(on === null ? null : { recordings: 1, patches: 0 })
  const [rows, state] = [await run.log.read(), await run.game.save()]
  run.dispose()
  return { rows, state }
}

/** Kernels of ours that the loss itself runs. */
async function kernelsOf(loss: LossId): Promise<string[]> {
  const [real, fake] = [tf.tensor1d(logits(5, 1)), tf.tensor1d(logits(5, 2))]
  const { kernelNames } = await tf.profile(() => lossOf(loss).discriminator(real, fake, 0))
  // tfjs counts an operation with its own gradient as a kernel without a name.
  return kernelNames.filter((name) => name !== '')
}

test.for<LossId>(['non-saturating', 'relativistic-average'])(
  '%s without a shader trains as with one, and replayed as in immediate mode',
  async (loss) => {
    const kernels = [lossKernelOf(loss), lossGradientsKernelOf(loss)]
    expect(await kernelsOf(loss)).toEqual([lossKernelOf(loss)])
    const fast = await trained(loss, null)
    kernels.forEach((name) => tf.unregisterKernel(name, 'webgpu'))
    try {
      expect(kernels.some((name) => hasKernel(name, 'webgpu'))).toBe(false)
      expect((await kernelsOf(loss)).length).toBeGreaterThan(3)
      const expected = await trained(loss, null)
      const actual = await trained(loss, engine)
      expect(actual.rows).toEqual(expected.rows)
      expect(actual.state).toEqual(expected.state)
      expect(expected.rows.every(Number.isFinite)).toBe(true)
      expect(worstError(expected.rows, fast.rows)).toBeLessThan(1e-4)
    } finally {
      registerWebgpuKernels()
    }
    expect(await kernelsOf(loss)).toEqual([lossKernelOf(loss)])
  },
)
