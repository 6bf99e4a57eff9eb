/** What replay-suite.ts says of replayed steps, on WASM in a browser, which has instructions that Node has not. */
import { afterAll, expect } from 'vitest'
import * as tf from '@tensorflow/tfjs'
import { openEngine } from '../../src/worker/compute/engine.ts'
import { replaySuite } from '../helpers/engine/replay-suite.ts'
import { ASSETS } from './engine-assets.ts'

afterAll(() => void tf.setBackend('cpu'))

replaySuite(
  async () => {
    const engine = await openEngine('wasm', ASSETS)
    expect(engine.report.backend).toBe('wasm')
    return engine
  },
  ({ recordings, patches }) => ({ recordings: recordings + patches, patches: 0 }),
)
