/**
 * A perceptron with one hidden layer of rectifiers: what it says of a row, and the gradient of its loss. Plain arrays; knows no
 * learner and draws no lots but its first weights.
 */
import { normals, type Stream } from '../../../common/numbers/random.ts'
import { addRow, rowTimes, type EncodedRows } from './encode.ts'
import type { Responses } from './learner.ts'

/** Weights of each unit and then its bias, unit after unit: [hidden, width + 1], then [outputs, hidden + 1]. */
export interface Shape {
  readonly width: number
  readonly hidden: number
  readonly outputs: number
}

export interface Scale {
  readonly centre: number
  readonly spread: number
}

/** Numbers are learnt about their mean and in their deviations. */
export function scaleOf(responses: Responses): Scale {
  if (responses.kind === 'classes') return { centre: 0, spread: 1 }
  const { values } = responses
  const centre = values.reduce((sum, value) => sum + value / values.length, 0)
  const variance = values.reduce((sum, value) => sum + (value - centre) ** 2 / values.length, 0)
  return { centre, spread: variance > 0 ? Math.sqrt(variance) : 1 }
}

/** He et al. 2015: deviation √(2 / inputs), biases 0. */
export function initial({ width, hidden, outputs }: Shape, stream: Stream): Float64Array {
  const lower = hidden * (width + 1)
  const drawn = normals(stream, lower + outputs * (hidden + 1))
  return Float64Array.from(drawn, (value, at) => {
    const inputs = at < lower ? width : hidden
    const place = at < lower ? at % (width + 1) : (at - lower) % (hidden + 1)
    return place === inputs ? 0 : value * Math.sqrt(2 / Math.max(1, inputs))
  })
}

export function forward(
  weights: Float64Array,
  { width, hidden, outputs }: Shape,
  rows: EncodedRows,
  row: number,
  units: Float64Array,
  said: Float64Array,
): void {
  for (let h = 0; h < hidden; h++) {
    const from = h * (width + 1)
    const sum = (weights[from + width] ?? 0) + rowTimes(rows, row, weights, from)
    units[h] = sum > 0 ? sum : 0
  }
  for (let o = 0; o < outputs; o++) {
    const from = hidden * (width + 1) + o * (hidden + 1)
    let sum = weights[from + hidden] ?? 0
    for (let h = 0; h < hidden; h++) sum += (weights[from + h] ?? 0) * (units[h] ?? 0)
    said[o] = sum
  }
}

/** What was said becomes the gradient of the loss by it. */
export function toErrors(
  said: Float64Array,
  responses: Responses,
  row: number,
  { centre, spread }: Scale,
): void {
  if (responses.kind === 'values') {
    said[0] = (said[0] ?? 0) - ((responses.values[row] ?? 0) - centre) / spread
    return
  }
  softmax(said)
  const code = responses.codes[row] ?? 0
  said[code] = (said[code] ?? 0) - 1
}

export function backward(
  weights: Float64Array,
  { width, hidden, outputs }: Shape,
  rows: EncodedRows,
  row: number,
  units: Float64Array,
  errors: Float64Array,
  gradient: Float64Array,
  share: number,
): void {
  const lower = hidden * (width + 1)
  for (let h = 0; h < hidden; h++) {
    const unit = units[h] ?? 0
    let back = 0
    for (let o = 0; o < outputs; o++) {
      const at = lower + o * (hidden + 1) + h
      const error = share * (errors[o] ?? 0)
      gradient[at] = (gradient[at] ?? 0) + error * unit
      back += error * (weights[at] ?? 0)
    }
    // A rectifier that is shut lets nothing back.
    if (unit === 0) continue
    const from = h * (width + 1)
    addRow(rows, row, back, gradient, from)
    gradient[from + width] = (gradient[from + width] ?? 0) + back
  }
  for (let o = 0; o < outputs; o++) {
    const at = lower + o * (hidden + 1) + hidden
    gradient[at] = (gradient[at] ?? 0) + share * (errors[o] ?? 0)
  }
}

export function softmax(logits: Float64Array): void {
  const greatest = Math.max(...logits)
  let all = 0
  for (let k = 0; k < logits.length; k++) all += logits[k] = Math.exp((logits[k] ?? 0) - greatest)
  for (let k = 0; k < logits.length; k++) logits[k] = (logits[k] ?? 0) / all
}
