/** Every plan of every kernel gives the same numbers as sums written out; measuring chooses one and keeps it. */
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEngine } from '../../src/worker/compute/engine.ts'
import type { Engine } from '../../src/worker/compute/engine-types.ts'
import { gpuOf, room } from '../../src/worker/compute/kernels/webgpu/lib/program.ts'
import { claimOf } from '../../src/worker/compute/kernels/webgpu/lib/proof.ts'
import type { HiddenBackend } from '../../src/worker/compute/record/backend.ts'
import { tellSoftware } from '../../src/worker/compute/kernels/webgpu/lib/traits.ts'
import { runForAny } from '../../src/worker/compute/kernels/webgpu/lib/two-results.ts'
import { planCache } from '../../src/worker/compute/tuning/plan-cache.ts'
import { Stopwatch } from '../../src/worker/compute/tuning/stopwatch.ts'
import { giveTuner, type Plan, Tuner, tunerOf } from '../../src/worker/compute/tuning/tuner.ts'
import { CONV_FILTER_GRADIENT, PRODUCT_GRADIENTS, SUM_ROWS } from '../../src/worker/gan/kernels/fused.ts'
import { runKernel, runKernelForTwo } from '../../src/worker/gan/ops/autodiff.ts'
import { convolutionOf, eachTerm, naiveProduct, pattern, sizeOf, worstError } from '../helpers/truth/naive.ts'
import { ASSETS } from './engine-assets.ts'

let tuner: Tuner
let counters: Engine['counters']
let lost: unknown

beforeAll(async () => {
  const engine = await openEngine('webgpu', ASSETS)
  expect(engine.report.backend).toBe('webgpu')
  counters = () => engine.counters()
  void engine.lost.then((failure) => (lost = failure))
  expect(tunerOf(tf.backend())?.measures).toBe(false)
  // One that measures, as on a GPU; each measurement from outside, as on a processor.
  const watch = new Stopwatch(tf.backend() as unknown as HiddenBackend, true)
  tuner = new Tuner(watch, planCache('a device for tests'), 2500)
  giveTuner(tf.backend(), tuner)
  // The plans for a GPU are more, and all must be right on any device.
  tellSoftware(tf.backend(), false)
})
afterAll(() => void tf.setBackend('cpu'))

/** Runs work once by each of its plans. @returns the plans */
async function byEachPlan(work: () => Promise<void>): Promise<Plan[]> {
  let plans: readonly Plan[] = []
  tuner.forced = (_, all) => {
    plans = all
    return null
  }
  await work()
  const tried: Plan[] = []
  for (let i = 0; i < plans.length; i++) {
    tuner.forced = (_, all) => {
      const plan = all[i]
      if (plan !== undefined) tried.push(plan)
      return plan ?? null
    }
    await work()
  }
  tuner.forced = null
  expect(tried).toEqual([...plans])
  return tried
}

test.for([
  { size: [40, 70, 300], a: false, b: false },
  { size: [33, 35, 130], a: true, b: false },
  { size: [64, 36, 129], a: false, b: true },
  { size: [9, 7, 131], a: true, b: true },
] as const)('product of $size, transposed $a $b', async ({ size, a, b }) => {
  const [m, n, k] = size
  const [left, right] = [pattern(m * k, 1), pattern(k * n, 2)]
  const expected = naiveProduct([m, n, k], left, right, a, b)
  const plans = await byEachPlan(async () => {
    const c = tf.matMul(tf.tensor2d(left, a ? [k, m] : [m, k]), tf.tensor2d(right, b ? [n, k] : [k, n]), a, b)
    expect(worstError(await c.data(), expected)).toBeLessThan(2e-5)
  })
  expect(plans.some((plan) => plan['cached'] === 1)).toBe(true)
  expect(plans.some((plan) => Number(plan['shared']) > 1)).toBe(true)
  expect(plans.some((plan) => plan['lanes'] === 1)).toBe(true)
  expect(new Set(plans.map((plan) => plan['height'])).size).toBeGreaterThan(1)
})

test('a batch of products by way of shared memory', async () => {
  const [a, b] = [pattern(3 * 33 * 20, 1), pattern(20 * 34, 2)]
  await byEachPlan(async () => {
    const c = tf.matMul(tf.tensor3d(a, [3, 33, 20]), tf.tensor3d(b, [1, 20, 34]))
    const expected = [0, 1, 2].flatMap((i) =>
      naiveProduct([33, 34, 20], a.subarray(i * 660, (i + 1) * 660), b, false, false),
    )
    expect(worstError(await c.data(), expected)).toBeLessThan(2e-5)
  })
})

