/** Each sample's share of a loss: together they are the loss the step itself minimises. */
import { beforeAll, describe, expect, test } from 'vitest'
import { tensor1d, tensor2d } from '@tensorflow/tfjs'
import { lossEntry, LOSSES } from '../../../../src/common/catalog/losses.ts'
import { discriminatorErrors, generatorErrors } from '../../../../src/worker/gan/losses/errors.ts'
import { lossOf } from '../../../../src/worker/gan/losses/losses.ts'
import { flat } from '../../../../src/worker/gan/step/logits.ts'
import { largest } from '../../../../src/worker/gan/step/terms/top-k.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'

beforeAll(useCpu)

const REAL = [1.3, -0.4, 2.2, 0.1, -1.7]
const FAKE = [-0.9, 0.6, -2.4, 1.1, 0.2]
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

describe.each(LOSSES.map(({ id }) => id))('%s', (id) => {
  const formula = lossOf(id)

  test.each([0, 0.1])('the means of the detective’s errors add up to its loss, smoothing %d', (smoothing) => {
    const { real, fake } = discriminatorErrors(id, REAL, FAKE, smoothing)
    const loss = formula.discriminator(tensor1d(REAL), tensor1d(FAKE), smoothing).dataSync()[0] ?? NaN
    expect(mean(real) + mean(fake)).toBeCloseTo(loss, 5)
    expect(real).toHaveLength(5)
  })

  test('the means of the forger’s errors add up to its loss', () => {
    const { real, fake } = generatorErrors(id, FAKE, REAL, 1)
    const loss = formula.generator(tensor1d(FAKE), tensor1d(REAL)).dataSync()[0] ?? NaN
    expect(mean(real) + mean(fake)).toBeCloseTo(loss, 5)
    expect(fake).toHaveLength(5)
  })

  test('with top-k only the best scored fakes have an error', () => {
    if (lossEntry(id).comparesReals) return
    const { fake } = generatorErrors(id, FAKE, [], 0.5)
    expect(fake.map(Number.isNaN)).toEqual([true, false, true, false, false])
    const best = flat(largest(tensor2d(FAKE, [FAKE.length, 1]), 0.5))
    const loss = formula.generator(best, tensor1d(REAL)).dataSync()[0] ?? NaN
    expect(mean(fake.filter(Number.isFinite))).toBeCloseTo(loss, 5)
  })
})

test('errors of very sure logits are finite', () => {
  const { real, fake } = discriminatorErrors('non-saturating', [-800], [800], 0)
  expect([real, fake]).toEqual([[800], [800]])
})
