/** Strokes that wipe a picture out, drawn on a canvas of any size. Knows the canvas alone. */

export interface Stroke {
  /** In shares of the picture’s sides, [x, y] one after the other. */
  readonly places: (readonly [number, number])[]
  /** In shares of the shorter side. */
  readonly radius: number
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** Fills what the strokes cover, with whatever the context is set to. */
export function coverWith(context: Context, strokes: readonly Stroke[], width: number, height: number): void {
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const { places, radius } of strokes) {
    const [first] = places
    if (first === undefined) continue
    context.lineWidth = 2 * radius * Math.min(width, height)
    context.beginPath()
    context.moveTo(first[0] * width, first[1] * height)
    // A press without a way is a dot.
    for (const [x, y] of places) context.lineTo(x * width, y * height)
    context.stroke()
  }
}

/** The picture as a PNG that can be seen through where it was wiped out. */
export async function wiped(picture: ImageBitmap, strokes: readonly Stroke[]): Promise<Blob> {
  const { width, height } = picture
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('This browser gives no 2-D canvas.')
  context.drawImage(picture, 0, 0)
  context.globalCompositeOperation = 'destination-out'
  coverWith(context, strokes, width, height)
  return canvas.convertToBlob({ type: 'image/png' })
}
