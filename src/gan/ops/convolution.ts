/**
 * Strided convolution and its two transposes, each the other's gradient, so that any order is right. tfjs lacks a
 * gradient for the filter's gradient; here it has one.
 *
 * All three are the same trilinear form <dy, conv(x, filter)>, solved for another side. Shapes: x [n, h, w, in],
 * filter [k, k, in, out], dy [n, h/s, w/s, out]; padding "same".
 */
import type { Tensor, Tensor4D } from '@tensorflow/tfjs'
import { differentiable, runKernel, savedAt, type Attributes } from './border.ts'

type Shape4 = readonly [number, number, number, number]

/** conv(x, filter) → [n, ⌈h/s⌉, ⌈w/s⌉, out]. */
export function convolve(x: Tensor4D, filter: Tensor4D, stride: number): Tensor4D {
  return differentiable({
    inputs: { x, filter },
    forward: (save) => {
      save([x, filter])
      return runKernel('Conv2D', { x, filter }, attributes(stride, { dilations: [1, 1] }))
    },
    backward: (dy, saved) => {
      const [x, filter] = pair(saved)
      return {
        x: () => spread(dy as Tensor4D, filter, x.shape, stride),
        filter: () => correlate(x, dy as Tensor4D, filter.shape, stride),
      }
    },
  })
}

/** The gradient of `convolve` by its x: a transposed convolution. → inputShape [n, h, w, in] */
export function spread(dy: Tensor4D, filter: Tensor4D, inputShape: Shape4, stride: number): Tensor4D {
  return differentiable({
    inputs: { dy, filter },
    forward: (save) => {
      save([dy, filter])
      return runKernel('Conv2DBackpropInput', { dy, filter }, attributes(stride, { inputShape }))
    },
    backward: (dx, saved) => {
      const [dy, filter] = pair(saved)
      return {
        dy: () => convolve(dx as Tensor4D, filter, stride),
        filter: () => correlate(dx as Tensor4D, dy, filter.shape, stride),
      }
    },
  })
}

/** The gradient of `convolve` by its filter. → filterShape [k, k, in, out] */
export function correlate(x: Tensor4D, dy: Tensor4D, filterShape: Shape4, stride: number): Tensor4D {
  return differentiable({
    inputs: { x, dy },
    forward: (save) => {
      save([x, dy])
      return runKernel('Conv2DBackpropFilter', { x, dy }, attributes(stride, { filterShape }))
    },
    backward: (dFilter, saved) => {
      const [x, dy] = pair(saved)
      return {
        x: () => spread(dy, dFilter as Tensor4D, x.shape, stride),
        dy: () => convolve(x, dFilter as Tensor4D, stride),
      }
    },
  })
}

function attributes(stride: number, more: Attributes): Attributes {
  return { strides: [stride, stride], pad: 'same', dataFormat: 'NHWC', dimRoundingMode: undefined, ...more }
}

function pair(saved: readonly Tensor[]): [Tensor4D, Tensor4D] {
  return [savedAt<Tensor4D>(saved, 0), savedAt<Tensor4D>(saved, 1)]
}
