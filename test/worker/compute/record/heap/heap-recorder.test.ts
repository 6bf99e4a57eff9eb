/** Steps on the heap that can be recorded, and those that cannot: each is made all the same, and says why. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as tf from '@tensorflow/tfjs'
import { ASSIGN } from '../../../../../src/worker/gan/kernels/contract.ts'
import { runKernel } from '../../../../../src/worker/gan/ops/autodiff.ts'
import { uniformTensor } from '../../../../../src/worker/gan/batches/device-draws.ts'
import { fork, streamFor, uniforms } from '../../../../../src/common/numbers/random.ts'
import type { Ear } from '../../../../../src/worker/gan/kernels/ear.ts'
import type { HeapRecorder } from '../../../../../src/worker/compute/record/heap/heap-recorder.ts'
import type { HeapRecording } from '../../../../../src/worker/compute/record/heap/heap-recording.ts'
import { NotRecordable } from '../../../../../src/worker/compute/record/not-recordable.ts'
import { openWasmEngine } from '../../../../helpers/engine/wasm-engine.ts'

let recorder: HeapRecorder
let weight: tf.Variable
let recording: HeapRecording | null = null
beforeAll(async () => {
  const opened = (await openWasmEngine()).openRecorder?.(2)
  if (opened?.on !== 'heap') throw new Error('Nothing records on the heap.')
  recorder = opened
})
beforeEach(() => {
  weight = tf.variable(tf.tensor1d([1, 2]))
})
afterEach(() => {
  weight.dispose()
  recording?.dispose()
  recording = null
})
afterAll(() => recorder.dispose())

let ear: Ear | null = null
type Step = (step: number) => tf.Tensor

/** Makes two steps, and records what they have in common. */
function record(step: Step): HeapRecording | NotRecordable {
  const traces = [0, 1].map((number) => {
    const { row, trace } = recorder.trace(
      (listening) => (ear = listening),
      () => tf.tidy(() => step(number)),
    )
    row.dispose()
    return trace
  })
  const [first, second] = traces
  if (first === undefined || first instanceof NotRecordable) return first ?? new NotRecordable('')
  if (second === undefined || second instanceof NotRecordable) return second ?? new NotRecordable('')
  const other = recorder.differs(first, second)
  if (other !== null) return other
  recording = recorder.record(second)
  return recording
}

function recorded(step: Step): HeapRecording {
  const made = record(step)
  if (made instanceof NotRecordable) throw made
  return made
}

const assign = (value: tf.Tensor) => void runKernel(ASSIGN, { a0: weight, x0: value }, { count: 1 })

