/** Our WebGPU kernels against sums written out in double precision. */
import { afterAll, describe, expect } from 'vitest'
import * as tf from '@tensorflow/tfjs'
import { openEngine } from '../../src/compute/engine.ts'
import { matMulSuite } from '../helpers/mat-mul-suite.ts'
import { ASSETS } from './engine-assets.ts'

const open = async () => {
  expect((await openEngine('webgpu', ASSETS)).report.backend).toBe('webgpu')
}

afterAll(() => void tf.setBackend('cpu'))

describe('products', () => matMulSuite(open))
