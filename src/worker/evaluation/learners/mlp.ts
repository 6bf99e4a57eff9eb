/**
 * A small perceptron with one hidden layer of rectifiers, by Adam, in plain arrays: classes by softmax and cross-entropy, a number
 * by its squared error. Every fit takes the same number of updates, whatever the rows, so that arms of a study are taught alike.
 */
import { Draws } from '../../../common/numbers/draws.ts'
import { fork, normals } from '../../../common/numbers/random.ts'
import { Allowance } from '../metrics/slices.ts'
import { addRow, encode, fitEncoder, rowTimes, type EncodedRows } from './encode.ts'
import { demandRows, responsesOf, rowWeights, type Learner, type Responses } from './learner.ts'
import { WeightedRows } from './weighted-rows.ts'

export interface MlpOptions {
  readonly hidden?: number
  readonly updates?: number
  readonly batch?: number
  readonly rate?: number
  readonly balanced?: boolean
}

/** 50 hidden units are SDGym 0.2's; the rest reaches what scikit-learn's MLPClassifier reaches (test/fixtures/tables/learners.py). */
const DEFAULTS = { hidden: 50, updates: 1500, batch: 64, rate: 3e-3, balanced: true }
/** Adam (Kingma & Ba 2015), with its own constants. */
const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8] as const
/** L2 penalty on weights, as scikit-learn's `alpha`. */
const DECAY = 1e-4

/** Weights of each unit and then its bias, unit after unit: [hidden, width + 1], then [outputs, hidden + 1]. */
interface Shape {
  readonly width: number
  readonly hidden: number
  readonly outputs: number
}

export function mlpLearner(options: MlpOptions = {}): Learner {
  const { hidden, updates, batch, rate, balanced } = { ...DEFAULTS, ...options }
  return {
    *fit(features, target, stream) {
      demandRows(features, target)
      const responses = responsesOf(target)
      const encoder = fitEncoder(features)
      const rows = encode(encoder, features)
      const outputs = responses.kind === 'classes' ? responses.classes : 1
      const shape = { width: encoder.width, hidden, outputs }
      const scale = scaleOf(responses)
      const weights = initial(shape, fork(stream, 0))
      const weighted = new WeightedRows(rowWeights(target, balanced))
      const draws = new Draws(fork(stream, 1))
      const gradient = new Float64Array(weights.length)
      const [first, second] = [new Float64Array(weights.length), new Float64Array(weights.length)]
      const units = new Float64Array(hidden)
      const said = new Float64Array(outputs)
      const allowance = new Allowance()
      for (let update = 1; update <= updates; update++) {
        for (let at = 0; at < weights.length; at++) gradient[at] = DECAY * (weights[at] ?? 0)
        for (let i = 0; i < batch; i++) {
          const row = weighted.draw(draws)
          forward(weights, shape, rows, row, units, said)
          toErrors(said, responses, row, scale)
          backward(weights, shape, rows, row, units, said, gradient, 1 / batch)
          if (allowance.spend(4 * hidden * (rows.perRow + outputs))) yield
        }
        // The rate falls to nothing by a line: where it ends does not hang on the last batch.
        adam(weights, gradient, first, second, update, rate * (1 - (update - 1) / updates))
      }
      return {
        *predict(asked) {
          const inputs = encode(encoder, asked)
          const out = new Float64Array(inputs.count * outputs)
          for (let i = 0; i < inputs.count; i++) {
            const own = out.subarray(i * outputs, (i + 1) * outputs)
            forward(weights, shape, inputs, i, units, own)
            if (responses.kind === 'classes') softmax(own)
            else own[0] = scale.centre + scale.spread * (own[0] ?? 0)
            if (allowance.spend(2 * hidden * (inputs.perRow + outputs))) yield
          }
          return out
        },
      }
    },
  }
}

interface Scale {
  readonly centre: number
  readonly spread: number
}

/** Numbers are learnt about their mean and in their deviations. */
function scaleOf(responses: Responses): Scale {
  if (responses.kind === 'classes') return { centre: 0, spread: 1 }
  const { values } = responses
  const centre = values.reduce((sum, value) => sum + value / values.length, 0)
  const variance = values.reduce((sum, value) => sum + (value - centre) ** 2 / values.length, 0)
  return { centre, spread: variance > 0 ? Math.sqrt(variance) : 1 }
}

/** He et al. 2015: deviation √(2 / inputs), biases 0. */
function initial({ width, hidden, outputs }: Shape, stream: { key0: number; key1: number }): Float64Array {
  const lower = hidden * (width + 1)
  const drawn = normals(stream, lower + outputs * (hidden + 1))
  return Float64Array.from(drawn, (value, at) => {
    const inputs = at < lower ? width : hidden
    const place = at < lower ? at % (width + 1) : (at - lower) % (hidden + 1)
    return place === inputs ? 0 : value * Math.sqrt(2 / Math.max(1, inputs))
  })
}

function forward(
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
function toErrors(said: Float64Array, responses: Responses, row: number, { centre, spread }: Scale): void {
  if (responses.kind === 'values') {
    said[0] = (said[0] ?? 0) - ((responses.values[row] ?? 0) - centre) / spread
    return
  }
  softmax(said)
  const code = responses.codes[row] ?? 0
  said[code] = (said[code] ?? 0) - 1
}

function backward(
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

function adam(
  weights: Float64Array,
  gradient: Float64Array,
  first: Float64Array,
  second: Float64Array,
  update: number,
  rate: number,
): void {
  const [rise, spread] = [1 - BETA1 ** update, 1 - BETA2 ** update]
  for (let at = 0; at < weights.length; at++) {
    const slope = gradient[at] ?? 0
    first[at] = BETA1 * (first[at] ?? 0) + (1 - BETA1) * slope
    second[at] = BETA2 * (second[at] ?? 0) + (1 - BETA2) * slope * slope
    weights[at] =
      (weights[at] ?? 0) -
      (rate * (first[at] ?? 0)) / rise / (Math.sqrt((second[at] ?? 0) / spread) + EPSILON)
  }
}

function softmax(logits: Float64Array): void {
  const greatest = Math.max(...logits)
  let all = 0
  for (let k = 0; k < logits.length; k++) all += logits[k] = Math.exp((logits[k] ?? 0) - greatest)
  for (let k = 0; k < logits.length; k++) logits[k] = (logits[k] ?? 0) / all
}