describe('recorded', () => {
  test('a step reads and writes what outlives it', async () => {
    const made = recorded(() => {
      assign(tf.mul(weight, 3))
      return tf.square(weight)
    })
    expect([...(await weight.data())]).toEqual([9, 18])
    expect([...made.play(2)]).toEqual([27 ** 2, 54 ** 2])
    expect([...(await weight.data())]).toEqual([27, 54])
    assign(tf.tensor1d([1, 1]))
    expect([...made.play(3)]).toEqual([9, 9])
  })

  test('with pauses it is the same', async () => {
    const made = recorded(() => tf.add(tf.exp(weight), 1).square())
    const [once, again] = [await made.playInParts(2, nothing), await made.playInParts(3, nothing)]
    expect([...once]).toEqual([...made.play(4)])
    expect([...again]).toEqual([...once])
  })

  test('what JavaScript draws is drawn for each step anew', () => {
    const draw = (step: number) => Float32Array.of(step, 10 * step)
    const made = recorded((step) => {
      const drawn = tf.tensor1d(draw(step))
      ear?.drawn(drawn, draw)
      return tf.add(drawn, weight)
    })
    expect([...made.play(7)]).toEqual([8, 72])
    expect([...made.play(2)]).toEqual([3, 22])
  })

  test('and so is what a kernel draws by a key', () => {
    const streamAt = (step: number) => fork(streamFor(5, 'layers'), step)
    const made = recorded((step) => tf.mul(uniformTensor(streamAt, step, [37], ear), 1))
    for (const step of [3, 11]) expect([...made.play(step)]).toEqual([...uniforms(streamAt(step), 37, -1, 1)])
  })

  test('numbers that JavaScript writes alike in every step stay', () => {
    const made = recorded(() => tf.add(tf.mul(weight, tf.tensor1d([0.5, 0.25])), 1))
    for (let step = 0; step < 3; step++) expect([...made.play(step)]).toEqual([1.5, 1.5])
  })

  test('looks at other tensors in between change nothing', () => {
    const made = recorded(() => tf.matMul(weight.reshape([1, 2]), tf.ones([2, 2])).reshape([2]))
    const before = [...made.play(2)]
    tf.tidy(() => tf.matMul(tf.ones([40, 300]), tf.ones([300, 50])).sum())
    expect([...made.play(3)]).toEqual(before)
  })

  test('it no longer holds once its variable has other memory', () => {
    const made = recorded(() => tf.square(weight))
    expect(made.valid).toBe(true)
    weight.assign(tf.tensor1d([3, 4]))
    expect(made.valid).toBe(false)
  })

  test('nothing of it is left when it is disposed', () => {
    const before = tf.memory().numTensors
    recorded(() => tf.square(tf.add(weight, 1))).dispose()
    recording = null
    expect(tf.memory().numTensors).toBe(before)
  })
})

const nothing = () => Promise.resolve()
const nobody = () => undefined

describe('refused, and made all the same', () => {
  test.for<{ name: string; step: Step; reason: string }>([
    {
      name: 'a number that changes from step to step',
      step: (step) => tf.mul(tf.square(weight), step + 1),
      reason: 'Multiply is not the same in every step',
    },
    {
      name: 'another kernel in every other step',
      step: (step) => (step % 2 === 0 ? tf.square(weight) : tf.exp(weight)),
      reason: 'Exp is not the same in every step',
    },
    {
      name: 'a setting that changes',
      step: (step) => tf.leakyRelu(tf.neg(weight), 0.1 * (step + 1)),
      reason: 'LeakyRelu is not the same in every step',
    },
    {
      name: 'numbers that are read back',
      step: () => tf.mul(weight, weight.dataSync()[0] ?? 0),
      reason: 'it reads numbers back',
    },
    {
      name: 'a variable that is given other memory',
      step: () => {
        weight.assign(tf.add(weight, 1))
        return tf.square(weight)
      },
      reason: 'it gives W other memory',
    },
    {
      name: 'a result that is kept',
      step: () => tf.square(tf.keep(tf.add(weight, 1))),
      reason: '1 of its results outlive it',
    },
  ])('$name', ({ step, reason }) => {
    const made = record(step)
    expect(made).toBeInstanceOf(NotRecordable)
    expect(made instanceof NotRecordable ? made.reason : '').toBe(reason.replace('W', weight.name))
  })

  test('what would not fit a second time', () => {
    const { row, trace } = recorder.trace(nobody, () => tf.tidy(() => tf.square(weight)))
    row.dispose()
    if (trace instanceof NotRecordable) throw trace
    const tensors = trace.tensors.map((tensor) => ({ ...tensor, shape: [2 ** 30] }))
    expect(() => recorder.record({ ...trace, tensors })).toThrow(/too much memory/)
  })

  test('what throws leaves tfjs as it was', () => {
    const broken = () => {
      throw new Error('a step that breaks')
    }
    expect(() => record(() => tf.mul(weight, broken()))).toThrow('a step that breaks')
    expect([...tf.square(weight).dataSync()]).toEqual([1, 4])
    expect(record(() => tf.square(weight))).not.toBeInstanceOf(NotRecordable)
  })
})
