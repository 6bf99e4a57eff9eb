/** Tensors in Node: tfjs' plain CPU back end with our kernels, as the worker opens it, without tfjs' advice to install another. */
import { env } from '@tensorflow/tfjs'
import { openCpu } from '../../../src/worker/compute/backends/cpu.ts'

export async function useCpu(): Promise<void> {
  env().set('IS_TEST', false)
  await openCpu()
}
