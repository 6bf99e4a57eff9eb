/**
 * Recorded steps that run in fewer commands than they ask for: the numbers are those of plain loops, and to the last bit those
 * of the same recording command by command.
 */
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fork, normals, streamFor } from '../../src/common/numbers/random.ts'
import { openEngine } from '../../src/worker/compute/engine.ts'
import type { Engine } from '../../src/worker/compute/engine-types.ts'
import { Pipelines } from '../../src/worker/compute/record/fewer/pipelines.ts'
import type { Recordable, Recorder } from '../../src/worker/compute/record/recorder.ts'
import { tellSoftware } from '../../src/worker/compute/kernels/webgpu/lib/traits.ts'
import { tunerOf } from '../../src/worker/compute/tuning/tuner.ts'
import { AVERAGE } from '../../src/worker/gan/kernels/contract.ts'
import { SUM_ROWS } from '../../src/worker/gan/kernels/fused.ts'
import { runKernel } from '../../src/worker/gan/ops/autodiff.ts'
import { CASES, datasetFor } from '../bench/speed/cases.ts'
import { Run } from '../../src/worker/session/train/run.ts'
import { ASSETS } from './engine-assets.ts'

/** Figures of a step here. */
const WIDTH = 16

let engine: Engine
let recorder: Recorder
let lost: unknown
beforeAll(async () => {
  engine = await openEngine('webgpu', ASSETS)
  void engine.lost.then((failure) => (lost = failure))
  const opened = engine.openRecorder?.(WIDTH)
  if (opened?.on !== 'device') throw new Error('There is no recorder.')
  recorder = opened
})
afterAll(() => {
  recorder.dispose()
  expect(lost).toBeUndefined()
  void tf.setBackend('cpu')
})

/** The row of one replayed step, and its dispatches. */
async function replayed(recordable: Recordable, shorten: boolean) {
  const recording = recorder.record(recordable, shorten)
  recording.play(0, 1, [], 1)
  recorder.figures.expect(0, 1)
  const { values } = await recorder.figures.read()
  const { dispatches } = recording
  recording.dispose()
  return { values, dispatches }
}

const drawn = (which: number, count: number) => normals(fork(streamFor(6, 'data'), which), count)

/** a [m, k] · b [k, n], in doubles. */
function product(a: Float32Array, b: Float32Array, [m, k, n]: readonly [number, number, number]): number[] {
  return Array.from({ length: m * n }, (_, i) => {
    let sum = 0
    for (let t = 0; t < k; t++) sum += (a[Math.floor(i / n) * k + t] ?? 0) * (b[t * n + (i % n)] ?? 0)
    return sum
  })
}

const rectified = (values: readonly number[]) => values.map((value) => Math.max(0, value))

