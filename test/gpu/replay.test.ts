/** What replay-suite.ts says of replayed steps, on WebGPU. */
import { afterAll, expect } from 'vitest'
import * as tf from '@tensorflow/tfjs'
import { openEngine } from '../../src/worker/compute/engine.ts'
import { replaySuite } from '../helpers/engine/replay-suite.ts'
import { ASSETS } from './engine-assets.ts'

afterAll(() => void tf.setBackend('cpu'))

replaySuite(async () => {
  const engine = await openEngine('webgpu', ASSETS)
  expect(engine.report.backend).toBe('webgpu')
  return engine
})
