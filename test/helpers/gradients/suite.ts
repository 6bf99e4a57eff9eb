/**
 * The suite for one back end: every case, and controls that show that the suite would notice. For Node and for Chromium.
 */
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { differentiable, savedAt } from '../../../src/worker/gan/ops/autodiff.ts'
import { tanh } from '../../../src/worker/gan/ops/smooth.ts'
import { GROUPS } from './cases.ts'
import type { GradientCase } from './case.ts'
import { check } from './check.ts'
import { at } from './maths.ts'
import { unpack, type StoredTruths } from './stored.ts'

/** @param open makes the back end current */
export function gradientSuite(stored: StoredTruths, open: () => Promise<unknown>): void {
  beforeAll(async () => {
    await open()
  })

  describe.each(GROUPS)('$name', ({ cases }) => {
    test.each(cases)('$name', async (spec) => {
      const { faults } = await check(spec, unpack(spec, stored))
      expect(faults).toEqual([])
    })
  })

  describe('the suite notices', () => {
    const caseOf = (name: string): GradientCase => {
      const found = GROUPS.flatMap(({ cases }) => cases).find((spec) => spec.name === name)
      if (found === undefined) throw new Error(`There is no case "${name}".`)
      return found
    }
    const instead = (name: string, ours: (x: tf.Tensor) => tf.Tensor) => {
      const spec = caseOf(name)
      return check({ ...spec, ours: (...xs) => ours(at(xs, 0)) }, unpack(spec, stored))
    }

    test.each<[string, (x: tf.Tensor) => tf.Tensor]>([
      ['tanh', (x) => tf.tanh(x)],
      ['sigmoid', (x) => tf.sigmoid(x)],
      ['exp', (x) => tf.exp(x)],
    ])('that tfjs’ own %s is right at first order and wrong at second', async (name, stock) => {
      const { jax, faults } = await instead(name, stock)
      expect(faults).toHaveLength(2)
      faults.forEach((fault) => expect(fault).toMatch(/^second order/))
      expect(jax[2]).toBeGreaterThan(0.01)
    })

    test('that tfjs’ own leaky ReLU has no second order', async () => {
      await expect(instead('leaky relu', (x) => tf.leakyRelu(x, 0.2))).rejects.toThrow(/gradient/i)
    })

    test('a slope that is wrong by one in a thousand', async () => {
      const { faults } = await instead('tanh', (x) =>
        differentiable({
          inputs: { x },
          forward: (save) => {
            save([x])
            return tf.tanh(x)
          },
          backward: (upstream, saved) => ({
            x: () => tf.mul(upstream, tf.mul(tf.sub(1, tf.square(tanh(savedAt(saved, 0)))), 1.001)),
          }),
        }),
      )
      expect(faults.map((fault) => fault.split(' against')[0])).toEqual([
        'first order',
        'second order',
        'first order',
        'second order',
      ])
    })

    test('a forgotten bias', async () => {
      const spec = caseOf('dense, linear')
      const forgetful: GradientCase = {
        ...spec,
        ours: (...xs) => spec.ours(at(xs, 0), at(xs, 1), tf.zerosLike(at(xs, 2))),
      }
      const { faults } = await check(forgetful, unpack(spec, stored))
      expect(faults).toHaveLength(6)
    })
  })
}
