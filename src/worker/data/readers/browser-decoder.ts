/**
 * Decoding with what a browser's worker has: createImageBitmap and OffscreenCanvas. The only file of this folder that
 * needs a browser. Reduces by halves, which with smoothing is an exact average of four pixels; the last, odd factor is
 * for src/worker/data/pixels/.
 */
import { OVERSAMPLING } from '../limits.ts'
import { withoutIdleAlpha, type Picture } from '../pixels/picture.ts'
import { browserFrames } from './browser-frames.ts'
import type { Decoder } from './decoder.ts'
import { browsersWay } from './read-back.ts'

export const browserDecoder: Decoder = {
  async decode(source, side) {
    const bitmap = await createImageBitmap(source, {
      imageOrientation: 'from-image',
      colorSpaceConversion: 'default',
    })
    return draw(bitmap, side)
  },
  draw,
  truth: async () => (await browsersWay()).truth,
  frames: (source, type, side, wanted) => browserFrames(source, type, side, wanted, draw),
}

async function draw(bitmap: ImageBitmap, side: number): Promise<Picture> {
  try {
    let halved = halve(bitmap, bitmap.width, bitmap.height, side)
    while (canHalve(halved.width, halved.height, side))
      halved = halve(halved, halved.width, halved.height, side)
    const { width, height } = halved
    const { readBack } = await browsersWay()
    return withoutIdleAlpha(width, height, await readBack(halved))
  } finally {
    bitmap.close()
  }
}

/** A new canvas with the picture, at half its size if that is still large enough. */
function halve(
  source: ImageBitmap | OffscreenCanvas,
  width: number,
  height: number,
  side: number,
): OffscreenCanvas {
  const factor = canHalve(width, height, side) ? 2 : 1
  const canvas = new OffscreenCanvas(Math.ceil(width / factor), Math.ceil(height / factor))
  const context = contextOf(canvas)
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'high'
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  return canvas
}

function canHalve(width: number, height: number, side: number): boolean {
  return Math.min(width, height) >= 2 * OVERSAMPLING * side
}

/** Read back often and small: kept on the CPU. */
function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('This browser gives no 2-D canvas to workers.')
  return context
}
