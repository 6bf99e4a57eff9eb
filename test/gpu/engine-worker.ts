/** Opens an engine inside a dedicated worker and answers with its report and one product. */
import * as tf from '@tensorflow/tfjs'
import type { BackendReport } from '../../src/common/protocol/report.ts'
import { openEngine } from '../../src/worker/compute/engine.ts'
import { ASSETS } from './engine-assets.ts'

export interface WorkerAnswer {
  report: BackendReport
  product: number[]
}

self.addEventListener('message', (event: MessageEvent<BackendReport['backend'] | 'auto'>) => {
  void answer(event.data)
})

async function answer(choice: BackendReport['backend'] | 'auto'): Promise<void> {
  const { report } = await openEngine(choice, ASSETS)
  const product = [...(await tf.tidy(() => tf.ones([2, 3]).matMul(tf.ones([3, 2]))).data())]
  self.postMessage({ report, product } satisfies WorkerAnswer)
}
