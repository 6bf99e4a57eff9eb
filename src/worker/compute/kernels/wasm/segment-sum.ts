/** UnsortedSegmentSum, the gradient of gather, which tfjs lacks here. Plain JavaScript: nothing calls it in a hot place. */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import { addressOf, asWasm } from './heap.ts'

/** out[s, …] = Σ of the rows of x whose id is s. Inputs x [n, …], segmentIds [n]; ids out of range are left out. */
export const segmentSum: KernelFunc = ({ inputs, attrs, backend }) => {
  const { x, segmentIds } = inputs as { x: TensorInfo; segmentIds: TensorInfo }
  const { numSegments } = attrs as unknown as { numSegments: number }
  const wasm = asWasm(backend)
  const [count = 0, ...item] = x.shape
  const width = item.reduce((product, side) => product * side, 1)
  const out = wasm.makeOutput([numSegments, ...item], 'float32')
  const { buffer } = wasm.wasm.HEAPU8
  const ids = new Int32Array(buffer, addressOf(wasm, segmentIds), count)
  const rows = new Float32Array(buffer, addressOf(wasm, x), count * width)
  const sums = new Float32Array(buffer, addressOf(wasm, out), numSegments * width).fill(0)
  for (let row = 0; row < count; row++) {
    const segment = ids[row] ?? -1
    if (segment < 0 || segment >= numSegments) continue
    for (let i = 0; i < width; i++) {
      const at = segment * width + i
      sums[at] = (sums[at] ?? 0) + (rows[row * width + i] ?? 0)
    }
  }
  return out
}
