/**
 * How a row of a table lies in an item, as plain data: what the end of a generator, a condition and its term all go by. Must not know
 * what a column is called, how it was encoded, or any tensor.
 */
import type { Span } from '../../../common/networks/layer-op.ts'

export interface RowLayout {
  /** The item's columns, in order: a number is a tanh of 1 and perhaps a softmax of its modes, a category a softmax of its values. */
  readonly spans: readonly Span[]
  /** Which of the spans a condition may choose a category of, in the order they have in a condition. Modes are none. */
  readonly choosable: readonly number[]
}

/** Numbers in an item. */
export function rowWidth({ spans }: RowLayout): number {
  return spans.reduce((sum, { width }) => sum + width, 0)
}

/**
 * Where in an item each choice of a condition stands, [choices]: choices of one column lie side by side.
 * @throws Error where a choosable span is not there, or is no softmax
 */
export function placesOfChoices({ spans, choosable }: RowLayout): number[] {
  const starts = spans.map((_, i) => spans.slice(0, i).reduce((sum, { width }) => sum + width, 0))
  return choosable.flatMap((index) => {
    const [span, start = 0] = [spans[index], starts[index]]
    if (span?.kind !== 'softmax') throw new Error(`Span ${index} has no categories to choose from.`)
    return Array.from({ length: span.width }, (_, i) => start + i)
  })
}
