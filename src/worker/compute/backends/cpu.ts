/** Plain JavaScript: slow, and always there. */
import * as tf from '@tensorflow/tfjs'
import { registerArrayKernels } from '../kernels/arrays/register.ts'
import { NO_COUNTS, type Opening } from './opened.ts'

/** Never refuses. */
export async function openCpu(): Promise<Opening> {
  await tf.setBackend('cpu')
  registerArrayKernels()
  return {
    opened: {
      adapter: 'JavaScript',
      software: false,
      // Plain memory of the process: there is no device that could be lost.
      lost: new Promise(() => undefined),
      settle: () => Promise.resolve(),
      memory: () => ({ bytes: tf.memory().numBytes, tensors: tf.memory().numTensors }),
      counters: () => ({ ...NO_COUNTS }),
    },
  }
}
