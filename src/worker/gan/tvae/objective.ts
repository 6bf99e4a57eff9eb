/**
 * What TVAE minimises (Xu et al. 2019, section 4.5): how unlikely a row is by what was decoded, and how far its latent's place is from
 * N(0, 1). Sums over a batch, to be divided by its rows. Must not know any network.
 */
import { add, div, log, matMul, mul, square, sub, sum, tensor1d, tensor2d } from '@tensorflow/tfjs'
import type { Scalar, Tensor2D } from '@tensorflow/tfjs'
import { logSumExpSpans, spanLayout, type SpanLayout } from '../networks/layers/softmax-spans.ts'
import { stretchesOf } from '../networks/layers/span-head.ts'
import { rowWidth, type RowLayout } from '../networks/row-layout.ts'
import { constant } from '../ops/autodiff.ts'
import { matrixProduct } from '../ops/mat-mul.ts'
import { settled } from '../ops/signal.ts'
import { exp, tanh } from '../ops/smooth.ts'

/** Where numbers and categories lie in a row, worked out once. */
export interface RowParts {
  readonly width: number
  /** Columns that are numbers, in order. */
  readonly numbers: readonly number[]
  readonly categories: SpanLayout
}

export function rowPartsOf(layout: RowLayout): RowParts {
  const width = rowWidth(layout)
  const numbers = stretchesOf(layout.spans, 'tanh').flatMap(({ start, width: columns }) =>
    Array.from({ length: columns }, (_, i) => start + i),
  )
  return { width, numbers, categories: spanLayout(width, stretchesOf(layout.spans, 'softmax')) }
}

/**
 * Σ −ln p(row | decoded): of a number by N(tanh decoded, σ²), but for the constant ln √2π; of a category by a softmax.
 * @param rows,decoded [n, width] @param deviation
 */
export function reconstructionError(
  rows: Tensor2D,
  decoded: Tensor2D,
  deviation: Tensor2D | null,
  parts: RowParts,
): Scalar {
  const ofNumbers = deviation === null ? null : numbersError(rows, decoded, deviation, parts)
  const ofCategories = parts.categories.spans === 0 ? null : crossEntropy(rows, decoded, parts.categories)
  if (ofNumbers !== null && ofCategories !== null) return add<Scalar>(ofNumbers, ofCategories)
  const only = ofNumbers ?? ofCategories
  if (only === null) throw new Error('A row has neither numbers nor categories.')
  return only
}

/** Σ KL(N(mean, e^logVariance) ‖ N(0, 1)). @param mean,logVariance [n, latent] */
export function divergence(mean: Tensor2D, logVariance: Tensor2D): Scalar {
  const each = sub(add(exp(logVariance), square(mean)), add(logVariance, 1))
  return mul<Scalar>(sum(each), 0.5)
}

function numbersError(
  rows: Tensor2D,
  decoded: Tensor2D,
  deviation: Tensor2D,
  { width, numbers }: RowParts,
): Scalar {
  const map = new Float32Array(width * numbers.length)
  numbers.forEach((column, i) => (map[column * numbers.length + i] = 1))
  // A product, because the gradient of gathered columns is no kernel of WASM's.
  const picked = constant(() => tensor2d(map, [width, numbers.length]))
  const wanted = constant(() => matMul<Tensor2D>(rows, picked))
  const off = sub(wanted, tanh(matrixProduct(settled(decoded), settled(picked))))
  const terms = add(div(square(off), mul(square(deviation), 2)), log(deviation))
  return sum(terms)
}

/** By logits, so that a category of no chance at all still has a slope. */
function crossEntropy(rows: Tensor2D, decoded: Tensor2D, layout: SpanLayout): Scalar {
  const { width, spans, members, others } = layout
  const told = constant(() => matMul<Tensor2D>(rows, tensor2d(members, [width, spans])))
  const chosen = constant(() => (others === null ? rows : mul<Tensor2D>(rows, sub(1, tensor1d(others)))))
  return sub<Scalar>(sum(mul(logSumExpSpans(decoded, layout), told)), sum(mul(decoded, chosen)))
}
