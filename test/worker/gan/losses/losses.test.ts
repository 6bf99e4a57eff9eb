import { beforeAll, describe, expect, test } from 'vitest'
import { tensor1d, type Tensor, type Tensor1D } from '@tensorflow/tfjs'
import { LOSSES, type LossId } from '../../../../src/common/catalog/losses.ts'
import type { Loss } from '../../../../src/worker/gan/losses/loss.ts'
import { LOSS_FORMULAS } from '../../../../src/worker/gan/losses/losses.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { expectClose, expectGradients, expectSecondGradients } from '../../../helpers/truth/differences.ts'

beforeAll(useCpu)

const REAL = [1.3, -0.4, 2.2, 0.1, -1.7]
const FAKE = [-0.9, 0.6, -2.4, 1.1, 0.2]

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
/** Plain, and unsafe for large x: not how the engine computes it. */
const sp = (x: number) => Math.log(1 + Math.exp(x))
const logistic = (x: number) => 1 / (1 + Math.exp(-x))

/** Formulas of the papers, on plain numbers; s is the smoothing. */
const TRUTH: Record<LossId, { d: (s: number) => number; g: () => number }> = {
  'non-saturating': {
    d: (s) =>
      -mean(REAL.map((x) => (1 - s) * Math.log(logistic(x)) + s * Math.log(1 - logistic(x)))) -
      mean(FAKE.map((x) => Math.log(1 - logistic(x)))),
    g: () => -mean(FAKE.map((x) => Math.log(logistic(x)))),
  },
  minimax: {
    d: (s) => mean(REAL.map((x) => (1 - s) * sp(-x) + s * sp(x))) + mean(FAKE.map(sp)),
    g: () => mean(FAKE.map((x) => Math.log(1 - logistic(x)))),
  },
  'least-squares': {
    d: (s) => 0.5 * mean(REAL.map((x) => (x - (1 - s)) ** 2)) + 0.5 * mean(FAKE.map((x) => x * x)),
    g: () => 0.5 * mean(FAKE.map((x) => (x - 1) ** 2)),
  },
  hinge: {
    d: () => mean(REAL.map((x) => Math.max(0, 1 - x))) + mean(FAKE.map((x) => Math.max(0, 1 + x))),
    g: () => -mean(FAKE),
  },
  'relativistic-average': {
    d: () => 0.5 * (mean(REAL.map((x) => sp(-(x - mean(FAKE))))) + mean(FAKE.map((x) => sp(x - mean(REAL))))),
    g: () => 0.5 * (mean(FAKE.map((x) => sp(-(x - mean(REAL))))) + mean(REAL.map((x) => sp(x - mean(FAKE))))),
  },
  'relativistic-paired': {
    d: () => mean(REAL.map((x, i) => sp(-(x - (FAKE[i] ?? NaN))))),
    g: () => mean(REAL.map((x, i) => sp(-((FAKE[i] ?? NaN) - x)))),
  },
  wasserstein: { d: () => mean(FAKE) - mean(REAL), g: () => -mean(FAKE) },
}

const formula = (id: LossId): Loss => LOSS_FORMULAS[id]

describe.each(LOSSES.map(({ id }) => id))('%s', (id) => {
  const discriminator = (s: number) => (real: Tensor, fake: Tensor) =>
    formula(id).discriminator(real as Tensor1D, fake as Tensor1D, s)
  const generator = (fake: Tensor, real: Tensor) => formula(id).generator(fake as Tensor1D, real as Tensor1D)
  const inputs = () => [tensor1d(REAL), tensor1d(FAKE)] as [Tensor1D, Tensor1D]

  test.each([0, 0.1, 0.25])('is the paper’s discriminator loss with smoothing %d', (s) => {
    expectClose(discriminator(s)(...inputs()).dataSync(), [TRUTH[id].d(s)], 1e-6)
  })

  test('is the paper’s generator loss', () => {
    expectClose(generator(tensor1d(FAKE), tensor1d(REAL)).dataSync(), [TRUTH[id].g()], 1e-6)
  })

  test('has right gradients of both orders', () => {
    const d = (...xs: Tensor[]) => discriminator(0.1)(...(xs as [Tensor, Tensor]))
    const g = (...xs: Tensor[]) => generator(...(xs as [Tensor, Tensor]))
    expectGradients(d, inputs())
    expectSecondGradients(d, inputs())
    expectGradients(g, [tensor1d(FAKE), tensor1d(REAL)])
    expectSecondGradients(g, [tensor1d(FAKE), tensor1d(REAL)])
  })

  test('meets the equilibrium lines of the catalogue', () => {
    const entry = LOSSES.find((loss) => loss.id === id)
    if (entry === undefined || !('equilibrium' in entry)) return
    // The level at which D cannot tell: logit 0, or ½ for least squares.
    const level = tensor1d([id === 'least-squares' ? 0.5 : 0])
    expectClose(
      formula(id).discriminator(level, level, 0).dataSync(),
      [entry.equilibrium.discriminator],
      1e-6,
    )
    expectClose(formula(id).generator(level, level).dataSync(), [entry.equilibrium.generator], 1e-6)
  })
})

test.each(LOSSES.filter(({ logistic: yes }) => yes).map(({ id }) => id))(
  '%s stays finite for sure logits',
  (id) => {
    const loss = formula(id).discriminator(tensor1d([-200]), tensor1d([200]), 0.1)
    expect(Number.isFinite(loss.dataSync()[0])).toBe(true)
  },
)
