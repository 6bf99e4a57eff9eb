/** Reads GIFs by their format's own rules, apart from whoever wrote them; pixels come from the browser's decoder. */
import type { Page } from 'playwright-core'

/** Image descriptors of a GIF, found by walking its blocks. Throws when a block is none. */
export function countGifFrames(bytes: Buffer): number {
  let at = 13 + tableLength(bytes[10] ?? 0)
  let frames = 0
  for (;;) {
    const mark = bytes[at]
    if (mark === 0x3b) return frames
    if (mark === 0x21) at = afterSubBlocks(bytes, at + 2)
    else if (mark === 0x2c) {
      frames++
      // Descriptor, its own palette, the LZW code size, then the data.
      at = afterSubBlocks(bytes, at + 10 + tableLength(bytes[at + 9] ?? 0) + 1)
    } else throw new Error(`No GIF block at ${at}: ${mark ?? 'end'}`)
  }
}

function tableLength(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1)
}

function afterSubBlocks(bytes: Buffer, from: number): number {
  let at = from
  while ((bytes[at] ?? 0) !== 0) at += 1 + (bytes[at] ?? 0)
  return at + 1
}

/** Some frames as the browser decodes them: RGBA bytes. */
export function gifPixels(page: Page, bytes: Buffer, frames: readonly number[]): Promise<number[][]> {
  return page.evaluate(
    async ({ values, frames }) => {
      const decoder = new ImageDecoder({ data: Uint8Array.from(values), type: 'image/gif' })
      const out: number[][] = []
      for (const frameIndex of frames) {
        const { image } = await decoder.decode({ frameIndex })
        const canvas = new OffscreenCanvas(image.displayWidth, image.displayHeight)
        const context = canvas.getContext('2d')
        context?.drawImage(image, 0, 0)
        out.push([...(context?.getImageData(0, 0, canvas.width, canvas.height).data ?? [])])
      }
      return out
    },
    { values: [...bytes], frames },
  )
}
