/**
 * The pixels of a canvas, unaltered. Some browsers change what a page reads back, otherwise at each visit, so that nobody is
 * recognised by it; a set of pictures would then have another name at each visit. Whether this browser does is tried once, on
 * known bytes; where it does, a frame of the canvas is read instead, which nobody alters. Needs a browser.
 */

/** Nothing is altered; something is, but another way of reading is true; every way is altered. */
export type Truth = 'true' | 'another way' | 'altered'

/** RGBA of a whole canvas. */
export type ReadBack = (canvas: OffscreenCanvas) => Uint8ClampedArray | Promise<Uint8ClampedArray>

export const throughContext: ReadBack = (canvas) => {
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('This browser gives no 2-D canvas to workers.')
  return context.getImageData(0, 0, canvas.width, canvas.height).data
}

/** @throws where the browser has no frames, or none in RGBA */
export const throughFrame: ReadBack = async (canvas) => {
  const frame = new VideoFrame(canvas, { timestamp: 0, alpha: 'keep' })
  try {
    const { width, height } = canvas
    const out = new Uint8ClampedArray(4 * width * height)
    await frame.copyTo(out, { format: 'RGBA', layout: [{ offset: 0, stride: 4 * width }] })
    return out
  } finally {
    frame.close()
  }
}

/** Side of the canvas that the browser is tried on: every byte there is, in each channel. */
const SIDE = 16

/** Known colours, opaque. */
function known(): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(4 * SIDE * SIDE)
  for (let i = 0; i < SIDE * SIDE; i++) bytes.set([i, 255 - i, (i * 7) % 256, 255], 4 * i)
  return bytes
}

/** A way of reading, and whether it is true. */
export interface ChosenWay {
  readonly truth: Truth
  readonly readBack: ReadBack
}

/** The first of two ways that gives back, twice, what was drawn; the first where neither does, or none can be tried. */
export async function trueWay(
  draw: (bytes: Uint8ClampedArray<ArrayBuffer>, side: number) => OffscreenCanvas,
  first: ReadBack,
  second: ReadBack,
): Promise<ChosenWay> {
  const bytes = known()
  const canvas = attempt(() => draw(bytes, SIDE))
  if (canvas === null) return { truth: 'true', readBack: first }
  if (await isTrue(canvas, bytes, first)) return { truth: 'true', readBack: first }
  if (await isTrue(canvas, bytes, second)) return { truth: 'another way', readBack: second }
  return { truth: 'altered', readBack: first }
}

function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

async function isTrue(canvas: OffscreenCanvas, bytes: Uint8ClampedArray, readBack: ReadBack) {
  try {
    for (let look = 0; look < 2; look++) {
      const found = await readBack(canvas)
      if (bytes.some((byte, i) => i % 4 < 3 && found[i] !== byte)) return false
    }
    return true
  } catch {
    return false
  }
}

function drawn(bytes: Uint8ClampedArray<ArrayBuffer>, side: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(side, side)
  canvas.getContext('2d', { willReadFrequently: true })?.putImageData(new ImageData(bytes, side, side), 0, 0)
  return canvas
}

let chosen: Promise<ChosenWay> | null = null

/** How this browser's canvases are read: tried at the first question. */
export function browsersWay(): Promise<ChosenWay> {
  chosen ??= trueWay(drawn, throughContext, throughFrame)
  return chosen
}
