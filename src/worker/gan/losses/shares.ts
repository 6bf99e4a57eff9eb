/** Pieces of the losses' shares on plain numbers. Must not know tensors. */
import type { Errors } from './loss.ts'

/** ln(1 + eˣ), without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

/** A generator's loss that prices each fake by itself. */
export function eachFake(error: (logit: number) => number): (fake: readonly number[]) => Errors {
  return (fake) => ({ real: [], fake: fake.map(error) })
}
