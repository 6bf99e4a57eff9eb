/**
 * The shipped image files, `public/data/*.bin`: gzip around a small header, labels and pixels. Written by
 * scripts/data/pack.mjs. They do not end in .gz, for some hosts would then unpack them on the way and some would not.
 *
 * | bytes | what |
 * | --- | --- |
 * | 4 | "GNVS" |
 * | 1, 1, 1, 1 | version 1 or 2, side, channels, filter (0 none, 1 Paeth) |
 * | 4 | count, little endian |
 * | 2 | length of what comes next, little endian |
 * | … | version 1: class names, UTF-8, one a line; version 2: a description, JSON in UTF-8 |
 * | count | label of each image; version 2: only where the description names classes |
 * | count, each | version 2: bytes of each attribute of the description, one attribute after the other |
 * | count | version 2: group of each image, where the description names groups |
 * | count · side² · channels | pixels, NHWC, each as its difference from the filter's guess |
 *
 * A description is `{ classes: string[], attributes: { name, kind: "yes-no" | "number" }[], groups: { names: string[], heldOut:
 * number[] } | null }`.
 */
import * as v from 'valibot'
import { GanvasError } from '../../common/failure.ts'
import type { Attribute, Groups } from '../../common/items/attributes.ts'

export interface ShippedImages {
  side: number
  channels: 1 | 3
  count: number
  classes: string[]
  /** None where there are no classes. */
  labels: Uint8Array
  attributes: readonly Attribute[]
  groups: Groups | null
  /** [count, side, side, channels] */
  pixels: Uint8Array
}

const HEADER = 14
const DESCRIPTION = v.object({
  classes: v.array(v.string()),
  attributes: v.array(v.object({ name: v.string(), kind: v.picklist(['yes-no', 'number']) })),
  groups: v.nullable(v.object({ names: v.array(v.string()), heldOut: v.array(v.number()) })),
})
type Description = v.InferOutput<typeof DESCRIPTION>

/** @throws GanvasError `dataset-damaged` when the bytes are not such a file */
export async function readShipped(file: ArrayBuffer): Promise<ShippedImages> {
  const packed = new Uint8Array(file)
  const bytes = packed[0] === 0x1f && packed[1] === 0x8b ? await gunzip(packed) : packed
  if (bytes.length < HEADER || text(bytes.subarray(0, 4)) !== 'GNVS') throw damaged()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const side = view.getUint8(5)
  const channels = view.getUint8(6) === 1 ? 1 : 3
  const count = view.getUint32(8, true)
  const toldAt = HEADER + view.getUint16(12, true)
  const { classes, attributes, groups } = describe(view.getUint8(4), text(bytes.subarray(HEADER, toldAt)))
  const columns = attributes.length + (classes.length > 0 ? 1 : 0) + (groups === null ? 0 : 1)
  const pixelsAt = toldAt + columns * count
  if (bytes.length !== pixelsAt + count * side * side * channels) throw damaged()
  let at = toldAt
  const column = () => bytes.slice(at, (at += count))
  const labels = classes.length > 0 ? column() : new Uint8Array()
  const told = attributes.map((attribute) => ({ ...attribute, values: Float32Array.from(column()) }))
  const grouped = groups === null ? null : { ...groups, of: Uint16Array.from(column()) }
  const pixels = bytes.slice(pixelsAt)
  if (view.getUint8(7) === 1) undoPaeth(pixels, side, channels)
  return { side, channels, count, classes, labels, attributes: told, groups: grouped, pixels }
}

function describe(version: number, told: string): Description {
  if (version === 1) return { classes: told.split('\n'), attributes: [], groups: null }
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), DESCRIPTION), told)
  if (version !== 2 || !read.success) throw damaged()
  return read.output
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
