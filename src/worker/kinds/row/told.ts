/**
 * How networks of a table are built and taught: where columns lie in a row, which row is drawn by which category, and what is asked
 * of the generator where nobody says anything. Plain arrays; draws no tensors.
 */
import { permutation, streamFor, type Stream } from '../../../common/numbers/random.ts'
import { spansOf, type ChoiceSpan } from '../../../common/tables/encoding-spans.ts'
import type { TableEncoding } from '../../../common/tables/table-encoding.ts'
import type { RowSet } from '../../data/row-set.ts'
import { rowSampler, type RowSampler } from '../../gan/batches/row-sampler.ts'
import { drawnBy } from '../../gan/batches/row-source.ts'
import type { RowLayout } from '../../gan/networks/row-layout.ts'
import type { TrainingRows } from '../kind.ts'

/** Where columns lie in a row. A condition chooses among labels; modes of numbers are none. */
export function layoutOf(encoding: TableEncoding): RowLayout {
  const spans = spansOf(encoding)
  return {
    spans: spans.map((span) =>
      span.is === 'scalar' ? { width: 1, kind: 'tanh' } : { width: span.width, kind: 'softmax' },
    ),
    choosable: spans.flatMap((span, at) => (isLabels(span) ? [at] : [])),
  }
}

/** The columns that a condition may choose of, each with its place in the file. */
export function choosableSpans(encoding: TableEncoding): ChoiceSpan[] {
  return spansOf(encoding).flatMap((span) => (isLabels(span) ? [span] : []))
}

function isLabels(span: ReturnType<typeof spansOf>[number]): span is ChoiceSpan {
  return span.is === 'choice' && span.of === 'labels'
}

const known = new WeakMap<RowSet, TrainingRows>()

/** Made once for a set. */
export function trainingRows(set: RowSet): TrainingRows {
  const before = known.get(set)
  if (before !== undefined) return before
  const { encoding } = set.item
  const spans = choosableSpans(encoding)
  const { training } = set.split
  const sampler = samplerOf(set, spans)
  const made = {
    layout: layoutOf(encoding),
    usual: (count: number) => usualChoices(spans, count),
    byFrequency: (stream: Stream, count: number) => sampler.choicesByFrequency(stream, count),
    ...drawnBy(sampler, (rows) => set.list.at(rows.map((row) => training[row] ?? 0))),
  }
  known.set(set, made)
  return made
}

function samplerOf(set: RowSet, spans: readonly ChoiceSpan[]): RowSampler {
  const { training } = set.split
  const columns = spans.map((span) => ({ categories: span.width, of: set.partsOf(span, training) }))
  return rowSampler(columns, training.length)
}

/**
 * Columns in turn, and of each its categories as often as training rows have them: at evenly spaced shares, so that few rows have
 * them in the right measure too. In an order that has nothing to do with their frequency.
 */
function usualChoices(spans: readonly ChoiceSpan[], count: number): Int32Array {
  const out = new Int32Array(count).fill(-1)
  let first = 0
  for (const [column, { counts, width }] of spans.entries()) {
    const places = Math.ceil((count - column) / spans.length)
    const order = permutation(streamFor(column, 'labels'), Math.max(0, places))
    const total = counts.reduce((sum, one) => sum + one, 0)
    order.forEach((at, i) => {
      const wanted = ((at + 0.5) / places) * total
      out[i * spans.length + column] = first + categoryAt(counts, wanted)
    })
    first += width
  }
  return out
}

function categoryAt(counts: readonly number[], wanted: number): number {
  let sum = 0
  const at = counts.findIndex((count) => (sum += count) > wanted)
  return at < 0 ? counts.length - 1 : at
}
