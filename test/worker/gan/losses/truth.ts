/**
 * Every loss as its paper writes it, one logit at a time: what the engine's formulas, shares, shaders and whole steps are
 * held against. Written in arithmetic that runs on doubles and on a tape (test/helpers/truth/arithmetic.ts). Shares no code
 * with src/. A new loss gets its entry here.
 */
import type { LossId } from '../../../../src/common/catalog/losses.ts'
import type { Arithmetic } from '../../../helpers/truth/arithmetic.ts'

export interface LossTruth {
  /** What D minimises, from raw logits. @param smoothing reals count as 1 − smoothing, in losses with targets */
  discriminator<A>(m: Arithmetic<A>, real: readonly A[], fake: readonly A[], smoothing: number): A
  /** What G minimises. Reals are there for losses that compare. */
  generator<A>(m: Arithmetic<A>, fake: readonly A[], real: readonly A[]): A
  /** The logit that D gives everything when it cannot tell; null where no logit is that. */
  readonly undecided: number | null
}

/** Cross-entropy with targets 1 − s and 0: −ln σ(x) is sp(−x), −ln(1 − σ(x)) is sp(x). */
const crossEntropy: LossTruth['discriminator'] = (m, real, fake, s) => {
  const onReal = real.map((x) => m.add(m.scale(m.softplus(m.neg(x)), 1 - s), m.scale(m.softplus(x), s)))
  return m.add(m.mean(onReal), m.mean(fake.map((g) => m.softplus(g))))
}

/** ½[sp(−(winner − E loser)) + sp(loser − E winner)]. */
function contest<A>(m: Arithmetic<A>, winner: readonly A[], loser: readonly A[]): A {
  const [high, low] = [m.mean(winner), m.mean(loser)]
  const above = m.mean(winner.map((x) => m.softplus(m.sub(low, x))))
  return m.scale(m.add(above, m.mean(loser.map((x) => m.softplus(m.sub(x, high))))), 0.5)
}

/** sp(−(winner − loser)), pair by pair. */
function pairs<A>(m: Arithmetic<A>, winner: readonly A[], loser: readonly A[]): A {
  return m.mean(
    winner.map((x, i) => {
      const other = loser[i]
      if (other === undefined) throw new Error('No pair.')
      return m.softplus(m.sub(other, x))
    }),
  )
}

/** Half the mean square of what is off the target. */
function off<A>(m: Arithmetic<A>, logits: readonly A[], target: number): A {
  return m.scale(m.mean(logits.map((x) => m.square(m.shift(x, -target)))), 0.5)
}

export const TRUTH: Record<LossId, LossTruth> = {
  'non-saturating': {
    discriminator: crossEntropy,
    generator: (m, fake) => m.mean(fake.map((g) => m.softplus(m.neg(g)))),
    undecided: 0,
  },
  minimax: {
    discriminator: crossEntropy,
    generator: (m, fake) => m.neg(m.mean(fake.map((g) => m.softplus(g)))),
    undecided: 0,
  },
  'least-squares': {
    discriminator: (m, real, fake, s) => m.add(off(m, real, 1 - s), off(m, fake, 0)),
    generator: (m, fake) => off(m, fake, 1),
    undecided: 0.5,
  },
  hinge: {
    discriminator: (m, real, fake) => {
      const onReal = m.mean(real.map((x) => m.rectified(m.shift(m.neg(x), 1), 0)))
      return m.add(onReal, m.mean(fake.map((g) => m.rectified(m.shift(g, 1), 0))))
    },
    generator: (m, fake) => m.neg(m.mean(fake)),
    undecided: 0,
  },
  wasserstein: {
    discriminator: (m, real, fake) => m.sub(m.mean(fake), m.mean(real)),
    generator: (m, fake) => m.neg(m.mean(fake)),
    undecided: null,
  },
  'relativistic-average': {
    discriminator: (m, real, fake) => contest(m, real, fake),
    generator: (m, fake, real) => contest(m, fake, real),
    undecided: 0,
  },
  'relativistic-paired': {
    discriminator: (m, real, fake) => pairs(m, real, fake),
    generator: (m, fake, real) => pairs(m, fake, real),
    undecided: 0,
  },
}
