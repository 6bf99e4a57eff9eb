/** The kernels that change tensors in place on WebGPU, against the same rules in plain double precision. */
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OptimizerId } from '../../src/common/catalog/optimizers.ts'
import { openEngine } from '../../src/worker/compute/engine.ts'
import type { Engine } from '../../src/worker/compute/engine-types.ts'
import { AVERAGE, LOOKAHEAD, OPTIMISE } from '../../src/worker/gan/kernels/contract.ts'
import { follow } from '../../src/worker/gan/optimizers/average.ts'
import { lookaheadUpdate } from '../../src/worker/gan/optimizers/lookahead.ts'
import { createOptimiser } from '../../src/worker/gan/optimizers/optimiser.ts'
import { variableOfValues } from '../../src/worker/gan/tensors/variables.ts'
import { pattern, worstError } from '../helpers/truth/naive.ts'
import { ASSETS } from './engine-assets.ts'

/** One number, sizes around a thread's 16 and a group's 1024, and more tensors than one shader can bind. */
const SIZES = [1, 15, 16, 17, 1023, 3000, 4]
const UPDATES = 3

let engine: Engine

beforeAll(async () => {
  engine = await openEngine('webgpu', ASSETS)
  expect(engine.report.backend).toBe('webgpu')
  // Otherwise this file would test the composed operations.
  for (const name of [OPTIMISE, AVERAGE, LOOKAHEAD]) expect(tf.getKernel(name, 'webgpu')).toBeDefined()
})
afterAll(() => void tf.setBackend('cpu'))

interface Rates {
  rate: number
  beta1: number
  beta2: number
  bound: number
}

const bounded = (x: number, bound: number) => (bound > 0 ? Math.min(bound, Math.max(-bound, x)) : x)

/** The rules as published, on one number. */
const BY_HAND: Record<OptimizerId, (start: number, gradients: number[], rates: Rates) => number> = {
  adam: (start, gradients, { rate, beta1, beta2, bound }) => {
    let [x, m, v] = [start, 0, 0]
    gradients.forEach((g, i) => {
      m = beta1 * m + (1 - beta1) * g
      v = beta2 * v + (1 - beta2) * g ** 2
      x -= (rate * (m / (1 - beta1 ** (i + 1)))) / (Math.sqrt(v / (1 - beta2 ** (i + 1))) + 1e-8)
      x = bounded(x, bound)
    })
    return x
  },
  sgd: (start, gradients, { rate, beta1, bound }) => {
    let [x, velocity] = [start, 0]
    gradients.forEach((g) => {
      velocity = beta1 * velocity + g
      x = bounded(x - rate * velocity, bound)
    })
    return x
  },
  rmsprop: (start, gradients, { rate, beta2 }) => {
    let [x, v] = [start, 0]
    gradients.forEach((g) => {
      v = beta2 * v + (1 - beta2) * g ** 2
      x -= (rate * g) / (Math.sqrt(v) + 1e-8)
    })
    return x
  },
}

const CASES: { rule: OptimizerId; rates: Rates }[] = [
  { rule: 'adam', rates: { rate: 0.01, beta1: 0.5, beta2: 0.999, bound: 0 } },
  { rule: 'adam', rates: { rate: 0.01, beta1: 0, beta2: 0.9, bound: 0 } },
  { rule: 'adam', rates: { rate: 0.05, beta1: 0.9, beta2: 0.99, bound: 0.25 } },
  { rule: 'sgd', rates: { rate: 0.01, beta1: 0.9, beta2: 0, bound: 0 } },
  { rule: 'sgd', rates: { rate: 0.2, beta1: 0.9, beta2: 0, bound: 0.8 } },
  { rule: 'rmsprop', rates: { rate: 0.01, beta1: 0, beta2: 0.99, bound: 0 } },
]

