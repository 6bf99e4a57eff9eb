/**
 * A picture of 8 bits a sample as a PNG, packed by the browser beside the thread that asks: a large one holds nobody up. What it holds
 * is what it was given, to the byte. Format: PNG, third edition (W3C).
 */
import { crcOf } from '../../common/numbers/crc.ts'

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const crc = crcOf(0xedb88320)
/** By channels: gray, colour, colour with alpha. */
const COLOUR_TYPES = { 1: 0, 3: 2, 4: 6 } as const
/** Each sample less the one to its left: pictures pack better so. */
const SUB = 1

/** @param bytes [height, width, channels] */
export async function streamedPng(
  width: number,
  height: number,
  channels: 1 | 3 | 4,
  bytes: ArrayLike<number>,
): Promise<Blob> {
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  header.set([8, COLOUR_TYPES[channels], 0, 0, 0], 8)
  const stream = new Blob([lines(width, height, channels, bytes)])
    .stream()
    .pipeThrough(new CompressionStream('deflate'))
  const packed = new Uint8Array(await new Response(stream).arrayBuffer())
  const parts = [SIGNATURE, chunk('IHDR', header), chunk('IDAT', packed), chunk('IEND', new Uint8Array())]
  return new Blob(parts, { type: 'image/png' })
}

/** [height, 1 + width · channels]: how each line is filtered, then the line. */
function lines(
  width: number,
  height: number,
  channels: number,
  bytes: ArrayLike<number>,
): Uint8Array<ArrayBuffer> {
  const stride = width * channels
  const out = new Uint8Array(height * (stride + 1))
  for (let y = 0; y < height; y++) {
    const to = y * (stride + 1)
    const from = y * stride
    out[to] = SUB
    for (let x = 0; x < stride; x++)
      out[to + 1 + x] = (bytes[from + x] ?? 0) - (x < channels ? 0 : (bytes[from + x - channels] ?? 0))
  }
  return out
}

function chunk(type: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(12 + content.length)
  const view = new DataView(out.buffer)
  view.setUint32(0, content.length)
  for (let i = 0; i < 4; i++) out[4 + i] = type.charCodeAt(i)
  out.set(content, 8)
  view.setUint32(8 + content.length, crc(out.subarray(4, 8 + content.length)))
  return out
}
