/** The arithmetic of convolutional layers, both ways: map, bias and ending in one kernel. Padding "same". */
import { getBackend, type Tensor, type Tensor1D, type Tensor4D } from '@tensorflow/tfjs'
import { CONVOLVE, CONV_FILTER_GRADIENT, CONV_TRANSPOSE } from '../kernels/fused.ts'
import { hasKernel } from '../kernels/has-kernel.ts'
import { runKernel, runKernelForTwo, type Attributes } from './autodiff.ts'
import {
  convolutionAttributes,
  convolveSignal,
  convFilterGradientOfSignals,
  convTransposeSignal,
  type Shape4,
} from './convolution.ts'
import { settled, type Signal } from './signal.ts'
import { endedHere, weighted, type Ending, type Form } from './weighted.ts'

type Picture = Signal<Tensor4D>

/** [n, h, w, in] by filter [k, k, in, out] → [n, ⌈h/s⌉, ⌈w/s⌉, out], bias and ending. */
export function convolved(
  x: Picture,
  filter: Tensor4D,
  bias: Tensor1D | null,
  stride: number,
  ending: Ending,
): Picture {
  return weighted(convolution(stride), x, filter, bias, ending) as Picture
}

/** The transposed map: [n, h/s, w/s, out] by filter [k, k, in, out] → `shape` [n, h, w, in], bias and ending. */
export function transposed(
  x: Picture,
  filter: Tensor4D,
  bias: Tensor1D | null,
  { shape, stride }: { shape: Shape4; stride: number },
  ending: Ending,
): Picture {
  return weighted(transposition(shape, stride), x, filter, bias, ending) as Picture
}

function convolution(stride: number): Form {
  return {
    value: (x, filter, bias, ending) =>
      ended([CONVOLVE, 'Conv2D'], { x, filter }, convolutionAttributes(stride, { dilations: [1, 1] }), {
        bias,
        ending,
      }),
    map: (x, filter) => convolveSignal(x as Picture, filter as Tensor4D, stride),
    byInput: (dy, filter, x) =>
      convTransposeSignal(picture(dy), filter as Tensor4D, x.values.shape as unknown as Shape4, stride, x),
    byWeight: (x, dy, filter) =>
      convFilterGradientOfSignals(x as Picture, picture(dy), filter.shape as unknown as Shape4, stride),
    gradients: (x, dy, filter) =>
      hasKernel(CONV_FILTER_GRADIENT, getBackend())
        ? runKernelForTwo(
            CONV_FILTER_GRADIENT,
            { x, dy },
            convolutionAttributes(stride, { filterShape: filter.shape }),
          )
        : null,
  }
}

/** The roles of x and dy are exchanged, so the bias' gradient, a sum over the large picture, is no by-product. */
function transposition(inputShape: Shape4, stride: number): Form {
  return {
    value: (x, filter, bias, ending) =>
      ended(
        [CONV_TRANSPOSE, 'Conv2DBackpropInput'],
        { dy: x, filter },
        convolutionAttributes(stride, { inputShape }),
        {
          bias,
          ending,
        },
      ),
    map: (x, filter) => convTransposeSignal(x as Picture, filter as Tensor4D, inputShape, stride),
    byInput: (dy, filter, x) => convolveSignal(picture(dy), filter as Tensor4D, stride, x),
    byWeight: (x, dy, filter) =>
      convFilterGradientOfSignals(picture(dy), x as Picture, filter.shape as unknown as Shape4, stride),
    gradients: () => null,
  }
}

/** By the fused kernel, the first of the names, or by the plain one and operations for the rest. */
function ended(
  [fused, plain]: readonly [string, string],
  inputs: Readonly<Record<string, Tensor>>,
  attributes: Attributes,
  { bias, ending }: { bias: Tensor1D | null; ending: Ending },
): Tensor {
  if (!hasKernel(fused, getBackend())) return endedHere(runKernel(plain, inputs, attributes), bias, ending)
  return runKernel(
    fused,
    { ...inputs, ...(bias === null ? {} : { bias }) },
    { ...attributes, slope: ending.slope ?? 1, tanh: ending.tanh },
  )
}

function picture(values: Tensor): Picture {
  return settled(values as Tensor4D)
}
