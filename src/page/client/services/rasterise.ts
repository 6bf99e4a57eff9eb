/** Draws SVG pictures for the worker, which has no decoder for them. An image element runs no script of the picture. */

/** Resolves to null when the picture cannot be drawn. @param side least pixels of the shorter side */
export async function rasterise(source: Blob, side: number): Promise<ImageBitmap | null> {
  const address = URL.createObjectURL(new Blob([source], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const { width, height } = drawnSize(image, side)
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    canvas.getContext('2d')?.drawImage(image, 0, 0, width, height)
    return await createImageBitmap(canvas)
  } catch {
    return null
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** Keeps the picture's ratio; a picture without a size of its own is a square. */
function drawnSize(image: HTMLImageElement, side: number): { width: number; height: number } {
  const { naturalWidth, naturalHeight } = image
  if (naturalWidth === 0 || naturalHeight === 0) return { width: side, height: side }
  const scale = side / Math.min(naturalWidth, naturalHeight)
  const within = (length: number) => Math.max(1, Math.min(8 * side, Math.round(length * scale)))
  return { width: within(naturalWidth), height: within(naturalHeight) }
}
