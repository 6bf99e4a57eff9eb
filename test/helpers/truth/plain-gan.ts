/**
 * An independent GAN on plain numbers (float64): two MLPs of one hidden layer, non-saturating loss, Adam, gradients by
 * hand. Shares no code with src/: it is what the training step is held against.
 */

export interface PlainNet {
  /** [in][hidden] */
  w1: number[][]
  b1: number[]
  /** [hidden][out] */
  w2: number[][]
  b2: number[]
}

export type Activation = 'leaky' | 'tanh'

interface Forward {
  x: number[][]
  before: number[][]
  hidden: number[][]
  out: number[][]
}

const act = (kind: Activation, v: number) => (kind === 'tanh' ? Math.tanh(v) : v > 0 ? v : 0.2 * v)
const slope = (kind: Activation, v: number) => (kind === 'tanh' ? 1 - Math.tanh(v) ** 2 : v > 0 ? 1 : 0.2)
const at = (m: number[][], i: number, j: number) => m[i]?.[j] ?? NaN

function product(x: number[][], w: number[][], b: number[]): number[][] {
  return x.map((row) => b.map((bias, j) => row.reduce((sum, v, i) => sum + v * at(w, i, j), bias)))
}

export function forward(net: PlainNet, x: number[][], kind: Activation): Forward {
  const before = product(x, net.w1, net.b1)
  const hidden = before.map((row) => row.map((v) => act(kind, v)))
  return { x, before, hidden, out: product(hidden, net.w2, net.b2) }
}

function outer(a: number[][], d: number[][]): number[][] {
  const columns = a[0]?.length ?? 0
  const outs = d[0]?.length ?? 0
  return Array.from({ length: columns }, (_, i) =>
    Array.from({ length: outs }, (__, j) =>
      a.reduce((sum, row, n) => sum + (row[i] ?? NaN) * at(d, n, j), 0),
    ),
  )
}

function columnSums(d: number[][]): number[] {
  return Array.from({ length: d[0]?.length ?? 0 }, (_, j) => d.reduce((sum, row) => sum + (row[j] ?? NaN), 0))
}

/** d: gradient by the outputs. Gives the gradients by the weights and by the inputs. */
export function backward(net: PlainNet, pass: Forward, d: number[][], kind: Activation) {
  const dBefore = d.map((row, n) =>
    net.w2.map(
      (weights, i) =>
        weights.reduce((sum, w, j) => sum + w * (row[j] ?? NaN), 0) * slope(kind, at(pass.before, n, i)),
    ),
  )
  const grads: PlainNet = {
    w1: outer(pass.x, dBefore),
    b1: columnSums(dBefore),
    w2: outer(pass.hidden, d),
    b2: columnSums(d),
  }
  const dx = dBefore.map((row) =>
    net.w1.map((weights) => weights.reduce((sum, w, j) => sum + w * (row[j] ?? NaN), 0)),
  )
  return { grads, dx }
}

export function flatten(net: PlainNet): number[] {
  return [net.w1.flat(), net.b1, net.w2.flat(), net.b2].flat()
}

function unflatten(values: number[], like: PlainNet): PlainNet {
  let next = 0
  const take = (n: number) => values.slice(next, (next += n))
  const matrix = (m: number[][]) => m.map((row) => take(row.length))
  return { w1: matrix(like.w1), b1: take(like.b1.length), w2: matrix(like.w2), b2: take(like.b2.length) }
}

export interface AdamState {
  m: number[]
  v: number[]
  t: number
}

export interface AdamRates {
  rate: number
  beta1: number
  beta2: number
}

export function adamStep(
  net: PlainNet,
  grads: PlainNet,
  state: AdamState,
  { rate, beta1, beta2 }: AdamRates,
): PlainNet {
  state.t++
  const g = flatten(grads)
  const moved = flatten(net).map((w, i) => {
    const gi = g[i] ?? NaN
    const m = (state.m[i] = beta1 * (state.m[i] ?? 0) + (1 - beta1) * gi)
    const v = (state.v[i] = beta2 * (state.v[i] ?? 0) + (1 - beta2) * gi * gi)
    return w - (rate * (m / (1 - beta1 ** state.t))) / (Math.sqrt(v / (1 - beta2 ** state.t)) + 1e-8)
  })
  return unflatten(moved, net)
}

export const norm = (net: PlainNet) => Math.sqrt(flatten(net).reduce((sum, v) => sum + v * v, 0))
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
const sp = (x: number) => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)))
const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length

export interface PlainGan {
  g: PlainNet
  d: PlainNet
  gAdam: AdamState
  dAdam: AdamState
}

/** One update of D, then one of G, non-saturating; returns the figures in the order of FIGURES. */
export function plainStep(
  gan: PlainGan,
  real: number[][],
  noiseD: number[][],
  noiseG: number[][],
  rates: AdamRates,
  kind: Activation,
): number[] {
  const fake = forward(gan.g, noiseD, kind).out
  const onReal = forward(gan.d, real, kind)
  const onFake = forward(gan.d, fake, kind)
  const [r, f] = [onReal.out.flat(), onFake.out.flat()]
  const lossD = mean(r.map((x) => sp(-x))) + mean(f.map(sp))
  const both = forward(gan.d, [...real, ...fake], kind)
  const dOut = [...r.map((x) => [-sigmoid(-x) / r.length]), ...f.map((x) => [sigmoid(x) / f.length])]
  const dGrads = backward(gan.d, both, dOut, kind).grads
  gan.d = adamStep(gan.d, dGrads, gan.dAdam, rates)

  const made = forward(gan.g, noiseG, kind)
  const judged = forward(gan.d, made.out, kind)
  const logits = judged.out.flat()
  const lossG = mean(logits.map((x) => sp(-x)))
  const dx = backward(
    gan.d,
    judged,
    logits.map((x) => [-sigmoid(-x) / logits.length]),
    kind,
  ).dx
  const gGrads = backward(gan.g, made, dx, kind).grads
  gan.g = adamStep(gan.g, gGrads, gan.gAdam, rates)
  return [lossD, lossG, mean(r.map(sigmoid)), mean(f.map(sigmoid)), norm(dGrads), norm(gGrads), 0]
}
