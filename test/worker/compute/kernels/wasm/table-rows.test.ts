/** The kernels of table rows against the formulas that they stand for, on the same numbers. */
import * as tf from '@tensorflow/tfjs'
import { defaultsFor } from '../../../../../src/common/config/defaults.ts'
import { beforeAll, expect, test } from 'vitest'
import { normals, streamFor } from '../../../../../src/common/numbers/random.ts'
import { CHOSEN_CATEGORY, SOFTMAX_SPANS } from '../../../../../src/worker/gan/kernels/contract.ts'
import { hasKernel } from '../../../../../src/worker/gan/kernels/has-kernel.ts'
import { softmaxSpans, spanLayout } from '../../../../../src/worker/gan/networks/layers/softmax-spans.ts'
import type { RowLayout } from '../../../../../src/worker/gan/networks/row-layout.ts'
import { gradientsOf } from '../../../../../src/worker/gan/ops/autodiff.ts'
import { chosenCategoryTerm } from '../../../../../src/worker/gan/tasks/chosen-category.ts'
import { useCpu } from '../../../../helpers/engine/backend.ts'
import { openWasmEngine } from '../../../../helpers/engine/wasm-engine.ts'

const ROWS = 7
/** Of three columns of categories the last two may be chosen. */
const LAYOUT: RowLayout = {
  spans: [
    { width: 3, kind: 'softmax' },
    { width: 1, kind: 'tanh' },
    { width: 5, kind: 'softmax' },
    { width: 2, kind: 'softmax' },
  ],
  choosable: [2, 3],
}
const WIDTH = 11
const NUMBERS = normals(streamFor(4, 'data'), ROWS * WIDTH, 0, 30)
/** One choice a row, the last row none. */
const CHOSEN = [0, 6, 3, 4, 5, 1]

beforeAll(async () => {
  await openWasmEngine()
  for (const name of [SOFTMAX_SPANS, CHOSEN_CATEGORY])
    if (!hasKernel(name, 'wasm')) throw new Error(`Nothing is tested without ${name}.`)
})

async function onEach(compute: () => tf.Tensor[]): Promise<Float32Array[][]> {
  const found: Float32Array[][] = []
  for (const open of [useCpu, openWasmEngine]) {
    await open()
    const tensors = tf.tidy(compute)
    found.push(await Promise.all(tensors.map((tensor) => tensor.data<'float32'>())))
    tf.dispose(tensors)
  }
  return found
}

function expectAlike([ours = [], wasm = []]: Float32Array[][]): void {
  expect(wasm).toHaveLength(ours.length)
  ours.forEach((values, i) => {
    expect(values.some((value) => value !== 0)).toBe(true)
    values.forEach((value, j) =>
      expect(Math.abs((wasm[i]?.[j] ?? NaN) - value)).toBeLessThan(1e-6 * Math.max(1, Math.abs(value))),
    )
  })
}

test('softmax of spans and its gradient', async () => {
  const layout = spanLayout(WIDTH, [
    { start: 0, width: 3 },
    { start: 4, width: 5 },
    { start: 9, width: 2 },
  ])
  const weights = normals(streamFor(5, 'data'), ROWS * WIDTH)
  expectAlike(
    await onEach(() => {
      const x = tf.tensor2d(NUMBERS, [ROWS, WIDTH])
      const { value, grads } = gradientsOf(
        () => tf.sum(tf.mul(softmaxSpans(x, layout), tf.tensor2d(weights, [ROWS, WIDTH]))),
        [x],
      )
      return [value, ...grads, softmaxSpans(x, layout)]
    }),
  )
})

test('the cross-entropy of chosen categories and its gradient, a row without a choice adding nothing', async () => {
  const found = await onEach(() => {
    const x = tf.tensor2d(NUMBERS, [ROWS, WIDTH])
    const row = tf.buffer<tf.Rank.R2>([ROWS, 7])
    CHOSEN.forEach((choice, i) => row.set(1, i, choice))
    const term = chosenCategoryTerm(LAYOUT)
    const conditions = { row: row.toTensor() }
    const { value, grads } = gradientsOf(
      () => term.value({ fake: x, real: x, beforeHead: x, conditions }, defaultsFor('ring')),
      [x],
    )
    return [value, ...grads]
  })
  expectAlike(found)
  const [, gradient = new Float32Array()] = found[1] ?? []
  expect([...gradient.subarray(6 * WIDTH)]).toEqual(Array.from({ length: WIDTH }, () => 0))
})

test('tiling the first axis copies, the others go tfjs’ own way', async () => {
  const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3])
  expect(await tf.tile(x, [2, 1]).array()).toEqual([
    [1, 2, 3],
    [4, 5, 6],
    [1, 2, 3],
    [4, 5, 6],
  ])
  expect(await tf.tile(x, [1, 2]).array()).toEqual([
    [1, 2, 3, 1, 2, 3],
    [4, 5, 6, 4, 5, 6],
  ])
  expect(await tf.tile(tf.tensor1d([1, 2], 'int32'), [2]).array()).toEqual([1, 2, 1, 2])
})
