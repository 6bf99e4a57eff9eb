/** Batch norm and its gradient number by number: NORMALISE and NORMALISE_GRADIENT of gan/kernels/fused.ts. */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import { addressesOf, asWasm } from '../heap.ts'
import { shareOf, worthOfNumbers } from '../parts.ts'
import type { Toolbox } from '../toolbox.ts'

type Tensors<Name extends string> = Readonly<Record<Name, TensorInfo>>

/** `NORMALISE` */
export function normaliseKernel(tools: Toolbox): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const given = inputs as Tensors<'x' | 'mean' | 'variance' | 'scale' | 'offset'>
    const wasm = asWasm(backend)
    const [rows = 0, columns = 0] = given.x.shape
    const out = wasm.makeOutput([rows, columns], 'float32')
    const at = addressesOf(wasm, { ...given, out })
    const gain = tools.room('sums', 4 * columns)
    tools.perDeviation(columns, at.scale, at.variance, gain, Number(attrs?.['epsilon']))
    const slope = Number(attrs?.['slope'])
    tools.together(worthOfNumbers(rows * columns, rows), (own, part, parts) => {
      const [first, end] = shareOf(rows, part, parts)
      const skipped = 4 * first * columns
      const vectors = [at.mean, gain, at.offset]
      if (first < end)
        own.normaliseRows(end - first, columns, at.x + skipped, ...vectors, at.out + skipped, slope)
    })
    return out
  }
}

/** `NORMALISE_GRADIENT` */
export function normaliseGradientKernel(tools: Toolbox): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const given = inputs as Tensors<'x' | 'dy' | 'mean' | 'variance' | 'scale' | 'sums' | 'along'>
    const wasm = asWasm(backend)
    const [rows = 0, columns = 0] = given.x.shape
    const out = wasm.makeOutput([rows, columns], 'float32')
    const at = addressesOf(wasm, { ...given, out })
    const gain = tools.room('sums', 8 * columns)
    const along = gain + 4 * columns
    const epsilon = Number(attrs?.['epsilon'])
    tools.perDeviation(columns, at.scale, at.variance, gain, epsilon)
    tools.perDeviation(columns, at.along, at.variance, along, epsilon)
    tools.together(worthOfNumbers(2 * rows * columns, rows), (own, part, parts) => {
      const [first, end] = shareOf(rows, part, parts)
      const skipped = 4 * first * columns
      const places = [at.x + skipped, at.dy + skipped, at.mean, gain, at.sums, along, at.out + skipped]
      if (first < end) own.normaliseGradientRows(end - first, columns, ...places, 1 / rows)
    })
    return out
  }
}
