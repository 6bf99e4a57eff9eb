/**
 * A small perceptron with one hidden layer of rectifiers, by Adam, in plain arrays: classes by softmax and cross-entropy, a number
 * by its squared error. Every fit takes the same number of updates, whatever the rows, so that arms of a study are taught alike.
 */
import { Draws } from '../../../common/numbers/draws.ts'
import { fork } from '../../../common/numbers/random.ts'
import { Allowance } from '../metrics/slices.ts'
import { encode, fitEncoder } from './encode.ts'
import { backward, forward, initial, scaleOf, softmax, toErrors } from './perceptron.ts'
import { demandRows, responsesOf, rowWeights, type Learner } from './learner.ts'
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

/** One step of Adam, the first being number 1; `first` and `second` are its moments, 0 before. */
export function adam(
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
