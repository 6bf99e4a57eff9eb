/** The head of a generator of rows: bounded numbers and chances, whatever is thrown at it, and noise that draws as chances say. */
import { tensor, tensor2d, type Tensor2D } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Span } from '../../../../src/common/networks/layer-op.ts'
import { layerLabel } from '../../../../src/common/networks/layer-label.ts'
import { streamFor, uniforms } from '../../../../src/common/numbers/random.ts'
import { EVALUATE, TRAIN, type Chance, type NetworkState } from '../../../../src/worker/gan/networks/layer.ts'
import { spanHeadLayer } from '../../../../src/worker/gan/networks/layers/span-head.ts'
import { gradientsOf } from '../../../../src/worker/gan/ops/autodiff.ts'
import { softmaxSpans, spanLayout } from '../../../../src/worker/gan/networks/layers/softmax-spans.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'

beforeAll(useCpu)

const nothing: NetworkState = { weights: new Map(), statistics: new Map() }
const chance: Chance = (shape) => {
  const size = shape.reduce((product, side) => product * side, 1)
  return tensor(uniforms(streamFor(8, 'layers'), size, -1, 1), [...shape])
}
const spans = (...words: string[]): Span[] =>
  words.map((word) => ({ width: Number(word.slice(1)), kind: word.startsWith('t') ? 'tanh' : 'softmax' }))

test('is a number between −1 and 1, or chances that add up to 1, in the order of the spans', () => {
  const head = spanHeadLayer('head', spans('s2', 't1', 's3', 's1'))
  const [y = []] = head
    .apply(tensor2d([[0, Math.log(3), 0.5, 1, 1, 1, -7]]), nothing, EVALUATE)
    .arraySync() as number[][]
  const wanted = [1 / 4, 3 / 4, Math.tanh(0.5), 1 / 3, 1 / 3, 1 / 3, 1]
  y.forEach((value, i) => expect(value).toBeCloseTo(wanted[i] ?? NaN, 6))
  expect(layerLabel(head.op)).toBe('1 × tanh, 3 × softmax')
})

describe('whatever is large', () => {
  const LARGE = [-1e4, 1e4, -1e4, 3, 1e4, 1e4, -1e4, -1e4, -2e4, 1e30]
  const width = LARGE.length

  test('is never NaN, and a span that lies far below all others still adds up to 1', () => {
    const head = spanHeadLayer('head', spans('s3', 't1', 's2', 's3', 't1'))
    for (const pass of [EVALUATE, { ...TRAIN, chance }, TRAIN]) {
      const x = tensor2d([LARGE])
      const { value, grads } = gradientsOf(() => head.apply(x, nothing, pass), [x])
      const y = [...value.dataSync()]
      expect(y.every(Number.isFinite)).toBe(true)
      for (const [start, end] of [
        [0, 3],
        [4, 6],
        [6, 9],
      ])
        expect(y.slice(start, end).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5)
      expect(grads[0]?.dataSync().every(Number.isFinite)).toBe(true)
      expect([y[1], y[9]]).toEqual([1, 1])
    }
  })

  test('gives a column of no span nothing', () => {
    const layout = spanLayout(width, [{ start: 4, width: 2 }])
    const y = [...softmaxSpans(tensor2d([LARGE]), layout).dataSync()]
    expect(y).toEqual([0, 0, 0, 0, 0.5, 0.5, 0, 0, 0, 0])
  })
})

test('its noise draws a category as often as its chance says', () => {
  const CHANCES = [0.7, 0.2, 0.1]
  const rows = 6000
  const x = tensor2d(Array.from({ length: rows }, () => CHANCES.map(Math.log)))
  const y = spanHeadLayer('head', spans('s3')).apply(x, nothing, { ...TRAIN, chance }) as Tensor2D
  const drawn = [...y.argMax(1).dataSync()]
  CHANCES.forEach((p, category) => {
    const share = drawn.filter((one) => one === category).length / rows
    expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / rows))
  })
  // With τ = 0.2 nine in ten are nearly one-hot, and the same numbers give the same again.
  const largest = [...y.max(1).dataSync()]
  expect(largest.filter((value) => value > 0.9).length / rows).toBeGreaterThan(0.8)
  const again = spanHeadLayer('head', spans('s3')).apply(x, nothing, { ...TRAIN, chance })
  expect([...again.dataSync()]).toEqual([...y.dataSync()])
})

test('a hundred spans of five are softmaxes like one', () => {
  const many = Array.from({ length: 100 }, (_, i) => ({ start: 5 * i, width: 5 }))
  const values = uniforms(streamFor(3, 'data'), 1000, -4, 4)
  const y = softmaxSpans(tensor2d(values, [2, 500]), spanLayout(500, many)).dataSync()
  for (let start = 0; start < 1000; start += 5) {
    const over = [...values.subarray(start, start + 5)].map(Math.exp)
    const sum = over.reduce((total, value) => total + value, 0)
    over.forEach((value, i) => expect(y[start + i]).toBeCloseTo(value / sum, 5))
  }
})

test('spans that are none are refused', () => {
  expect(() => spanLayout(3, [{ start: 2, width: 2 }])).toThrow('reach past')
  expect(() => spanLayout(3, [{ start: 0, width: 0 }])).toThrow('reach past')
  expect(() => spanHeadLayer('head', [])).toThrow('no spans')
})
