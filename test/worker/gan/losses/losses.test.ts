/** Every loss of the catalogue: its formulas are the paper's, its gradients are right, and the catalogue says what is so. */
import { beforeAll, describe, expect, test } from 'vitest'
import { tensor1d, type Tensor, type Tensor1D } from '@tensorflow/tfjs'
import { lossEntry, LOSSES } from '../../../../src/common/catalog/losses.ts'
import { chanceLoss } from '../../../../src/worker/evaluation/diagnosis/chance.ts'
import { lossOf } from '../../../../src/worker/gan/losses/losses.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { PLAIN } from '../../../helpers/truth/arithmetic.ts'
import { expectClose, expectGradients, expectSecondGradients } from '../../../helpers/truth/differences.ts'
import { TRUTH } from './truth.ts'

beforeAll(useCpu)

const REAL = [1.3, -0.4, 2.2, 0.1, -1.7]
const FAKE = [-0.9, 0.6, -2.4, 1.1, 0.2]

describe.each(LOSSES.map(({ id }) => id))('%s', (id) => {
  const truth = TRUTH[id]
  const discriminator = (s: number) => (real: Tensor, fake: Tensor) =>
    lossOf(id).discriminator(real as Tensor1D, fake as Tensor1D, s)
  const generator = (fake: Tensor, real: Tensor) => lossOf(id).generator(fake as Tensor1D, real as Tensor1D)
  const inputs = () => [tensor1d(REAL), tensor1d(FAKE)] as [Tensor1D, Tensor1D]

  test.each([0, 0.1, 0.25])('is the paper’s discriminator loss with smoothing %d', (s) => {
    expectClose(discriminator(s)(...inputs()).dataSync(), [truth.discriminator(PLAIN, REAL, FAKE, s)], 1e-6)
  })

  test('is the paper’s generator loss', () => {
    expectClose(
      generator(tensor1d(FAKE), tensor1d(REAL)).dataSync(),
      [truth.generator(PLAIN, FAKE, REAL)],
      1e-6,
    )
  })

  test('has right gradients of both orders', () => {
    const d = (...xs: Tensor[]) => discriminator(0.1)(...(xs as [Tensor, Tensor]))
    const g = (...xs: Tensor[]) => generator(...(xs as [Tensor, Tensor]))
    expectGradients(d, inputs())
    expectSecondGradients(d, inputs())
    expectGradients(g, [tensor1d(FAKE), tensor1d(REAL)])
    expectSecondGradients(g, [tensor1d(FAKE), tensor1d(REAL)])
  })

  test('rests where the catalogue says, when the detective cannot tell', () => {
    const { equilibrium } = lossEntry(id)
    const { undecided } = truth
    expect(equilibrium === null).toBe(undecided === null)
    if (equilibrium === null || undecided === null) return
    expect(equilibrium.discriminator).toBeCloseTo(truth.discriminator(PLAIN, [undecided], [undecided], 0), 12)
    expect(chanceLoss(id)).toBe(equilibrium.discriminator)
    if (equilibrium.generator === null) return
    expect(equilibrium.generator).toBeCloseTo(truth.generator(PLAIN, [undecided], [undecided]), 12)
  })

  test('is moved by label smoothing where the catalogue has words for it, and nowhere else', () => {
    const at = (s: number) => truth.discriminator(PLAIN, REAL, FAKE, s)
    expect(Math.abs(at(0.1) - at(0)) > 1e-9).toBe(lossEntry(id).words.smoothed !== null)
  })

  test('compares with reals where the catalogue says so, and nowhere else', () => {
    const [here, there] = [REAL, REAL.map((x) => x + 1)].map((real) => truth.generator(PLAIN, FAKE, real))
    expect(here !== there).toBe(lossEntry(id).comparesReals)
  })
})

test.each(LOSSES.filter(({ logistic: yes }) => yes).map(({ id }) => id))(
  '%s stays finite for sure logits',
  (id) => {
    const loss = lossOf(id).discriminator(tensor1d([-200]), tensor1d([200]), 0.1)
    expect(Number.isFinite(loss.dataSync()[0])).toBe(true)
  },
)
