/** Counts what a step really asks of its kernels: operations of products and convolutions, a multiply-add as two. */
import * as tf from '@tensorflow/tfjs'

/** Shapes of the two operands and of the result decide what a product costs. */
type Cost = (shapes: Readonly<Record<string, readonly number[]>>, out: readonly number[]) => number

const size = (shape: readonly number[] = []): number => shape.reduce((product, side) => product * side, 1)

const matrices: Cost = ({ a = [], b = [] }, out) => {
  // One row against a batch of several: a row of ones, which is how columns are summed. No layer's product.
  if (a.at(-2) === 1) return 0
  const inner = Math.sqrt((size(a) * size(b)) / size(out))
  return 2 * size(out) * inner
}

const COSTS: Readonly<Record<string, Cost>> = {
  BatchMatMul: matrices,
  _FusedMatMul: matrices,
  Conv2D: ({ filter = [] }, out) => 2 * (size(out) / (out.at(-1) ?? 1)) * size(filter),
  Conv2DBackpropInput: ({ dy = [], filter = [] }) => 2 * (size(dy) / (dy.at(-1) ?? 1)) * size(filter),
  Conv2DBackpropFilter: ({ dy = [] }, out) => 2 * (size(dy) / (dy.at(-1) ?? 1)) * size(out),
}

/** Watches the kernels of the plain back end; returns how to put them back. */
export function countProducts(add: (flops: number) => void): (() => void)[] {
  return Object.entries(COSTS).map(([kernelName, cost]) => {
    const config = tf.getKernel(kernelName, 'cpu')
    const kernelFunc: tf.KernelFunc = (call) => {
      const result = config.kernelFunc(call)
      const shapes = Object.entries(call.inputs).map(([name, info]) => [name, info?.shape ?? []])
      const [output] = Array.isArray(result) ? result : [result]
      add(cost(Object.fromEntries(shapes) as Record<string, number[]>, output?.shape ?? []))
      return result
    }
    tf.unregisterKernel(kernelName, 'cpu')
    tf.registerKernel({ ...config, kernelFunc })
    return () => {
      tf.unregisterKernel(kernelName, 'cpu')
      tf.registerKernel(config)
    }
  })
}
