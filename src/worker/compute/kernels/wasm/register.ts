/** Puts our kernels in the place of tfjs' own on the WASM back end. Must not know how a kernel computes. */
import {
  getKernel,
  getKernelsForBackend,
  type KernelConfig,
  type KernelFunc,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs'
import { AVERAGE, CHOSEN_CATEGORY, OPTIMISE, SOFTMAX_SPANS } from '../../../gan/kernels/contract.ts'
import { DRAW_UNIFORMS } from '../../../gan/kernels/draws.ts'
import {
  MASK,
  MOMENTS,
  NORMALISE,
  NORMALISE_GRADIENT,
  NORMALISE_SUMS,
  SUM_ROWS,
} from '../../../gan/kernels/fused.ts'
import { averageKernel, optimiseKernel } from '../arrays/register.ts'
import { compareKernel, TESTS } from './compare.ts'
import { convolutionKernel, filterGradientKernel, inputGradientKernel } from './conv/convolution.ts'
import { uniformsKernel } from './draws.ts'
import { memoryOf, type WasmBackend } from './heap.ts'
import { concatKernel, splitKernel } from './join.ts'
import { leakyReluKernel, maskKernel, share, stepKernel, tanhKernel, tileKernel } from './elementwise.ts'
import type { Functions } from './functions.ts'
import { matMulKernel } from './mat-mul.ts'
import { normaliseGradientKernel, normaliseKernel } from './norm/normalise.ts'
import { momentsKernel, normaliseSumsKernel, sumRowsKernel } from './norm/sums.ts'
import { placeList, type FunctionNames } from './pool/tape.ts'
import { rowwiseKernel } from './rowwise.ts'
import { segmentSum } from './segment-sum.ts'
import { chosenCategoryKernel, softmaxSpansKernel } from './table-rows.ts'
import { loadToolbox, type Helping, type Toolbox } from './toolbox.ts'
import { averageOnHeap, optimiseOnHeap } from './update.ts'

/** Our functions, and the kernels that use them, as a recorded step needs them. */
export interface WasmKernels {
  readonly functions: Functions
  readonly names: FunctionNames
  readonly tileRows: number
  readonly threads: number
  /** Our kernels, on other tools. */
  readonly on: (tools: Toolbox) => ReadonlyMap<string, KernelFunc>
  /** Has tfjs' own kernels look their functions up on another back end. @returns how to undo it */
  readonly setUp: (backend: object) => () => void
  /** As `Toolbox.play`. */
  readonly play: Toolbox['play']
  /** Writes calls down on the heap. @param block gives memory for so many bytes @returns its byte address */
  readonly place: (calls: Parameters<typeof placeList>[1], block: (bytes: number) => number) => number
}

/** Whose threads help. */
let helped: Toolbox | null = null

/** tfjs' own kernels, kept so that registering twice does not wrap ours in ours. */
const stock = new Map<string, KernelConfig>()

/**
 * Loads our functions onto the heap of a back end and registers the kernels that use them.
 * @param helping threads that compute beside this one; left out: none do
 */
export async function registerWasmKernels(
  backend: WasmBackend,
  helping: Helping | null = null,
): Promise<WasmKernels> {
  helped?.end()
  const { tools, functions, names } = await loadToolbox(backend.wasm, memoryOf(backend), helping)
  helped = tools
  const on = (own: Toolbox) => ourKernels(own, backend)
  for (const [name, kernelFunc] of on(tools)) replace(name, kernelFunc)
  return {
    functions,
    names,
    tileRows: tools.tileRows,
    threads: tools.threads,
    on,
    setUp: (other) => {
      setUpStock(other)
      return () => setUpStock(backend)
    },
    play: tools.play,
    place: (calls, block) => placeList(memoryOf(backend), calls, names, block),
  }
}

function ourKernels(tools: Toolbox, backend: WasmBackend): ReadonlyMap<string, KernelFunc> {
  return new Map([
    ['BatchMatMul', matMulKernel(tools, stockOf('BatchMatMul'))],
    ['_FusedMatMul', matMulKernel(tools, stockOf('_FusedMatMul'))],
    ['Conv2D', convolutionKernel(tools, stockOf('Conv2D'))],
    ['Conv2DBackpropFilter', filterGradientKernel(tools)],
    ['Conv2DBackpropInput', inputGradientKernel(tools)],
    ['UnsortedSegmentSum', segmentSum],
    ['LeakyRelu', leakyReluKernel(tools)],
    ['Tanh', tanhKernel(tools)],
    ['Identity', share],
    ['Step', stepKernel(tools, stockOf('Step'))],
    ['Add', rowwiseKernel(tools, ({ addRows }) => addRows, true, stockOf('Add'))],
    ['Sub', rowwiseKernel(tools, ({ subtractRows }) => subtractRows, false, stockOf('Sub'))],
    ['Multiply', rowwiseKernel(tools, ({ multiplyRows }) => multiplyRows, true, stockOf('Multiply'))],
    ...Object.entries(TESTS).map(([name, holds]): [string, KernelFunc] => [
      name,
      compareKernel(holds, stockOf(name)),
    ]),
    ['Concat', concatKernel(tools, stockOf('Concat'))],
    ['SplitV', splitKernel(tools, stockOf('SplitV'))],
    ['Tile', tileKernel(tools, stockOf('Tile'))],
    [SUM_ROWS, sumRowsKernel(tools)],
    [MASK, maskKernel(tools)],
    [MOMENTS, momentsKernel(tools)],
    [NORMALISE, normaliseKernel(tools)],
    [NORMALISE_SUMS, normaliseSumsKernel(tools)],
    [NORMALISE_GRADIENT, normaliseGradientKernel(tools)],
    [SOFTMAX_SPANS, softmaxSpansKernel],
    [CHOSEN_CATEGORY, chosenCategoryKernel],
    [DRAW_UNIFORMS, uniformsKernel(tools)],
    [OPTIMISE, optimiseKernel(optimiseOnHeap(tools, backend.wasm))],
    [AVERAGE, averageKernel(averageOnHeap(tools))],
  ])
}

function stockOf(kernelName: string): KernelFunc {
  const kept = stock.get(kernelName) ?? getKernel(kernelName, 'wasm')
  stock.set(kernelName, kept)
  return kept.kernelFunc
}

/** Kernels look up their functions once, when the back end begins. */
function setUpStock(backend: object): void {
  for (const { setupFunc } of [...stock.values(), ...getKernelsForBackend('wasm')]) setupFunc?.(backend)
}

function replace(kernelName: string, kernelFunc: KernelFunc): void {
  // tfjs' types leave out that there may be none.
  if ((getKernel(kernelName, 'wasm') as unknown) !== undefined) unregisterKernel(kernelName, 'wasm')
  registerKernel({ kernelName, backendName: 'wasm', kernelFunc })
}
