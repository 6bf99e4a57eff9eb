/**
 * Logistic regression with an L2 penalty, as scikit-learn weighs it: ½‖w‖² + C · Σ weight · loss, intercepts free. Of two
 * classes one row of weights, of more one for each (softmax). Knows rows of numbers; `logisticLearner` brings columns to them.
 */
import { Allowance, type Sliced } from '../metrics/slices.ts'
import { addRow, encode, fitEncoder, rowTimes, type EncodedRows } from './encode.ts'
import { minimise } from './lbfgs.ts'
import { demandRows, responsesOf, rowWeights, type Learner } from './learner.ts'
import { GanvasError } from '../../../common/failure.ts'

export interface LogisticOptions {
  /** C: how much the data count against the penalty. */
  readonly c?: number
  readonly steps?: number
  /** Ends when no part of the gradient of the mean loss is greater. */
  readonly tolerance?: number
}

/** scikit-learn's C; more steps and a finer end than its 100 and 1e-4. */
const DEFAULTS = { c: 1, steps: 300, tolerance: 1e-5 }

export interface Logistic {
  /** Weights of each input and then the intercept, for each row of weights: [outputs, width + 1]. */
  readonly weights: Float64Array
  readonly width: number
  readonly classes: number
}

/** @param codes,weights class and weight of each row, [n] */
export function* fitLogistic(
  rows: EncodedRows,
  codes: Int32Array,
  classes: number,
  weights: Float64Array,
  options: LogisticOptions = {},
): Sliced<Logistic> {
  const { c, steps, tolerance } = { ...DEFAULTS, ...options }
  const outputs = outputsOf(classes)
  const { width } = rows
  const stride = width + 1
  const allowance = new Allowance()
  function* objective(x: Float64Array, gradient: Float64Array): Sliced<number> {
    let value = 0
    for (let at = 0; at < x.length; at++) {
      const penalised = at % stride < width ? (x[at] ?? 0) : 0
      gradient[at] = penalised
      value += penalised ** 2 / 2
    }
    const shares = new Float64Array(classes)
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i] ?? 0
      const weight = c * (weights[i] ?? 0)
      sharesOf(x, width, outputs, rows, i, shares)
      value -= weight * Math.log(Math.max(shares[code] ?? 0, 1e-300))
      for (let output = 0; output < outputs; output++) {
        const kind = outputs === 1 ? 1 : output
        const error = weight * ((shares[kind] ?? 0) - (code === kind ? 1 : 0))
        const from = output * stride
        addRow(rows, i, error, gradient, from)
        gradient[from + width] = (gradient[from + width] ?? 0) + error
      }
      if (allowance.spend((rows.perRow + 4) * outputs * 2)) yield
    }
    return value
  }
  const all = c * weights.reduce((sum, weight) => sum + weight, 0)
  const fitted = yield* minimise(objective, new Float64Array(outputs * stride), {
    steps,
    tolerance: tolerance * all,
  })
  return { weights: fitted, width, classes }
}

/** Shares of the classes, [n, classes]. @param rows of the same encoder */
export function logisticShares({ weights, width, classes }: Logistic, rows: EncodedRows): Float64Array {
  const out = new Float64Array(rows.count * classes)
  for (let i = 0; i < rows.count; i++) {
    sharesOf(weights, width, outputsOf(classes), rows, i, out.subarray(i * classes, (i + 1) * classes))
  }
  return out
}

/** Learns a category from the other columns, every class weighed alike. */
export function logisticLearner(options: LogisticOptions & { readonly balanced?: boolean } = {}): Learner {
  return {
    *fit(features, target) {
      demandRows(features, target)
      const responses = responsesOf(target)
      if (responses.kind !== 'classes') {
        throw new GanvasError(
          'learner-target',
          `“${target.name}” is a number: logistic regression names classes.`,
          'Choose a column of categories, or another learner.',
        )
      }
      const encoder = fitEncoder(features)
      const rows = encode(encoder, features)
      const weights = rowWeights(target, options.balanced ?? true)
      const fitted = yield* fitLogistic(rows, responses.codes, responses.classes, weights, options)
      return {
        *predict(asked) {
          yield
          return logisticShares(fitted, encode(encoder, asked))
        },
      }
    },
  }
}

function outputsOf(classes: number): number {
  return classes === 2 ? 1 : classes
}

/** The softmax of a row's outputs; of one output, the share of the second class and what is left of it. */
function sharesOf(
  weights: Float64Array,
  width: number,
  outputs: number,
  rows: EncodedRows,
  row: number,
  into: Float64Array,
): void {
  let greatest = -Infinity
  for (let output = 0; output < outputs; output++) {
    const from = output * (width + 1)
    const sum = (weights[from + width] ?? 0) + rowTimes(rows, row, weights, from)
    into[output] = sum
    greatest = Math.max(greatest, sum)
  }
  if (outputs === 1) {
    const share = 1 / (1 + Math.exp(-greatest))
    into[1] = share
    // Not 1 − share, which is 0 long before the share of the first class is.
    into[0] = 1 / (1 + Math.exp(greatest))
    return
  }
  let all = 0
  for (let k = 0; k < outputs; k++) all += into[k] = Math.exp((into[k] ?? 0) - greatest)
  for (let k = 0; k < outputs; k++) into[k] = (into[k] ?? 0) / all
}
