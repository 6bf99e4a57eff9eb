/**
 * Strided convolution and its two transposes, each the other's gradient, so that any order is right. tfjs lacks a
 * gradient for the filter's gradient; here it has one.
 *
 * All three are the same trilinear form <dy, conv(x, filter)>, solved for another side. Shapes: x [n, h, w, in],
 * filter [k, k, in, out], dy [n, h/s, w/s, out]; padding "same".
 */
import { getBackend, type Tensor, type Tensor4D } from '@tensorflow/tfjs'
import { CONVOLVE, CONV_TRANSPOSE } from '../kernels/fused.ts'
import { hasKernel } from '../kernels/has-kernel.ts'
import { differentiable, runKernel, savedAt, type Attributes } from './autodiff.ts'
import { masked, maskedValue, settled, type Signal } from './signal.ts'

export type Shape4 = readonly [number, number, number, number]
type Picture = Signal<Tensor4D>

/** conv(x, filter) → [n, ⌈h/s⌉, ⌈w/s⌉, out]. */
export function convolve(x: Tensor4D, filter: Tensor4D, stride: number): Tensor4D {
  return convolveSignal(settled(x), filter, stride)
}

/** The gradient of `convolve` by its x: a transposed convolution. → inputShape [n, h, w, in] */
export function convTranspose(dy: Tensor4D, filter: Tensor4D, inputShape: Shape4, stride: number): Tensor4D {
  return convTransposeSignal(settled(dy), filter, inputShape, stride)
}

/** The gradient of `convolve` by its filter. → filterShape [k, k, in, out] */
export function convFilterGradient(x: Tensor4D, dy: Tensor4D, filterShape: Shape4, stride: number): Tensor4D {
  return convFilterGradientOfSignals(settled(x), settled(dy), filterShape, stride)
}

/** @param mask the result is multiplied by this signal's slope */
export function convolveSignal(x: Picture, filter: Tensor4D, stride: number, mask?: Signal): Tensor4D {
  return differentiable({
    inputs: { x: x.values, filter },
    forward: (save) => {
      save([x.values, filter, ...(mask === undefined ? [] : [mask.values])])
      const inputs = { x: x.values, filter }
      return ended(CONVOLVE, 'Conv2D', inputs, convolutionAttributes(stride, { dilations: [1, 1] }), mask)
    },
    backward: (upstream, saved) => {
      const [held, weights] = pair(saved)
      const seen = { ...x, values: held }
      const dy = passed(upstream, saved, mask)
      return {
        x: () => convTransposeSignal(settled(dy), weights, held.shape, stride, seen),
        filter: () => convFilterGradientOfSignals(seen, settled(dy), weights.shape, stride),
      }
    },
  })
}

/** @param mask the result is multiplied by this signal's slope */
export function convTransposeSignal(
  dy: Picture,
  filter: Tensor4D,
  inputShape: Shape4,
  stride: number,
  mask?: Signal,
): Tensor4D {
  return differentiable({
    inputs: { dy: dy.values, filter },
    forward: (save) => {
      save([dy.values, filter, ...(mask === undefined ? [] : [mask.values])])
      const inputs = { dy: dy.values, filter }
      const attributes = convolutionAttributes(stride, { inputShape })
      return ended(CONV_TRANSPOSE, 'Conv2DBackpropInput', inputs, attributes, mask)
    },
    backward: (upstream, saved) => {
      const [held, weights] = pair(saved)
      const seen = { ...dy, values: held }
      const dx = passed(upstream, saved, mask)
      return {
        dy: () => convolveSignal(settled(dx), weights, stride, seen),
        filter: () => convFilterGradientOfSignals(settled(dx), seen, weights.shape, stride),
      }
    },
  })
}

export function convFilterGradientOfSignals(
  x: Picture,
  dy: Picture,
  filterShape: Shape4,
  stride: number,
): Tensor4D {
  return differentiable({
    inputs: { x: x.values, dy: dy.values },
    forward: (save) => {
      save([x.values, dy.values])
      return runKernel(
        'Conv2DBackpropFilter',
        { x: x.values, dy: dy.values },
        convolutionAttributes(stride, { filterShape }),
      )
    },
    backward: (upstream, saved) => {
      const [heldX, heldDy] = pair(saved)
      const [seenX, seenDy] = [
        { ...x, values: heldX },
        { ...dy, values: heldDy },
      ]
      const dFilter = upstream as Tensor4D
      return {
        x: () => convTransposeSignal(seenDy, dFilter, heldX.shape, stride, seenX),
        dy: () => convolveSignal(seenX, dFilter, stride, seenDy),
      }
    },
  })
}

/** What the kernels of all three take. */
export function convolutionAttributes(stride: number, more: Attributes): Attributes {
  return { strides: [stride, stride], pad: 'same', dataFormat: 'NHWC', dimRoundingMode: undefined, ...more }
}

/** Runs the fused kernel where a mask applies and the back end has one. */
function ended(
  fused: string,
  plain: string,
  inputs: Readonly<Record<string, Tensor>>,
  attributes: Attributes,
  mask: Signal | undefined,
): Tensor {
  const slope = mask?.slope ?? null
  if (mask === undefined || slope === null) return runKernel(plain, inputs, attributes)
  if (hasKernel(fused, getBackend())) {
    return runKernel(fused, { ...inputs, mask: mask.values }, { ...attributes, slope })
  }
  return maskedValue(runKernel<Tensor>(plain, inputs, attributes), mask)
}

function passed(upstream: Tensor, saved: readonly Tensor[], mask: Signal | undefined): Tensor4D {
  return (
    mask === undefined ? upstream : masked(upstream, { ...mask, values: savedAt(saved, 2) })
  ) as Tensor4D
}

function pair(saved: readonly Tensor[]): [Tensor4D, Tensor4D] {
  return [savedAt<Tensor4D>(saved, 0), savedAt<Tensor4D>(saved, 1)]
}
