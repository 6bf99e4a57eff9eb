/**
 * A tape of plain numbers (float64) whose gradients are again numbers on the tape, so that they can be differentiated as
 * often as wanted. Shares no code with src/ and knows no tensors: the independent truth for a whole training step.
 */

export class Num {
  private static made = 0
  readonly order = Num.made++
  constructor(
    readonly value: number,
    readonly from: readonly Num[] = [],
    /** Gradients by `from`, given that by this number. */
    readonly back: (upstream: Num) => Num[] = () => [],
  ) {}
}

export const num = (value: number) => new Num(value)
export const add = (a: Num, b: Num): Num => new Num(a.value + b.value, [a, b], (u) => [u, u])
export const mul = (a: Num, b: Num): Num => new Num(a.value * b.value, [a, b], (u) => [mul(u, b), mul(u, a)])
export const scale = (a: Num, by: number): Num => new Num(a.value * by, [a], (u) => [scale(u, by)])
export const shift = (a: Num, by: number): Num => new Num(a.value + by, [a], (u) => [u])
export const neg = (a: Num): Num => scale(a, -1)
export const sub = (a: Num, b: Num): Num => add(a, neg(b))
export const exp = (a: Num): Num => new Num(Math.exp(a.value), [a], (u) => [mul(u, exp(a))])
export const inverse = (a: Num): Num =>
  new Num(1 / a.value, [a], (u) => [neg(mul(u, mul(inverse(a), inverse(a))))])
export const div = (a: Num, b: Num): Num => mul(a, inverse(b))
export const root = (a: Num): Num => new Num(Math.sqrt(a.value), [a], (u) => [scale(div(u, root(a)), 0.5)])
export const square = (a: Num): Num => mul(a, a)
export const rectified = (a: Num, slope: number): Num => scale(a, a.value > 0 ? 1 : slope)
export const absolute = (a: Num): Num => scale(a, Math.sign(a.value))
export const largest = (all: readonly Num[]): Num => all.reduce((a, b) => (b.value > a.value ? b : a))
export const cosine = (a: Num): Num => new Num(Math.cos(a.value), [a], (u) => [neg(mul(u, sine(a)))])
const sine = (a: Num): Num => new Num(Math.sin(a.value), [a], (u) => [mul(u, cosine(a))])
const sigmoid = (a: Num): Num => inverse(shift(exp(neg(a)), 1))
export const softplus = (a: Num): Num =>
  new Num(Math.max(a.value, 0) + Math.log1p(Math.exp(-Math.abs(a.value))), [a], (u) => [mul(u, sigmoid(a))])
export const tanh = (a: Num): Num =>
  new Num(Math.tanh(a.value), [a], (u) => [mul(u, shift(neg(square(tanh(a))), 1))])

export function sum(all: readonly Num[]): Num {
  const total = all.reduce((so, { value }) => so + value, 0)
  return new Num(total, all, (u) => all.map(() => u))
}

export const mean = (all: readonly Num[]): Num => scale(sum(all), 1 / all.length)

/** The gradients of one number by others, on the tape. */
export function gradients(of: Num, by: readonly Num[]): Num[] {
  const reached = new Set<Num>()
  const open = [of]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.has(next)) continue
    reached.add(next)
    open.push(...next.from)
  }
  const so = new Map<Num, Num>([[of, num(1)]])
  for (const one of [...reached].sort((a, b) => b.order - a.order)) {
    const upstream = so.get(one)
    if (upstream === undefined) continue
    one.back(upstream).forEach((share, i) => {
      const source = one.from[i]
      if (source === undefined) return
      const known = so.get(source)
      so.set(source, known === undefined ? share : add(known, share))
    })
  }
  return by.map((one) => so.get(one) ?? num(0))
}
