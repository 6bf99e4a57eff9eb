/** Puts our kernels in the place of tfjs' own on the WASM back end. Must not know how a kernel computes. */
import { getKernel, type KernelFunc, registerKernel, unregisterKernel } from '@tensorflow/tfjs'
import { AVERAGE, CHOSEN_CATEGORY, OPTIMISE, SOFTMAX_SPANS } from '../../../gan/kernels/contract.ts'
import { DRAW_UNIFORMS } from '../../../gan/kernels/draws.ts'
import { averageKernel, optimiseKernel } from '../arrays/register.ts'
import { compareKernel, TESTS } from './compare.ts'
import { convolutionKernel, filterGradientKernel, inputGradientKernel } from './convolution.ts'
import { uniformsKernel } from './draws.ts'
import { memoryOf, type WasmBackend } from './heap.ts'
import { concatKernel, splitKernel } from './join.ts'
import { leakyReluKernel, share, tanhKernel, tileKernel } from './elementwise.ts'
import { matMulKernel } from './mat-mul.ts'
import { segmentSum } from './segment-sum.ts'
import { chosenCategoryKernel, softmaxSpansKernel } from './table-rows.ts'
import { loadToolbox, type Helping, type Toolbox } from './toolbox.ts'
import { averageOnHeap, optimiseOnHeap } from './update.ts'

/** Whose threads help. */
let helped: Toolbox | null = null

/** tfjs' own kernels, kept so that registering twice does not wrap ours in ours. */
const stock = new Map<string, KernelFunc>()

/**
 * Loads our functions onto the heap of a back end and registers the kernels that use them.
 * @param helping threads that compute beside this one; left out: none do
 * @returns how many threads compute
 */
export async function registerWasmKernels(
  backend: WasmBackend,
  helping: Helping | null = null,
): Promise<number> {
  helped?.end()
  const tools = await loadToolbox(backend.wasm, memoryOf(backend), helping)
  helped = tools
  replace('BatchMatMul', matMulKernel(tools, stockOf('BatchMatMul')))
  replace('_FusedMatMul', matMulKernel(tools, stockOf('_FusedMatMul')))
  replace('Conv2D', convolutionKernel(tools, stockOf('Conv2D')))
  replace('Conv2DBackpropFilter', filterGradientKernel(tools))
  replace('Conv2DBackpropInput', inputGradientKernel(tools))
  replace('UnsortedSegmentSum', segmentSum)
  replace('LeakyRelu', leakyReluKernel(tools))
  replace('Tanh', tanhKernel(tools))
  replace('Identity', share)
  for (const [name, holds] of Object.entries(TESTS)) replace(name, compareKernel(holds, stockOf(name)))
  replace('Concat', concatKernel(tools, stockOf('Concat')))
  replace('SplitV', splitKernel(tools, stockOf('SplitV')))
  replace('Tile', tileKernel(stockOf('Tile')))
  replace(SOFTMAX_SPANS, softmaxSpansKernel)
  replace(CHOSEN_CATEGORY, chosenCategoryKernel)
  replace(DRAW_UNIFORMS, uniformsKernel(tools))
  replace(OPTIMISE, optimiseKernel(optimiseOnHeap(tools, backend.wasm)))
  replace(AVERAGE, averageKernel(averageOnHeap(tools)))
  return tools.threads
}

function stockOf(kernelName: string): KernelFunc {
  const kept = stock.get(kernelName)
  if (kept !== undefined) return kept
  const { kernelFunc } = getKernel(kernelName, 'wasm')
  stock.set(kernelName, kernelFunc)
  return kernelFunc
}

function replace(kernelName: string, kernelFunc: KernelFunc): void {
  // tfjs' types leave out that there may be none.
  if ((getKernel(kernelName, 'wasm') as unknown) !== undefined) unregisterKernel(kernelName, 'wasm')
  registerKernel({ kernelName, backendName: 'wasm', kernelFunc })
}
