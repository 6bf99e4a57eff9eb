/**
 * Softmax over spans of columns, side by side in one matrix: rows of a table whose categories are one-hot. All spans at once: sums
 * over a span and their way back are products with a matrix of ones and zeros, so that a hundred spans cost no more kernels than
 * one. And the logarithms of their denominators, for cross-entropies. Must not know what a span stands for.
 */
import {
  add,
  concat,
  div,
  exp,
  gather,
  getBackend,
  log,
  matMul,
  max,
  mul,
  slice,
  sub,
  tensor1d,
  tensor2d,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs'
import { SOFTMAX_SPANS, type SoftmaxSpansAttributes } from '../../kernels/contract.ts'
import { hasKernel } from '../../kernels/has-kernel.ts'
import { differentiable, isRecorded, runKernel, savedAt } from '../../ops/autodiff.ts'
import { matrixProduct } from '../../ops/mat-mul.ts'
import { settled } from '../../ops/signal.ts'

/** Columns `start` … `start + width − 1`. */
export interface Stretch {
  readonly start: number
  readonly width: number
}

/** How the spans lie, worked out once: plain arrays, from which a pass makes its constants. */
export interface SpanLayout {
  /** Columns in all. */
  readonly width: number
  readonly spans: number
  /** First column and width of each span, in the order of `blocks`. */
  readonly starts: readonly number[]
  readonly widths: readonly number[]
  /** [width, spans] 1 where a column is of a span; spans in the order of `blocks`. */
  readonly members: Float32Array
  /** [width] 1 where a column is of no span; null where there is none such. */
  readonly others: Float32Array | null
  /** The columns of all spans, each span filled up to its block's side with its own first column. */
  readonly filled: Int32Array
  /** Spans that are filled up alike, in the order of `filled`. */
  readonly blocks: readonly { readonly start: number; readonly spans: number; readonly side: number }[]
}

/** @param stretches that do not overlap @throws Error where one has no columns, or reaches past the last column */
export function spanLayout(width: number, stretches: readonly Stretch[]): SpanLayout {
  if (stretches.some((span) => span.width < 1 || span.start < 0 || span.start + span.width > width))
    throw new Error(`Spans reach past ${width} columns, or have none.`)
  // Sides are powers of two: as few blocks as a span's width has binary digits.
  const sideOf = (span: Stretch) => 2 ** Math.ceil(Math.log2(span.width))
  const ordered = [...stretches].sort((a, b) => sideOf(a) - sideOf(b))
  const members = new Float32Array(width * ordered.length)
  const others = new Float32Array(width).fill(1)
  ordered.forEach((span, i) => {
    for (let column = span.start; column < span.start + span.width; column++) {
      members[column * ordered.length + i] = 1
      others[column] = 0
    }
  })
  const sides = [...new Set(ordered.map(sideOf))]
  let start = 0
  const blocks = sides.map((side) => {
    const spans = ordered.filter((span) => sideOf(span) === side).length
    const block = { start, spans, side }
    start += spans * side
    return block
  })
  const filled = ordered.flatMap((span) =>
    Array.from({ length: sideOf(span) }, (_, i) => span.start + (i < span.width ? i : 0)),
  )
  return {
    width,
    spans: ordered.length,
    starts: ordered.map((span) => span.start),
    widths: ordered.map((span) => span.width),
    members,
    others: others.includes(1) ? others : null,
    filled: Int32Array.from(filled),
    blocks,
  }
}

/**
 * [n, width] → [n, width]: e^x over the sum of its span's; 0 in columns of no span. However large the numbers are, the largest of a
 * span is taken off first. Right at any order.
 */
export function softmaxSpans(x: Tensor2D, layout: SpanLayout): Tensor2D {
  return differentiable<Tensor2D>({
    inputs: { x },
    forward: (save) => {
      const members = tensor2d(layout.members, [layout.width, layout.spans])
      const y = probabilities(x, layout, members)
      save([x, y, members])
      return y
    },
    backward: (upstream, saved) => ({
      x: () => {
        const y = isRecorded() ? softmaxSpans(savedAt(saved, 0), layout) : savedAt<Tensor2D>(saved, 1)
        const members = settled(savedAt<Tensor2D>(saved, 2))
        const weighed = mul<Tensor2D>(y, upstream)
        const sums = matrixProduct(settled(weighed), members)
        return sub(weighed, mul(y, matrixProduct(settled(sums), members, { transposeB: true })))
      },
    }),
  })
}

/**
 * [n, width] → [n, spans], in the order of `blocks`: ln Σ e^x over each span, however large the numbers are. x less its span's is the
 * logarithm of its softmax, which stays finite where the softmax itself has become 0. Right at any order.
 */
export function logSumExpSpans(x: Tensor2D, layout: SpanLayout): Tensor2D {
  return differentiable<Tensor2D>({
    inputs: { x },
    forward: (save) => {
      const members = tensor2d(layout.members, [layout.width, layout.spans])
      save([x, members])
      const tops = largestOfSpans(x, layout)
      return add(tops, log(matMul<Tensor2D>(belowTop(x, layout, members, tops), members)))
    },
    backward: (upstream, saved) => ({
      x: () => {
        const members = settled(savedAt<Tensor2D>(saved, 1))
        const spread = matrixProduct(settled(upstream as Tensor2D), members, { transposeB: true })
        return mul(softmaxSpans(savedAt(saved, 0), layout), spread)
      },
    }),
  })
}

/** The value. Nothing in here is recorded. */
function probabilities(x: Tensor2D, layout: SpanLayout, members: Tensor2D): Tensor {
  if (hasKernel(SOFTMAX_SPANS, getBackend())) {
    const { starts, widths } = layout
    return runKernel(SOFTMAX_SPANS, { x }, { starts, widths } satisfies SoftmaxSpansAttributes)
  }
  const over = belowTop(x, layout, members, largestOfSpans(x, layout))
  const sums = matMul<Tensor2D>(matMul<Tensor2D>(over, members), members, false, true)
  if (layout.others === null) return div(over, sums)
  // Columns of no span are e^0 / 1, of which the 1 is taken off again.
  const others = tensor1d(layout.others)
  return sub(div(over, add(sums, others)), others)
}

/** [n, width] e^(x − the largest of its span); 1 in columns of no span, whatever they hold. */
function belowTop(x: Tensor2D, { others }: SpanLayout, members: Tensor2D, tops: Tensor2D): Tensor2D {
  const inside = others === null ? x : mul<Tensor2D>(x, sub(1, tensor1d(others)))
  return exp(sub<Tensor2D>(inside, matMul(tops, members, false, true)))
}

/** [n, spans] */
function largestOfSpans(x: Tensor2D, { filled, blocks }: SpanLayout): Tensor2D {
  const [rows] = x.shape
  const columns = gather(x, tensor1d(filled, 'int32'), 1)
  const tops = blocks.map(({ start, spans, side }) => {
    const block = slice(columns, [0, start], [rows, spans * side])
    return side === 1 ? block : max<Tensor2D>(block.reshape([rows, spans, side]), 2)
  })
  return concat(tops, 1)
}
