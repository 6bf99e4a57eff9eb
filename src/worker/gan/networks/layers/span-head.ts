/**
 * The end of a generator of rows: each span of its numbers becomes what a column of a table is made of, a bounded number or
 * chances of categories (Xu et al. 2019, CTGAN, section 4.4). Must not know columns, nor what their categories are called.
 */
import { add, log, maximum, mul, neg, tensor1d, type Tensor, type Tensor2D } from '@tensorflow/tfjs'
import type { Span } from '../../../../common/networks/layer-op.ts'
import { constant } from '../../ops/autodiff.ts'
import { softmaxSpans, spanLayout, type Stretch } from './softmax-spans.ts'
import { tanh } from '../../ops/smooth.ts'
import type { Chance, Layer } from '../layer.ts'

/** CTGAN's τ: soft categories that are nearly one-hot. */
export const TEMPERATURE = 0.2

/**
 * [n, width] → [n, width], span by span: tanh, or a softmax. In training that is the Gumbel softmax (Jang et al. 2017; Maddison et
 * al. 2017): softmax((x + g)/τ), g Gumbel noise of the step's own. When evaluating there is no noise and no τ: what comes out are
 * chances, from which a category is drawn, as the Gumbel noise would.
 * @param spans in order, the whole of an item @throws Error where there is none, or one of no width
 */
export function spanHeadLayer(name: string, spans: readonly Span[], temperature = TEMPERATURE): Layer {
  const width = spans.reduce((sum, span) => sum + span.width, 0)
  const layout = spanLayout(width, stretchesOf(spans, 'softmax'))
  if (width === 0) throw new Error(`${name} has no spans.`)
  return {
    name,
    op: { type: 'span-head', spans, temperature },
    outputShape: [width],
    parameters: [],
    statistics: [],
    couples: false,
    apply: (x, _, { mode, chance }) => {
      const rows = x as Tensor2D
      if (layout.spans === 0) return tanh(rows)
      const noisy =
        mode === 'train' && chance !== undefined ? add<Tensor2D>(rows, gumbel(chance, x.shape)) : rows
      const scaled = mode === 'train' ? mul<Tensor2D>(noisy, 1 / temperature) : noisy
      const categories = softmaxSpans(scaled, layout)
      const { others } = layout
      return others === null ? categories : add(categories, mul(tanh(rows), tensor1d(others)))
    },
  }
}

/** Where the spans of a kind lie. */
export function stretchesOf(spans: readonly Span[], kind: Span['kind']): Stretch[] {
  let start = 0
  return spans.flatMap((span) => {
    const stretch = { start, width: span.width }
    start += span.width
    return span.kind === kind ? [stretch] : []
  })
}

/** −ln(−ln v), v ~ U(0, 1). A device's logarithm near 1 may be off by 2⁻²¹, on either side of 0: less than that is none. */
function gumbel(chance: Chance, shape: readonly number[]): Tensor {
  return constant(() => {
    const v = add(mul(chance(shape), 0.5 - 2 ** -23), 0.5)
    return neg(log(maximum(neg(log(v)), 2 ** -21)))
  })
}
