/** Tensors in Node: tfjs' plain CPU back end, without its advice to install another. */
import { env, ready, setBackend } from '@tensorflow/tfjs'

export async function useCpu(): Promise<void> {
  env().set('IS_TEST', false)
  await setBackend('cpu')
  await ready()
}
