/** BMP: the size stands in the header; how many bytes the pixels need follows from it. */
import { viewOf, type ImageFacts } from './facts.ts'

const CORE_HEADER = 12
/** Run-length coded: the header says how long the data is. */
const RUN_LENGTH = [1, 2, 4, 5]

export function bmpFacts(bytes: Uint8Array): ImageFacts | null {
  if (bytes.length < 30) return null
  const view = viewOf(bytes)
  const pixelsAt = view.getUint32(10, true)
  const core = view.getUint32(14, true) === CORE_HEADER
  const width = core ? view.getUint16(18, true) : Math.abs(view.getInt32(18, true))
  const height = core ? view.getUint16(20, true) : Math.abs(view.getInt32(22, true))
  const bits = view.getUint16(core ? 24 : 28, true)
  // Rows are padded to four bytes.
  const plain = Math.floor((bits * width + 31) / 32) * 4 * height
  const compression = core || bytes.length < 38 ? 0 : view.getUint32(30, true)
  const length = RUN_LENGTH.includes(compression) ? view.getUint32(34, true) : plain
  return { width, height, whole: pixelsAt + length <= bytes.length }
}
