/**
 * What networks of table rows compute over spans of columns, in one go over the heap instead of a dozen kernels: plain JavaScript, which
 * is several times as fast as those. Must not know columns by name.
 */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import type { ChosenCategoryAttributes, SoftmaxSpansAttributes } from '../../../gan/kernels/contract.ts'
import { asWasm, floats } from './heap.ts'

/** `SOFTMAX_SPANS` */
export const softmaxSpansKernel: KernelFunc = ({ inputs, attrs, backend }) => {
  const { x } = inputs as { x: TensorInfo }
  const { starts, widths } = attrs as unknown as SoftmaxSpansAttributes
  const wasm = asWasm(backend)
  const out = wasm.makeOutput(x.shape, 'float32')
  const [from, to] = [floats(wasm, x), floats(wasm, out).fill(0)]
  const width = x.shape.at(-1) ?? 0
  for (let row = 0; row < from.length; row += width)
    for (let span = 0; span < starts.length; span++) {
      const first = row + (starts[span] ?? 0)
      softmax(from, to, first, first + (widths[span] ?? 0))
    }
  return out
}

/** e^x over its sum, of the numbers from `first` up to `end`. @returns ln Σ e^x */
function softmax(from: Float32Array, to: Float32Array, first: number, end: number): number {
  let top = -Infinity
  for (let i = first; i < end; i++) top = Math.max(top, from[i] ?? NaN)
  let sum = 0
  for (let i = first; i < end; i++) {
    const over = Math.exp((from[i] ?? NaN) - top)
    to[i] = over
    sum += over
  }
  for (let i = first; i < end; i++) to[i] = (to[i] ?? NaN) / sum
  return top + Math.log(sum)
}

/** `CHOSEN_CATEGORY` */
export const chosenCategoryKernel: KernelFunc = ({ inputs, attrs, backend }) => {
  const { x, row } = inputs as { x: TensorInfo; row: TensorInfo }
  const { starts, widths } = attrs as unknown as ChosenCategoryAttributes
  const wasm = asWasm(backend)
  const outs: [TensorInfo, TensorInfo] = [wasm.makeOutput([], 'float32'), wasm.makeOutput(x.shape, 'float32')]
  const [from, told] = [floats(wasm, x), floats(wasm, row)]
  const [value, slopes] = [floats(wasm, outs[0]), floats(wasm, outs[1]).fill(0)]
  const [count = 0, width = 0] = x.shape
  const choices = row.shape.at(-1) ?? 0
  let sum = 0
  for (let i = 0; i < count; i++) {
    let first = i * choices
    for (let span = 0; span < starts.length; span++) {
      const size = widths[span] ?? 0
      const hot = hotIn(told, first, size)
      if (hot >= 0) sum += missed(from, slopes, i * width + (starts[span] ?? 0), size, hot, count)
      first += size
    }
  }
  value[0] = sum / count
  return outs
}

/** @returns place of the one among `size` numbers, or −1 */
function hotIn(told: Float32Array, first: number, size: number): number {
  for (let i = 0; i < size; i++) if ((told[first + i] ?? 0) > 0) return i
  return -1
}

/** −ln p of the category `hot`; its slopes, over `count`, are written beside. */
function missed(
  x: Float32Array,
  slopes: Float32Array,
  first: number,
  size: number,
  hot: number,
  count: number,
): number {
  const whole = softmax(x, slopes, first, first + size)
  const chosen = first + hot
  slopes[chosen] = (slopes[chosen] ?? NaN) - 1
  for (let i = first; i < first + size; i++) slopes[i] = (slopes[i] ?? NaN) / count
  return whole - (x[chosen] ?? NaN)
}