describe('a step of our own', () => {
  const [rows, inner] = [64, 8]
  const variables: tf.Variable[] = []
  const variable = (which: number, shape: number[]) => {
    const data = drawn(
      which,
      shape.reduce((product, side) => product * side, 1),
    )
    const made = tf.variable(tf.tensor(data, shape))
    variables.push(made)
    return { made, data }
  }
  afterAll(() => tf.dispose(variables))

  const record = (step: () => tf.Tensor): Recordable => ({
    step: () => tf.tidy(step),
    follow: () => undefined,
    held: () => [],
  })

  test('joins, splits, and runs products beside each other', async () => {
    const [a, b] = [variable(1, [rows, inner]), variable(2, [rows, inner])]
    const [w, v] = [variable(3, [inner, inner]), variable(4, [inner, WIDTH])]
    const recordable = record(() => {
      const scaled = [a, b].map(({ made }) => tf.mul<tf.Tensor2D>(made, 0.5))
      const products = scaled.map((x) => tf.matMul(x, w.made as tf.Tensor2D))
      const [first, second] = products.map((x) => tf.relu(x))
      if (first === undefined || second === undefined) throw new Error('none')
      const [head, tail] = tf.split(
        tf.matMul(tf.concat([first, second]) as tf.Tensor2D, v.made as tf.Tensor2D),
        2,
      )
      if (head === undefined || tail === undefined) throw new Error('none')
      const unread = tf.square(head)
      return tf.add(head, tail).add(tf.zerosLike(unread)).slice([0, 0], [1, WIDTH]).reshape([WIDTH])
    })
    const made = recorder.record(recordable)
    // The products are twins, which lie side by side.
    expect(made.listing.some((line) => /matMul.*beside it.*matMul/.test(line))).toBe(true)
    made.dispose()
    const [whole, shorter] = [await replayed(recordable, false), await replayed(recordable, true)]
    expect(shorter.values).toEqual(whole.values)
    // Two products and two rectifiers in pairs, a join and a split less, and what is asked of zeros alone.
    expect(whole.dispatches - shorter.dispatches).toBeGreaterThanOrEqual(4)
    const hidden = [a, b].map(({ data }) =>
      rectified(
        product(
          data.map((x) => 0.5 * x),
          w.data,
          [rows, inner, inner],
        ),
      ),
    )
    const [one, two] = hidden.map((h) => product(Float32Array.from(h), v.data, [rows, inner, WIDTH]))
    const expected = Array.from({ length: WIDTH }, (_, i) => (one?.[i] ?? 0) + (two?.[i] ?? 0))
    expected.forEach((value, i) => expect(shorter.values[i]).toBeCloseTo(value, 4))
  })

  test('runs sums by subgroups beside each other', async () => {
    const [a, b] = [variable(7, [rows + 3, WIDTH]), variable(8, [rows, WIDTH])]
    const recordable = record(() => {
      const [one, two] = [a, b].map(({ made }) => runKernel<tf.Tensor>(SUM_ROWS, { x: made }))
      if (one === undefined || two === undefined) throw new Error('none')
      return tf.add(one, two)
    })
    const tuner = tunerOf(tf.backend())
    if (tuner === null) throw new Error('There is no tuner.')
    // Offered on a GPU, taken as if measured.
    tellSoftware(tf.backend(), false)
    tuner.forced = (_, plans) => plans.find((plan) => plan['lanes'] === 1) ?? null
    const [whole, shorter] = [await replayed(recordable, false), await replayed(recordable, true)]
    tuner.forced = null
    tellSoftware(tf.backend(), true)
    expect(await recorder.sound()).toBe(true)
    expect(shorter.values).toEqual(whole.values)
    expect(shorter.dispatches).toBe(whole.dispatches - 1)
    const sumOf = (data: Float32Array, column: number) =>
      data.reduce((sum, value, i) => (i % WIDTH === column ? sum + value : sum), 0)
    shorter.values.forEach((value, i) => expect(value).toBeCloseTo(sumOf(a.data, i) + sumOf(b.data, i), 3))
  })

  test('keeps the order of what changes in place', async () => {
    const [p, q] = [variable(5, [WIDTH]), variable(6, [WIDTH])]
    const recordable = record(() => {
      const before = tf.add(p.made, 0)
      const follow = (a0: tf.Variable, x0: tf.Tensor) =>
        runKernel(AVERAGE, { a0, x0 }, { count: 1, decay: 0.5, warmth: 0 }).dispose()
      follow(p.made, q.made)
      const between = tf.add(p.made, 0)
      follow(q.made, p.made)
      return tf.add(tf.mul(before, 100), tf.add(tf.mul(between, 10), q.made))
    })
    const { values } = await replayed(recordable, true)
    const expected = [...p.data].map((start, i) => {
      const between = 0.5 * start + 0.5 * (q.data[i] ?? 0)
      return 100 * start + 10 * between + 0.5 * (q.data[i] ?? 0) + 0.5 * between
    })
    expected.forEach((value, i) => expect(values[i]).toBeCloseTo(value, 3))
  })
})

test.for([
  ['ring', 32],
  ['dcgan28', 45],
  ['dcgan32-r1', 75],
] as const)('%s takes no more than %d dispatches a step', async ([name, most]) => {
  const speed = CASES.find((each) => each.name === name)
  if (speed === undefined) throw new Error(`There is no case ${name}.`)
  const run = new Run({ ...speed.config }, datasetFor(speed), engine)
  await run.compile(() => undefined)
  expect(run.replay?.refused).toBeNull()
  expect(run.replay?.listing?.length).toBeLessThanOrEqual(most)
  run.dispose()
})

// Last, as it is remembered.
test('a shader that the device refuses is no lost device', async () => {
  const { device } = tf.backend() as unknown as { device: GPUDevice }
  const pipelines = Pipelines.on(device)
  pipelines.of('@compute @workgroup_size(64) fn main() {}', [], 'fine')
  expect(await pipelines.sound()).toBe(true)
  pipelines.of('@compute @workgroup_size(64) fn main() { nothing(); }', [], 'wrong')
  expect(await pipelines.sound()).toBe(false)
  pipelines.of('@compute @workgroup_size(64) fn main() {}', [], 'fine')
  expect(await pipelines.sound()).toBe(false)
})
