/** Puts our kernels in the place of tfjs' own on the WebGPU back end. Must not know how a kernel computes. */
import { getKernel, type KernelFunc, registerKernel, unregisterKernel } from '@tensorflow/tfjs'
import { ASSIGN, AVERAGE, LOOKAHEAD, OPTIMISE } from '../../../gan/kernels/contract.ts'
import { DRAW_ITEMS, DRAW_MIXTURE, DRAW_NOISE, DRAW_ROWS, TAKE_ROW } from '../../../gan/kernels/draws.ts'
import {
  CONVOLVE,
  type FusedKernel,
  CONV_FILTER_GRADIENT,
  FIGURE_ROW,
  ITEM_SQUARES,
  MASK,
  MOMENTS,
  NORMALISE,
  NORMALISE_GRADIENT,
  NORMALISE_SUMS,
  PRODUCT,
  PRODUCT_GRADIENTS,
  GRADIENT_TERM,
  GRADIENT_TERM_GRADIENT,
  CONV_TRANSPOSE,
  SUM_ROWS,
  TANH_GRADIENT,
  UNIFORM,
} from '../../../gan/kernels/fused.ts'
import {
  momentsKernel,
  normaliseGradientKernel,
  normaliseKernel,
  normaliseSumsKernel,
} from './reduce/batch-norm.ts'
import { channelsKernel } from './elementwise/channels.ts'
import { concatKernel } from './elementwise/concat.ts'
import {
  convolveEndedKernel,
  convolveKernel,
  filterGradientKernel,
  filterGradientWithSumsKernel,
  convTransposeEndedKernel,
  convTransposeKernel,
} from './conv/convolution.ts'
import { drawItems, drawMixture, drawNoise, drawRows, takeRow } from './draws/draws.ts'
import { figureRowKernel } from './reduce/figure-row.ts'
import { LOSS_KERNELS } from './loss/loss.ts'
import { matMulKernel, productGradientsKernel, productKernel } from './matmul/mat-mul.ts'
import { assign, average, lookAhead, optimise } from './update/optimise.ts'
import { addKernel, maskKernel, tanhGradientKernel } from './elementwise/pointwise.ts'
import {
  itemSquaresKernel,
  gradientTermGradientKernel,
  gradientTermKernel,
} from './penalty/input-gradients.ts'
import { splitKernel } from './elementwise/split-two.ts'
import { sumRowsKernel } from './reduce/sum-rows.ts'
import { uniformKernel } from './draws/uniform.ts'

/** tfjs' own kernels, kept so that registering twice does not wrap ours in ours. */
const stock = new Map<string, KernelFunc>()

/** Those of src/worker/gan/kernels/fused.ts. */
const FUSED = {
  [PRODUCT]: productKernel,
  [PRODUCT_GRADIENTS]: productGradientsKernel,
  [CONVOLVE]: convolveEndedKernel,
  [CONV_TRANSPOSE]: convTransposeEndedKernel,
  [CONV_FILTER_GRADIENT]: filterGradientWithSumsKernel,
  [SUM_ROWS]: sumRowsKernel,
  [MASK]: maskKernel,
  [TANH_GRADIENT]: tanhGradientKernel,
  [MOMENTS]: momentsKernel,
  [NORMALISE]: normaliseKernel,
  [NORMALISE_SUMS]: normaliseSumsKernel,
  [NORMALISE_GRADIENT]: normaliseGradientKernel,
  ...LOSS_KERNELS,
  [FIGURE_ROW]: figureRowKernel,
  [ITEM_SQUARES]: itemSquaresKernel,
  [GRADIENT_TERM]: gradientTermKernel,
  [GRADIENT_TERM_GRADIENT]: gradientTermGradientKernel,
  [UNIFORM]: uniformKernel,
} satisfies Record<FusedKernel, KernelFunc>

/** Registers the kernels that stand in for tfjs' own, and those that only we have. */
export function registerWebgpuKernels(): void {
  replace('BatchMatMul', matMulKernel(stockOf('BatchMatMul')))
  replace('Add', channelsKernel('Add', addKernel(stockOf('Add'))))
  for (const operation of ['Sub', 'Multiply'] as const) {
    replace(operation, channelsKernel(operation, stockOf(operation)))
  }
  replace('Concat', concatKernel(stockOf('Concat')))
  replace('Conv2D', convolveKernel(stockOf('Conv2D')))
  replace('Conv2DBackpropInput', convTransposeKernel(stockOf('Conv2DBackpropInput')))
  replace('Conv2DBackpropFilter', filterGradientKernel(stockOf('Conv2DBackpropFilter')))
  replace('_FusedMatMul', matMulKernel(stockOf('_FusedMatMul')))
  replace('SplitV', splitKernel(stockOf('SplitV')))
  for (const [name, kernel] of Object.entries(FUSED)) replace(name, kernel)
  replace(OPTIMISE, optimise)
  replace(AVERAGE, average)
  replace(ASSIGN, assign)
  replace(LOOKAHEAD, lookAhead)
  replace(DRAW_NOISE, drawNoise)
  replace(DRAW_MIXTURE, drawMixture)
  replace(DRAW_ITEMS, drawItems)
  replace(DRAW_ROWS, drawRows)
  replace(TAKE_ROW, takeRow)
}

function stockOf(kernelName: string): KernelFunc {
  const kept = stock.get(kernelName)
  if (kept !== undefined) return kept
  const { kernelFunc } = getKernel(kernelName, 'webgpu')
  stock.set(kernelName, kernelFunc)
  return kernelFunc
}

function replace(kernelName: string, kernelFunc: KernelFunc): void {
  // tfjs' types leave out that there may be none.
  if ((getKernel(kernelName, 'webgpu') as unknown) !== undefined) unregisterKernel(kernelName, 'webgpu')
  registerKernel({ kernelName, backendName: 'webgpu', kernelFunc })
}
