/**
 * AddN for any number of terms. tfjs binds all terms to one shader, and a device refuses a shader with more buffers than
 * its limit, often 8: a sum over the gradients of a deeper network then fails.
 */
import {
  getKernel,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs'

const NAME = 'AddN'

interface Disposer {
  disposeData(dataId: object): boolean
}

let stock: KernelFunc | undefined

/** @param buffers the device's limit of storage buffers in one shader */
export function registerAddN(buffers: number): void {
  stock ??= getKernel(NAME, 'webgpu').kernelFunc
  unregisterKernel(NAME, 'webgpu')
  // One buffer is the result's.
  registerKernel({ kernelName: NAME, backendName: 'webgpu', kernelFunc: inGroups(stock, buffers - 1) })
}

function inGroups(addN: KernelFunc, most: number): KernelFunc {
  return (call) => {
    const terms = call.inputs as unknown as TensorInfo[]
    if (terms.length <= most) return addN(call)
    const backend = call.backend as Disposer
    const sumOf = (group: TensorInfo[]) => addN({ ...call, inputs: group as never }) as TensorInfo
    let sum = sumOf(terms.slice(0, most))
    for (let from = most; from < terms.length; from += most - 1) {
      const partial = sum
      sum = sumOf([partial, ...terms.slice(from, from + most - 1)])
      backend.disposeData(partial.dataId)
    }
    return sum
  }
}
