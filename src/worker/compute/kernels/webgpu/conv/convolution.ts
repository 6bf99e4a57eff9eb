/**
 * Conv2D, Conv2DBackpropInput (which is the transposed convolution as well) and Conv2DBackpropFilter as kernels of tfjs, each by
 * the plan that was chosen for its shape.
 */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import { type Finish, NO_FINISH } from '../access/access.ts'
import { choose } from '../lib/choose.ts'
import { convolveClaim, filterClaim, spreadClaim } from './convolution-claim.ts'
import { filterPlans, heightPlans } from './convolution-plan.ts'
import {
  convolveBy,
  convolveFoursTiles,
  convolveTerms,
  convolveThreads,
  convTransposeBy,
  filterGradientBy,
  spreadFoursTiles,
  spreadsFully,
  spreadTerms,
  spreadThreads,
} from './convolution-run.ts'
import { endingOf } from '../access/ending.ts'
import { attributesOf, type Geometry, geometryOf, type Shape4 } from './geometry.ts'
import { type Gpu, gpuOf, room } from '../lib/program.ts'
import { extrasOf, isSoftware } from '../lib/traits.ts'

/** y = convolution of x with filter, given tfjs' own kernel for the cases that are left to it. */
export function convolveKernel(stock: KernelFunc): KernelFunc {
  return (call) => convolve(call, NO_FINISH) ?? stock(call)
}

/** CONVOLVE of src/worker/gan/kernels/fused.ts. */
export const convolveEndedKernel: KernelFunc = (call) => needed(convolve(call, endingOf(call)))

/** x's gradient, from dy and filter. */
export function convTransposeKernel(stock: KernelFunc): KernelFunc {
  return (call) => convTranspose(call, NO_FINISH) ?? stock(call)
}

/** CONV_TRANSPOSE of src/worker/gan/kernels/fused.ts. */
export const convTransposeEndedKernel: KernelFunc = (call) => needed(convTranspose(call, endingOf(call)))

/** The filter's gradient, from x and dy. */
export function filterGradientKernel(stock: KernelFunc): KernelFunc {
  return (call) => filterGradient(call, null) ?? stock(call)
}

/** CONV_FILTER_GRADIENT of src/worker/gan/kernels/fused.ts. */
export const filterGradientWithSumsKernel: KernelFunc = (call) => {
  const { dy } = call.inputs as { dy: TensorInfo }
  const sums = room(gpuOf(call.backend), [dy.shape.at(-1) ?? 0])
  return [needed(filterGradient(call, sums)), sums]
}

type Call = Parameters<KernelFunc>[0]

function convolve(call: Call, finish: Finish): TensorInfo | null {
  const { x, filter } = call.inputs as { x: TensorInfo; filter: TensorInfo }
  const geometry = geometryOf(x.shape as Shape4, filter.shape as Shape4, attributesOf(call.attrs))
  if (geometry === null || x.dtype !== 'float32') return null
  const backend = gpuOf(call.backend)
  const plan = choose(backend, {
    key: keyOf('convolve', geometry),
    plans: heightPlans(
      {
        threads: (height) => convolveThreads(geometry, height),
        fours: (height) => convolveFoursTiles(geometry, height),
      },
      { columns: geometry.uniforms.out, terms: convolveTerms(geometry) },
      traitsOf(backend),
    ),
    shapes: [x.shape, filter.shape],
    run: (tried, [from = x, weights = filter]) => [
      convolveBy(backend, tried, { geometry, from, weights, finish: NO_FINISH }),
    ],
    claim: (tried) => convolveClaim(backend, tried),
  })
  return convolveBy(backend, plan, { geometry, from: x, weights: filter, finish })
}

function convTranspose(call: Call, finish: Finish): TensorInfo | null {
  const { dy, filter } = call.inputs as { dy: TensorInfo; filter: TensorInfo }
  const attributes = attributesOf(call.attrs)
  const { inputShape } = attributes
  const geometry =
    inputShape === undefined ? null : geometryOf(inputShape, filter.shape as Shape4, attributes)
  if (geometry === null) return null
  const backend = gpuOf(call.backend)
  const plan = choose(backend, {
    key: keyOf('spread', geometry),
    plans: heightPlans(
      {
        threads: (height) => (spreadsFully(geometry, height) ? spreadThreads(geometry, height) : 0),
        fours: (height) => (spreadsFully(geometry, height) ? spreadFoursTiles(geometry, height) : 0),
      },
      { columns: geometry.uniforms.channels, terms: spreadTerms(geometry) },
      traitsOf(backend),
    ),
    shapes: [dy.shape, filter.shape],
    run: (tried, [from = dy, weights = filter]) => [
      convTransposeBy(backend, tried, { geometry, from, weights, finish: NO_FINISH }),
    ],
    claim: (tried) => spreadClaim(backend, tried),
  })
  return convTransposeBy(backend, plan, { geometry, from: dy, weights: filter, finish })
}

/** @param sums room for dy's sum per channel; null where it is not asked for */
function filterGradient(call: Call, sums: TensorInfo | null): TensorInfo | null {
  const { x, dy } = call.inputs as { x: TensorInfo; dy: TensorInfo }
  const attributes = attributesOf(call.attrs)
  const { filterShape } = attributes
  const geometry = filterShape === undefined ? null : geometryOf(x.shape as Shape4, filterShape, attributes)
  if (filterShape === undefined || geometry === null) return null
  const backend = gpuOf(call.backend)
  const work = { geometry, filterShape }
  const plan = choose(backend, {
    key: `${keyOf('correlate', geometry)} ${sums !== null}`,
    plans: filterPlans(geometry, traitsOf(backend)),
    shapes: [x.shape, dy.shape, ...(sums === null ? [] : [sums.shape])],
    run: (tried, [from = x, upstream = dy, totals = null]) => [
      filterGradientBy(backend, tried, { ...work, x: from, dy: upstream, sums: totals }),
    ],
    claim: (tried) => filterClaim(backend, tried),
  })
  return filterGradientBy(backend, plan, { ...work, x, dy, sums })
}

function traitsOf(backend: Gpu) {
  return { onProcessor: isSoftware(backend), extras: extrasOf(backend) }
}

function keyOf(kernel: string, { batch, uniforms }: Geometry): string {
  return [kernel, batch, ...Object.values(uniforms)].join(' ')
}

/** Our own layers ask for nothing that is left to tfjs. */
function needed(result: TensorInfo | null): TensorInfo {
  if (result === null) throw new Error('A convolution of a kind that has no fused kernel.')
  return result
}