test('weights and biases', async () => {
  const [x, dy] = [pattern(520 * 9, 1), pattern(520 * 6, 2)]
  const expected = naiveProduct([9, 6, 520], x, dy, true, false)
  const sums = naiveProduct([1, 6, 520], new Float32Array(520).fill(1), dy, false, false)
  const plans = await byEachPlan(async () => {
    const [kernel, bias] = runKernelForTwo(PRODUCT_GRADIENTS, {
      x: tf.tensor2d(x, [520, 9]),
      dy: tf.tensor2d(dy, [520, 6]),
    })
    expect(worstError(await kernel.data(), expected)).toBeLessThan(2e-5)
    expect(worstError(await bias.data(), sums)).toBeLessThan(2e-5)
  })
  expect(plans.length).toBeGreaterThan(2)
})

test.for([
  { x: [9, 16, 16, 16], kernel: 4, out: 6, stride: 2, pad: 'same' },
  { x: [9, 15, 17, 3], kernel: 4, out: 5, stride: 2, pad: 'same' },
  { x: [1, 7, 9, 6], kernel: 5, out: 9, stride: 1, pad: 'same' },
  { x: [2, 11, 10, 9], kernel: 3, out: 33, stride: 3, pad: 'valid' },
  { x: [2, 5, 37, 33], kernel: 3, out: 34, stride: 2, pad: 'valid' },
  { x: [3, 2, 1, 8], kernel: 4, out: 8, stride: 2, pad: 'same' },
] as const)('convolutions $x → $out', async (spec) => {
  const conv = convolutionOf(spec)
  const [x, filter, dy] = [
    pattern(sizeOf(conv.x), 1),
    pattern(sizeOf(conv.filter), 2),
    pattern(sizeOf(conv.y), 3),
  ]
  const [y, dx, dFilter] = [conv.y, conv.x, conv.filter].map((shape) => new Float64Array(sizeOf(shape)))
  if (y === undefined || dx === undefined || dFilter === undefined) throw new Error('no room')
  eachTerm(conv, (i, j, k) => {
    y[k] = (y[k] ?? 0) + (x[i] ?? NaN) * (filter[j] ?? NaN)
    dx[i] = (dx[i] ?? 0) + (dy[k] ?? NaN) * (filter[j] ?? NaN)
    dFilter[j] = (dFilter[j] ?? 0) + (x[i] ?? NaN) * (dy[k] ?? NaN)
  })
  const attributes = {
    strides: [spec.stride, spec.stride],
    pad: spec.pad,
    dataFormat: 'NHWC',
    dimRoundingMode: undefined,
  }
  const tensors = {
    x: tf.tensor(x, [...conv.x]),
    filter: tf.tensor(filter, [...conv.filter]),
    dy: tf.tensor(dy, [...conv.y]),
  }
  const staged = (plans: readonly Plan[]) => plans.some((plan) => plan['staged'] === 1)
  const plans = await byEachPlan(async () => {
    const inputs = { x: tensors.x, filter: tensors.filter }
    const result = runKernel<tf.Tensor>('Conv2D', inputs, { ...attributes, dilations: [1, 1] })
    expect(worstError(await result.data(), y)).toBeLessThan(1e-5)
  })
  expect(staged(plans)).toBe(true)
  const inputPlans = await byEachPlan(async () => {
    const inputs = { dy: tensors.dy, filter: tensors.filter }
    const result = runKernel<tf.Tensor>('Conv2DBackpropInput', inputs, { ...attributes, inputShape: conv.x })
    expect(worstError(await result.data(), dx)).toBeLessThan(1e-5)
  })
  expect(staged(inputPlans)).toBe(conv.x[3] >= 5)
  const filterPlans = await byEachPlan(async () => {
    const inputs = { x: tensors.x, dy: tensors.dy }
    const [result, sums] = runKernelForTwo(CONV_FILTER_GRADIENT, inputs, {
      ...attributes,
      filterShape: conv.filter,
    })
    expect(worstError(await result.data(), dFilter)).toBeLessThan(1e-5)
    const expected = new Float64Array(spec.out)
    dy.forEach((value, i) => (expected[i % spec.out] = (expected[i % spec.out] ?? 0) + value))
    expect(worstError(await sums.data(), expected)).toBeLessThan(1e-5)
  })
  expect(staged(filterPlans)).toBe(true)
  if (sizeOf(conv.y) / spec.out > 500) {
    expect(filterPlans.some((plan) => Number(plan['shared']) > 1)).toBe(true)
    expect(filterPlans.some((plan) => plan['lanes'] === 1)).toBe(true)
    expect(filterPlans.some((plan) => plan['staged'] === 1 && Number(plan['parts']) > 1)).toBe(true)
  }
})

