/**
 * What any-replay-suite.ts says of settings nobody chose by hand, on WebGPU.
 * VITE_ANY_REPLAYS=60 tries so many; VITE_ANY_FIRST the seed of the first.
 */
import { afterAll, expect } from 'vitest'
import * as tf from '@tensorflow/tfjs'
import { openEngine } from '../../src/worker/compute/engine.ts'
import { anyReplaySuite } from '../helpers/engine/any-replay-suite.ts'
import { ASSETS } from './engine-assets.ts'

const env = import.meta.env as Readonly<Record<string, string | undefined>>

afterAll(() => void tf.setBackend('cpu'))

anyReplaySuite(
  async () => {
    const engine = await openEngine('webgpu', ASSETS)
    expect(engine.report.backend).toBe('webgpu')
    return engine
  },
  Number(env['VITE_ANY_REPLAYS'] ?? 8),
  Number(env['VITE_ANY_FIRST'] ?? 1),
)
