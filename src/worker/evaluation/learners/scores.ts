/**
 * How well a learner predicts, as scikit-learn defines the figures. Of plain numbers: knows no learner. A figure that cannot
 * be told is NaN.
 */

/** Share of classes named rightly. @param truth,named class of each item, [n] */
export function accuracy(truth: ArrayLike<number>, named: ArrayLike<number>): number {
  let right = 0
  for (let i = 0; i < truth.length; i++) if (truth[i] === named[i]) right++
  return right / truth.length
}

/** Mean over the classes that occur in either of 2·TP / (2·TP + FP + FN): every class counts alike, however rare. */
export function macroF1(truth: ArrayLike<number>, named: ArrayLike<number>, classes: number): number {
  const [hits, there, said] = [
    new Float64Array(classes),
    new Float64Array(classes),
    new Float64Array(classes),
  ]
  for (let i = 0; i < truth.length; i++) {
    const [is, called] = [truth[i] ?? 0, named[i] ?? 0]
    there[is] = (there[is] ?? 0) + 1
    said[called] = (said[called] ?? 0) + 1
    if (is === called) hits[is] = (hits[is] ?? 0) + 1
  }
  let [sum, counted] = [0, 0]
  for (let k = 0; k < classes; k++) {
    const both = (there[k] ?? 0) + (said[k] ?? 0)
    if (both === 0) continue
    sum += (2 * (hits[k] ?? 0)) / both
    counted++
  }
  return sum / counted
}

/** 1 − Σ(y − ŷ)² / Σ(y − ȳ)²; NaN of fewer than two items. Of a constant truth: 1 when it is met, else 0. */
export function r2(truth: ArrayLike<number>, predicted: ArrayLike<number>): number {
  if (truth.length < 2) return NaN
  let mean = 0
  for (let i = 0; i < truth.length; i++) mean += (truth[i] ?? NaN) / truth.length
  let [left, all] = [0, 0]
  for (let i = 0; i < truth.length; i++) {
    left += ((truth[i] ?? NaN) - (predicted[i] ?? NaN)) ** 2
    all += ((truth[i] ?? NaN) - mean) ** 2
  }
  if (all === 0) return left === 0 ? 1 : 0
  return 1 - left / all
}

/**
 * Area under the curve of hits over false alarms: how often a positive scores above a negative, ties a half.
 * @param positive 1 for an item that is one, else 0
 */
export function rocAuc(scores: ArrayLike<number>, positive: ArrayLike<number>): number {
  if (anyUntold(scores)) return NaN
  const order = descending(scores)
  let [positives, negatives, pairs] = [0, 0, 0]
  for (let start = 0, end = 0; start < order.length; start = end) {
    let [more, less] = [0, 0]
    const score = scores[order[start] ?? 0]
    for (; end < order.length && scores[order[end] ?? 0] === score; end++) {
      if (positive[order[end] ?? 0] === 1) more++
      else less++
    }
    pairs += less * (positives + more / 2)
    positives += more
    negatives += less
  }
  return pairs / (positives * negatives)
}

/** Σ (recall gained) · precision over falling thresholds: the average precision, without interpolation. */
export function averagePrecision(scores: ArrayLike<number>, positive: ArrayLike<number>): number {
  if (anyUntold(scores)) return NaN
  const order = descending(scores)
  let [positives, taken, sum] = [0, 0, 0]
  for (let start = 0, end = 0; start < order.length; start = end) {
    let more = 0
    const score = scores[order[start] ?? 0]
    for (; end < order.length && scores[order[end] ?? 0] === score; end++) {
      if (positive[order[end] ?? 0] === 1) more++
    }
    positives += more
    taken = end
    sum += more * (positives / taken)
  }
  return sum / positives
}

/** Which class has the greatest share, [n]; the first of equals. @param shares [n, classes] */
export function namesOf(shares: Float64Array, classes: number): Int32Array {
  const named = new Int32Array(shares.length / classes)
  for (let i = 0; i < named.length; i++) {
    for (let k = 1; k < classes; k++) {
      if ((shares[i * classes + k] ?? 0) > (shares[i * classes + (named[i] ?? 0)] ?? 0)) named[i] = k
    }
  }
  return named
}

/** A learner of numbers past all bounds may say NaN, which stands in no order. */
function anyUntold(scores: ArrayLike<number>): boolean {
  for (let i = 0; i < scores.length; i++) if (Number.isNaN(scores[i] ?? NaN)) return true
  return false
}

function descending(scores: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: scores.length }, (_, i) => i).sort(
    (a, b) => (scores[b] ?? NaN) - (scores[a] ?? NaN),
  )
}
