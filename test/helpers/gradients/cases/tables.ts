/** What networks of rows are made of: the head of spans, when evaluating and with its noise, cross-entropies and the term of a condition. */
import type { Tensor2D } from '@tensorflow/tfjs'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import { EVALUATE, PROBE, type Pass } from '../../../../src/worker/gan/networks/layer.ts'
import type { Span } from '../../../../src/common/networks/layer-op.ts'
import { logSumExpSpans, spanLayout } from '../../../../src/worker/gan/networks/layers/softmax-spans.ts'
import { spanHeadLayer, stretchesOf } from '../../../../src/worker/gan/networks/layers/span-head.ts'
import type { RowLayout } from '../../../../src/worker/gan/networks/row-layout.ts'
import { chosenCategoryTerm } from '../../../../src/worker/gan/tasks/chosen-category.ts'
import { wave, type GradientCase } from '../case.ts'
import { at, type Maths, type Values } from '../maths.ts'
import { tensorOf } from '../ours.ts'
import { chance, drawn } from './chance.ts'
import { layerCase } from './networks.ts'

/** Numbers between categories, widths that are powers of two and not, and one alone. */
const SPANS: readonly Span[] = [
  { width: 1, kind: 'tanh' },
  { width: 3, kind: 'softmax' },
  { width: 2, kind: 'softmax' },
  { width: 2, kind: 'tanh' },
  { width: 5, kind: 'softmax' },
  { width: 1, kind: 'softmax' },
]
const WIDTH = 14

/** e^x over its sum, of the columns of a span. */
export function softmaxOf<A>(m: Maths<A>, x: A): A {
  const over = m.exp(x)
  return m.div(over, m.sum(over, [1]))
}

/** tanh or softmax of each span's columns; softmax of (x + noise)/temperature. */
function headFormula(spans: readonly Span[], noise: Values | null, temperature: number) {
  return <A>(m: Maths<A>, x: A): A => {
    const noisy = noise === null ? x : m.add(x, m.constant(noise))
    let start = 0
    const parts = spans.map(({ width, kind }) => {
      const from = start
      start += width
      if (kind === 'tanh') return m.tanh(m.slice(x, 1, from, width))
      return softmaxOf(m, m.mul(m.slice(noisy, 1, from, width), 1 / temperature))
    })
    return m.concat(parts, 1)
  }
}

/** −ln(−ln v) of the numbers that a case draws. */
function gumbelOf(shape: readonly number[]): Values {
  const { data } = drawn(shape)
  return { shape, data: data.map((u) => -Math.log(-Math.log((1 + u) / 2))) }
}

function headCase(
  name: string,
  spans: readonly Span[],
  temperature: number,
  pass: Pass,
  [noise, divisor]: [Values | null, number],
): GradientCase {
  const width = spans.reduce((sum, span) => sum + span.width, 0)
  const layer = spanHeadLayer('head', spans, temperature)
  return layerCase(name, layer, wave([3, width], 12), headFormula(spans, noise, divisor), { pass })
}

/** Spans 1, 2 and 4 may be chosen from: 3 + 2 + 5 choices. The last row is told nothing. */
const LAYOUT: RowLayout = { spans: SPANS, choosable: [4, 1, 2] }
const CHOSEN = [
  { choice: 3, start: 8, width: 5, category: 3 },
  { choice: 5, start: 1, width: 3, category: 0 },
  { choice: 9, start: 4, width: 2, category: 1 },
]
const TOLD = tensorValues(4, 10)
CHOSEN.forEach(({ choice }, i) => (TOLD.data[10 * i + choice] = 1))

function tensorValues(rows: number, columns: number): Values {
  return { shape: [rows, columns], data: new Float64Array(rows * columns) }
}

const chosenCategory: GradientCase = {
  name: 'cross-entropy of the chosen category',
  inputs: [wave([4, WIDTH], 13, 1.5)],
  ours: (...xs) => {
    const conditions = { row: tensorOf(TOLD) as Tensor2D }
    const beforeHead = at(xs, 0)
    return chosenCategoryTerm(LAYOUT).value(
      { fake: beforeHead, real: null, beforeHead, conditions },
      defaultsFor('ring'),
    )
  },
  // −ln of the chosen category's share of its column, the mean over four rows of which one is told nothing.
  formula: (m, ...xs) => {
    const terms = CHOSEN.map(({ start, width, category }, i) => {
      const column = m.slice(m.slice(at(xs, 0), 0, i, 1), 1, start, width)
      const apart = m.sub(column, m.slice(column, 1, category, 1))
      return m.reshape(m.log(m.sum(m.exp(apart), [1])), [])
    })
    return m.mul(
      terms.reduce((sum, term) => m.add(sum, term)),
      1 / 4,
    )
  },
}

const CATEGORIES = SPANS.filter(({ kind }) => kind === 'softmax')

/** Numbers between them are no part of it; the order is by width, as in `SpanLayout`. */
const logSums: GradientCase = {
  name: 'log of a sum of exponentials, of each span',
  inputs: [wave([3, WIDTH], 14, 1.5)],
  ours: (...xs) => logSumExpSpans(at(xs, 0) as Tensor2D, spanLayout(WIDTH, stretchesOf(SPANS, 'softmax'))),
  formula: (m, ...xs) => {
    const sums = [
      [13, 1],
      [4, 2],
      [1, 3],
      [8, 5],
    ].map(([start = 0, width = 0]) => m.log(m.sum(m.exp(m.slice(at(xs, 0), 1, start, width)), [1])))
    return m.concat(sums, 1)
  },
}

const training: Pass = { ...PROBE, chance }

export const TABLES: GradientCase[] = [
  headCase('head of spans, evaluating', SPANS, 0.2, EVALUATE, [null, 1]),
  headCase('head of spans, training', SPANS, 0.8, training, [gumbelOf([3, WIDTH]), 0.8]),
  chosenCategory,
  logSums,
  headCase('head of categories alone', CATEGORIES, 0.8, training, [gumbelOf([3, 11]), 0.8]),
]