test.for([
  [700, 7],
  [65_600, 1],
] as const)('sums of %d rows of %d', async ([rows, columns]) => {
  const x = pattern(rows * columns, 1).map(Math.abs)
  const expected = naiveProduct([1, columns, rows], new Float32Array(rows).fill(1), x, false, false)
  const plans = await byEachPlan(async () => {
    const sums = runKernel<tf.Tensor>(SUM_ROWS, { x: tf.tensor2d(x, [rows, columns]) })
    expect(worstError(await sums.data(), expected)).toBeLessThan(2e-5)
  })
  expect(plans).toEqual([{ lanes: 0 }, { lanes: 1 }])
})

test('sums over more than a dispatch may hold are made in two, and are the same', async () => {
  const [rows, columns] = [1024, 9000]
  const values = pattern(rows * columns, 3)
  const x = tf.tensor2d(values, [rows, columns])
  await x.data()
  counters()
  const sums = runKernel(SUM_ROWS, { x }, {})
  const { dispatches } = counters()
  const expected = Float64Array.from({ length: columns }, (_, column) => {
    let sum = 0
    for (let row = 0; row < rows; row++) sum += values[row * columns + column] ?? NaN
    return sum
  })
  expect(dispatches).toBe(2)
  expect(worstError(await sums.data(), expected)).toBeLessThan(1e-5)
  tf.dispose([x, sums])
})

test('measuring chooses among the plans, leaves no memory behind and does not change the result', async () => {
  const [a, b] = [tf.tensor2d(pattern(64 * 160, 1), [64, 160]), tf.tensor2d(pattern(160 * 64, 2), [160, 64])]
  const before = await tf.matMul(a, b).data()
  const held = tf.memory().numTensors
  // A GPU's plans are many, and compiled on a processor here.
  await tuner.tune(() => tf.matMul(a, b).dispose(), 6)
  expect(tf.memory().numTensors).toBe(held)
  const chosen = Object.keys(tuner.choices())
  expect(chosen.some((key) => key.startsWith('product 64 64 160'))).toBe(true)
  expect(tuner.verdicts()).toEqual({ 'product by subgroups': '' })
  expect(worstError(await tf.matMul(a, b).data(), before)).toBeLessThan(1e-5)
})

describe('a proof', () => {
  const claim = (half: boolean, variant: string) => {
    const gpu = gpuOf(tf.backend())
    const by =
      (code: string) =>
      ([x]: readonly tf.TensorInfo[]) => {
        if (x === undefined) throw new Error('Nothing to read.')
        const program = {
          ...{
            name: `proof ${code}`,
            code: `fn main(index: i32) { if (index < uniforms.size) { ${code} } }`,
          },
          ...{ constants: {}, integers: { size: 9 }, floats: {}, groups: 1 },
          reads: { x: { tensor: x, packed: false } },
          writes: { tensor: room(gpu, [9]), packed: false },
        }
        runForAny(gpu, program, null)
        return [program.writes.tensor]
      }
    const reference = by('result[index] = x[index];')
    return claimOf(gpu, 'copies', half, () => [{ shapes: [[9]], terms: 1, variant: by(variant), reference }])
  }

  test.for([
    [false, 'result[index] = x[index];', null],
    [false, 'result[index] = x[index] * 1.00001;', /differ/],
    [true, 'result[index] = x[index] * 1.002;', null],
    [true, 'result[index] = x[index] * 1.02;', /differ/],
    [
      true,
      'if (index < 8) { result[index] = x[index]; } else { result[index] = bitcast<f32>(index + 0x7fc00000); }',
      /differ/,
    ],
    // A half has no number so small.
    [true, 'result[index] = select(x[index], 0.0, abs(x[index]) < 1e-5);', /differ/],
    [false, 'result[index] = nothing();', /refused/],
  ] as const)('in halves: %s, %s', async ([half, variant, why]) => {
    const found = await claim(half, variant).check()
    if (why === null) expect(found).toBeNull()
    else expect(found).toMatch(why)
    expect(lost).toBeUndefined()
  })
})

test('what was measured outlives the visit, per adapter', async () => {
  const shelf = planCache('an adapter for tests')
  const kept = { choices: { some: 'plan' }, verdicts: { claim: 'why not' } }
  await shelf.save(kept)
  expect(await planCache('an adapter for tests').load()).toEqual(kept)
  expect(await planCache('another one').load()).toEqual({ choices: {}, verdicts: {} })
})
