/** What real pictures are told of the words: the set's labels and attributes as numbers, and how words hang together in them. Pure. */
import type { Attribute } from '../../../../common/items/attributes.ts'
import type { Word } from '../../../../common/words/word.ts'

interface Labelled {
  readonly labels: Uint16Array | null
  readonly attributes?: readonly Attribute[]
  readonly summary: { readonly classes: readonly string[] }
}

/** Of every picture of the set: 1 or 0, a number, or NaN where it is not told. */
export function valuesOf({ labels, attributes = [], summary }: Labelled, { id }: Word): Float32Array {
  const [source, place] = id.split(':')
  if (source === 'attribute') return attributes[Number(place)]?.values ?? new Float32Array()
  if (place === 'number') return Float32Array.from(labels ?? [], (label) => Number(summary.classes[label]))
  return Float32Array.from(labels ?? [], (label) => (label === Number(place) ? 1 : 0))
}

export interface Scale {
  readonly mean: number
  readonly deviation: number
}

/** Of those that are told. */
export function scaleOf(values: ArrayLike<number>): Scale {
  const told = Array.from(values).filter((value) => !Number.isNaN(value))
  const mean = told.reduce((sum, value) => sum + value, 0) / told.length
  const squares = told.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, deviation: Math.sqrt(squares / told.length) }
}

/** Pearson's, over pictures that are told of both; 0 where one of them is always the same. */
export function correlationOf(a: Float32Array, b: Float32Array): number {
  const both = Array.from(a.keys()).filter((i) => !Number.isNaN(a[i]) && !Number.isNaN(b[i]))
  const [left, right] = [a, b].map((values) => both.map((i) => values[i] ?? 0))
  if (left === undefined || right === undefined) return 0
  const [of, and] = [scaleOf(left), scaleOf(right)]
  const product = left.reduce((sum, value, i) => sum + (value - of.mean) * ((right[i] ?? 0) - and.mean), 0)
  const scale = of.deviation * and.deviation * both.length
  return scale > 0 ? product / scale : 0
}
