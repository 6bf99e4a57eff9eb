/**
 * The shipped image files, `public/data/*.bin`: gzip around a small header, labels and pixels. Written by
 * scripts/data/pack.mjs. They do not end in .gz, for some hosts would then unpack them on the way and some would not.
 *
 * | bytes | what |
 * | --- | --- |
 * | 4 | "GNVS" |
 * | 1, 1, 1, 1 | version 1, side, channels, filter (0 none, 1 Paeth) |
 * | 4 | count, little endian |
 * | 2 | length of the class names, little endian |
 * | … | class names, UTF-8, one a line |
 * | count | label of each image |
 * | count · side² · channels | pixels, NHWC, each as its difference from the filter's guess |
 */
import { GanvasError } from '../../common/failure.ts'

export interface ShippedImages {
  side: number
  channels: 1 | 3
  count: number
  classes: string[]
  labels: Uint8Array
  /** [count, side, side, channels] */
  pixels: Uint8Array
}

const HEADER = 14

/** @throws GanvasError `dataset-damaged` when the bytes are not such a file */
export async function readShipped(file: ArrayBuffer): Promise<ShippedImages> {
  const packed = new Uint8Array(file)
  const bytes = packed[0] === 0x1f && packed[1] === 0x8b ? await gunzip(packed) : packed
  if (bytes.length < HEADER || text(bytes.subarray(0, 4)) !== 'GNVS' || bytes[4] !== 1) throw damaged()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const side = view.getUint8(5)
  const channels = view.getUint8(6) === 1 ? 1 : 3
  const count = view.getUint32(8, true)
  const labelsAt = HEADER + view.getUint16(12, true)
  const pixelsAt = labelsAt + count
  if (bytes.length !== pixelsAt + count * side * side * channels) throw damaged()
  const pixels = bytes.slice(pixelsAt)
  if (view.getUint8(7) === 1) undoPaeth(pixels, side, channels)
  const classes = text(bytes.subarray(HEADER, labelsAt)).split('\n')
  return { side, channels, count, classes, labels: bytes.slice(labelsAt, pixelsAt), pixels }
}

/** Adds the filter's guess back, in place. Each image stands alone; what lies outside is 0 (PNG specification, 9.4). */
function undoPaeth(pixels: Uint8Array, side: number, channels: number): void {
  const stride = side * channels
  for (let at = 0; at < pixels.length; at++) {
    const inImage = at % (stride * side)
    const leftmost = inImage % stride < channels
    const topmost = inImage < stride
    const left = leftmost ? 0 : (pixels[at - channels] ?? 0)
    const up = topmost ? 0 : (pixels[at - stride] ?? 0)
    const corner = leftmost || topmost ? 0 : (pixels[at - stride - channels] ?? 0)
    pixels[at] = (pixels[at] ?? 0) + paeth(left, up, corner)
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const offLeft = Math.abs(guess - left)
  const offUp = Math.abs(guess - up)
  const offCorner = Math.abs(guess - corner)
  if (offLeft <= offUp && offLeft <= offCorner) return left
  return offUp <= offCorner ? up : corner
}

async function gunzip(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  try {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))
    return new Uint8Array(await new Response(stream).arrayBuffer())
  } catch (cause) {
    throw damaged(cause)
  }
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

function damaged(cause?: unknown): GanvasError {
  return new GanvasError(
    'dataset-damaged',
    'The dataset’s file is damaged or was cut short on its way.',
    'Reload the page; if it stays so, copy the whole dist folder to the host again.',
    { cause },
  )
}
