/**
 * Each sample's own share of a loss, on plain numbers: what a person can follow one by one. The step itself uses
 * LOSS_FORMULAS; that both agree is tested.
 */
import type { LossId } from '../../../common/catalog/losses.ts'

export interface Errors {
  readonly real: number[]
  readonly fake: number[]
}

interface Shares {
  /** mean(real) + mean(fake) is D's loss. @param smoothing reals count as 1 − smoothing */
  discriminator(real: readonly number[], fake: readonly number[], smoothing: number): Errors
  /** mean(real) + mean(fake) is G's adversarial loss. */
  generator(fake: readonly number[], real: readonly number[]): Errors
}

/** Errors of D's update, one an item, from raw logits. @param k logits of each item: its error is the mean of theirs */
export function discriminatorErrors(
  loss: LossId,
  real: readonly number[],
  fake: readonly number[],
  smoothing: number,
  k = 1,
): Errors {
  const each = SHARES[loss].discriminator(real, fake, smoothing)
  return { real: meanOfEach(each.real, k), fake: meanOfEach(each.fake, k) }
}

/** Means of every k numbers in turn. */
export function meanOfEach(values: readonly number[], k: number): number[] {
  if (k === 1) return [...values]
  return Array.from({ length: values.length / k }, (_, i) => mean(values.slice(i * k, (i + 1) * k)))
}

/**
 * Errors of G's update, one an item, from raw logits.
 * @param k logits of each item: its error is the mean of theirs
 * @param topK share of the fakes that count, the best scored ones; the others' error is NaN. Ignored by losses that
 * compare fakes with reals, as in the step itself
 */
export function generatorErrors(
  loss: LossId,
  fake: readonly number[],
  real: readonly number[],
  topK: number,
  k = 1,
): Errors {
  const each = SHARES[loss].generator(fake, real)
  const errors = { real: meanOfEach(each.real, k), fake: meanOfEach(each.fake, k) }
  if (topK >= 1 || COMPARING.includes(loss)) return errors
  const items = meanOfEach(fake, k)
  const kept = Math.max(1, Math.ceil(topK * items.length))
  const counted = new Set(
    items
      .map((_, i) => i)
      .sort((a, b) => (items[b] ?? 0) - (items[a] ?? 0))
      .slice(0, kept),
  )
  return { ...errors, fake: errors.fake.map((error, i) => (counted.has(i) ? error : NaN)) }
}

const COMPARING: readonly LossId[] = ['relativistic-average', 'relativistic-paired']

/** ln(1 + eˣ), without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

const crossEntropy: Shares['discriminator'] = (real, fake, smoothing) => ({
  real: real.map((x) => softplus(-x) + smoothing * x),
  fake: fake.map(softplus),
})

const alone = (error: (logit: number) => number): Shares['generator'] => {
  return (fake) => ({ real: [], fake: fake.map(error) })
}

/** Half the errors of each side held against the other's mean: `winner` should lie above it. */
function contest(winner: readonly number[], loser: readonly number[]) {
  const [high, low] = [mean(winner), mean(loser)]
  return {
    winner: winner.map((x) => softplus(low - x) / 2),
    loser: loser.map((x) => softplus(x - high) / 2),
  }
}

const SHARES: Record<LossId, Shares> = {
  'non-saturating': { discriminator: crossEntropy, generator: alone((x) => softplus(-x)) },
  minimax: { discriminator: crossEntropy, generator: alone((x) => -softplus(x)) },
  'least-squares': {
    discriminator: (real, fake, smoothing) => ({
      real: real.map((x) => (x - (1 - smoothing)) ** 2 / 2),
      fake: fake.map((x) => x ** 2 / 2),
    }),
    generator: alone((x) => (x - 1) ** 2 / 2),
  },
  hinge: {
    discriminator: (real, fake) => ({
      real: real.map((x) => Math.max(0, 1 - x)),
      fake: fake.map((x) => Math.max(0, 1 + x)),
    }),
    generator: alone((x) => -x),
  },
  wasserstein: {
    discriminator: (real, fake) => ({ real: real.map((x) => -x), fake: [...fake] }),
    generator: alone((x) => -x),
  },
  'relativistic-average': {
    discriminator: (real, fake) => {
      const { winner, loser } = contest(real, fake)
      return { real: winner, fake: loser }
    },
    generator: (fake, real) => {
      const { winner, loser } = contest(fake, real)
      return { real: loser, fake: winner }
    },
  },
  'relativistic-paired': {
    discriminator: (real, fake) => ({ real: real.map((x, i) => softplus((fake[i] ?? NaN) - x)), fake: [] }),
    generator: (fake, real) => ({ real: [], fake: fake.map((x, i) => softplus((real[i] ?? NaN) - x)) }),
  },
}
