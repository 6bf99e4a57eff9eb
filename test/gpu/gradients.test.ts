/** Every gradient at both orders, on every back end in Chromium: WebGPU and WebGL in software. */
import * as tf from '@tensorflow/tfjs'
import { afterAll, describe, expect, test } from 'vitest'
import { openEngine } from '../../src/worker/compute/engine.ts'
import type { Failure } from '../../src/common/failure.ts'
import truth from '../fixtures/gradients/truth.json'
import { gradientSuite } from '../helpers/gradients/suite.ts'
import { ASSETS } from './engine-assets.ts'

const BACKENDS = ['wasm', 'cpu', 'webgl', 'webgpu'] as const

afterAll(() => void tf.setBackend('cpu'))

describe.each(BACKENDS)('%s', (backend) => {
  let lost: Failure | undefined

  gradientSuite(truth, async () => {
    const engine = await openEngine(backend, ASSETS)
    if (engine.report.backend !== backend) throw new Error(JSON.stringify(engine.report.passedOver))
    void engine.lost.then((failure) => (lost = failure))
  })

  test('is still there', () => {
    expect(tf.getBackend()).toBe(backend)
    expect(lost).toBeUndefined()
  })
})
