/**
 * Both halves of losses, as their papers write them over raw logits, whose derivatives of both orders an independent library
 * has worked out (test/fixtures/gradients). A new loss may come here; test/worker/gan/losses/ holds it against differences.
 */
import type { Tensor1D } from '@tensorflow/tfjs'
import { lossEntry, type LossId } from '../../../../src/common/catalog/losses.ts'
import { lossOf } from '../../../../src/worker/gan/losses/losses.ts'
import { wave, type GradientCase } from '../case.ts'
import { at, from, mean, square, type Maths } from '../maths.ts'
import { minusLogRest, minusLogSigmoid } from './formulas.ts'

interface Halves {
  /** @param smoothing reals count as 1 − smoothing; only losses with targets look at it */
  discriminator: <A>(m: Maths<A>, real: A, fake: A, smoothing: number) => A
  generator: <A>(m: Maths<A>, fake: A, real: A) => A
}

/** Cross-entropy with targets 1 − s and 0. */
const crossEntropy: Halves['discriminator'] = (m, real, fake, s) => {
  const onReal = m.add(m.mul(minusLogSigmoid(m, real), 1 - s), m.mul(minusLogRest(m, real), s))
  return m.add(mean(m, onReal), mean(m, minusLogRest(m, fake)))
}

/** ½[sp(−(winner − E loser)) + sp(loser − E winner)]. */
function average<A>(m: Maths<A>, winner: A, loser: A): A {
  const above = minusLogSigmoid(m, m.sub(winner, mean(m, loser)))
  const below = minusLogRest(m, m.sub(loser, mean(m, winner)))
  return m.mul(m.add(mean(m, above), mean(m, below)), 0.5)
}

const FORMULAS = {
  'non-saturating': {
    discriminator: crossEntropy,
    generator: (m, fake) => mean(m, minusLogSigmoid(m, fake)),
  },
  minimax: {
    discriminator: crossEntropy,
    generator: (m, fake) => m.mul(mean(m, minusLogRest(m, fake)), -1),
  },
  'least-squares': {
    discriminator: (m, real, fake, s) =>
      m.mul(m.add(mean(m, square(m, m.sub(real, 1 - s))), mean(m, square(m, fake))), 0.5),
    generator: (m, fake) => m.mul(mean(m, square(m, m.sub(fake, 1))), 0.5),
  },
  hinge: {
    discriminator: (m, real, fake) =>
      m.add(mean(m, m.relu(from(m, 1, real))), mean(m, m.relu(m.add(fake, 1)))),
    generator: (m, fake) => m.mul(mean(m, fake), -1),
  },
  wasserstein: {
    discriminator: (m, real, fake) => m.sub(mean(m, fake), mean(m, real)),
    generator: (m, fake) => m.mul(mean(m, fake), -1),
  },
  'relativistic-average': {
    discriminator: (m, real, fake) => average(m, real, fake),
    generator: (m, fake, real) => average(m, fake, real),
  },
  'relativistic-paired': {
    discriminator: (m, real, fake) => mean(m, minusLogSigmoid(m, m.sub(real, fake))),
    generator: (m, fake, real) => mean(m, minusLogSigmoid(m, m.sub(fake, real))),
  },
} satisfies Partial<Record<LossId, Halves>>

const REAL = wave([5], 11, 1.6, 0.2)
const FAKE = wave([5], 12, 1.6, -0.2)

function casesOf(id: keyof typeof FORMULAS): GradientCase[] {
  const ours = lossOf(id)
  const { comparesReals, words } = lossEntry(id)
  const formula: Halves = FORMULAS[id]
  const discriminator = (smoothing: number): GradientCase => ({
    name: `${id}, discriminator, smoothing ${smoothing}`,
    inputs: [REAL, FAKE],
    ours: (...xs) => ours.discriminator(at(xs, 0) as Tensor1D, at(xs, 1) as Tensor1D, smoothing),
    formula: (m, ...xs) => m.reshape(formula.discriminator(m, at(xs, 0), at(xs, 1), smoothing), []),
  })
  const generator: GradientCase = {
    name: `${id}, generator`,
    inputs: comparesReals ? [FAKE, REAL] : [FAKE],
    ours: (...xs) => ours.generator(at(xs, 0) as Tensor1D, (xs[1] ?? at(xs, 0)) as Tensor1D),
    formula: (m, ...xs) => m.reshape(formula.generator(m, at(xs, 0), xs[1] ?? at(xs, 0)), []),
  }
  return [discriminator(0), ...(words.smoothed === null ? [] : [discriminator(0.1)]), generator]
}

export const LOSSES: GradientCase[] = (Object.keys(FORMULAS) as (keyof typeof FORMULAS)[]).flatMap(casesOf)
