/** Draws SVG pictures for the worker, which has no decoder for them. An image element runs no script of the picture. */
import { drawnSize, sizedTo } from './svg-size.ts'

/** Resolves to null when the picture cannot be drawn. @param side least pixels of the shorter side */
export async function rasterise(source: Blob, side: number): Promise<ImageBitmap | null> {
  try {
    return (await drawnAside(source, side)) ?? (await drawnHere(source, side))
  } catch {
    return null
  }
}

/**
 * Of a picture that is as large as it is to be drawn a browser may make a bitmap on another thread (Chromium does): one of
 * thousands of paths would hold the page for seconds. Null where that is not to be had.
 */
async function drawnAside(source: Blob, side: number): Promise<ImageBitmap | null> {
  const sized = await sizedTo(source, side)
  if (sized === null) return null
  return loaded(sized.source, async (image) => {
    const { width, height } = sized
    // Styles may say otherwise than the root's tag.
    if (image.naturalWidth !== width || image.naturalHeight !== height) return null
    return await createImageBitmap(image)
  }).catch(() => null)
}

async function drawnHere(source: Blob, side: number): Promise<ImageBitmap> {
  return loaded(source, (image) => {
    const { width, height } = drawnSize({ width: image.naturalWidth, height: image.naturalHeight }, side)
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    canvas.getContext('2d')?.drawImage(image, 0, 0, width, height)
    return createImageBitmap(canvas)
  })
}

async function loaded<T>(source: Blob, work: (image: HTMLImageElement) => Promise<T>): Promise<T> {
  const address = URL.createObjectURL(new Blob([source], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    return await work(image)
  } finally {
    URL.revokeObjectURL(address)
  }
}