test.for(CASES)('$rule, $rates', async ({ rule, rates }) => {
  const starts = SIZES.map((size, i) => pattern(size, i))
  const weights = starts.map((values) => variableOfValues(values, [values.length]))
  const ids = weights.map(({ dataId }) => dataId)
  const optimiser = createOptimiser(rule, 'net', new Map(weights.map((weight, i) => [`net/${i}`, weight])))
  const gradients = Array.from({ length: UPDATES }, (_, u) =>
    SIZES.map((size, i) => pattern(size, 10 * u + i)),
  )
  const norms: number[] = []
  for (const set of gradients) {
    const norm = tf.tidy(() =>
      optimiser.update(
        set.map((values) => tf.tensor1d(values)),
        rates,
      ),
    )
    norms.push((await norm.data())[0] ?? NaN)
    norm.dispose()
  }
  for (const [i, weight] of weights.entries()) {
    const expected = Float64Array.from(starts[i] ?? [], (x, at) =>
      BY_HAND[rule](
        x,
        gradients.map((set) => set[i]?.[at] ?? NaN),
        rates,
      ),
    )
    expect(worstError(await weight.data(), expected)).toBeLessThan(2e-6)
    expect(weight.dataId).toBe(ids[i])
  }
  const expected = gradients.map((set) => Math.hypot(...set.flatMap((row) => [...row])))
  expect(worstError(norms, expected)).toBeLessThan(1e-6)
  expect([...(await optimiser.clock.data())]).toEqual([UPDATES])
})

test('the bias correction keeps its digits after many updates, and with a decay close to one', async () => {
  for (const updates of [1, 10, 500, 100_000]) {
    const weight = variableOfValues(Float32Array.of(0), [1])
    const optimiser = createOptimiser('adam', 'net', new Map([['w', weight]]))
    const fresh = tf.tensor1d([updates - 1])
    optimiser.clock.assign(fresh)
    tf.tidy(() => optimiser.update([tf.tensor1d([2])], { rate: 1, beta1: 0.9, beta2: 0.9999, bound: 0 }))
    const mean = (0.1 * 2) / (1 - 0.9 ** updates)
    const square = (0.0001 * 4) / (1 - 0.9999 ** updates)
    expect(((await weight.data())[0] ?? NaN) / (-mean / Math.sqrt(square))).toBeCloseTo(1, 5)
  }
})

describe('running means', () => {
  test('follow, and young ones forget their start', async () => {
    const means = SIZES.map((size, i) => variableOfValues(pattern(size, i), [size]))
    const fresh = SIZES.map((size, i) => tf.tensor1d(pattern(size, 20 + i)))
    const check = async (before: Float32Array[], kept: number) => {
      for (const [i, mean] of means.entries()) {
        const expected = Float64Array.from(
          before[i] ?? [],
          (a, at) => kept * a + (1 - kept) * (pattern(SIZES[i] ?? 0, 20 + i)[at] ?? NaN),
        )
        expect(worstError(await mean.data(), expected)).toBeLessThan(1e-6)
      }
    }
    const values = async () => Promise.all(means.map(async (mean) => Float32Array.from(await mean.data())))
    let before = await values()
    follow(means, fresh, 0.75)
    await check(before, 0.75)
    before = await values()
    follow(means, fresh, 0.999, { clock: tf.tensor1d([3]), warmth: 10 })
    await check(before, 4 / 13)
  })
})

test('lookahead meets half way when it is time, and only then', async () => {
  const [fast, slow] = [
    variableOfValues(Float32Array.of(4, -2), [2]),
    variableOfValues(Float32Array.of(0, 2), [2]),
  ]
  lookaheadUpdate([fast], [slow], tf.tensor1d([4]), 5)
  expect([...(await fast.data()), ...(await slow.data())]).toEqual([4, -2, 0, 2])
  lookaheadUpdate([fast], [slow], tf.tensor1d([10]), 5)
  expect([...(await fast.data()), ...(await slow.data())]).toEqual([2, 0, 2, 0])
})

test('values that were read before an update, or while it was made, are not given again', async () => {
  const weight = variableOfValues(Float32Array.of(1), [1])
  const optimiser = createOptimiser('sgd', 'net', new Map([['w', weight]]))
  const update = () =>
    tf.tidy(() => void optimiser.update([tf.tensor1d([1])], { rate: 1, beta1: 0, beta2: 0, bound: 0 }))
  expect([...(await weight.data())]).toEqual([1])
  update()
  const reading = weight.data()
  update()
  expect([...(await reading)]).toEqual([0])
  expect([...(await weight.data())]).toEqual([-1])
})

test('updates leave no tensor and no buffer behind', async () => {
  const weight = variableOfValues(pattern(5000, 1), [5000])
  const optimiser = createOptimiser('adam', 'net', new Map([['w', weight]]))
  const gradient = tf.tensor1d(pattern(5000, 2))
  const update = async () => {
    tf.tidy(() => optimiser.update([gradient], { rate: 0.1, beta1: 0.5, beta2: 0.9, bound: 0 })).dispose()
    await engine.settle()
  }
  for (let i = 0; i < 3; i++) await update()
  const before = engine.memory()
  for (let i = 0; i < 5; i++) await update()
  expect(engine.memory()).toEqual(before)
})
