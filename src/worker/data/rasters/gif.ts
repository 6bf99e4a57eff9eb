/** Frames of an animated GIF as they are seen: each drawn over what the one before leaves (GIF89a specification). */
import { decompressFrame, parseGIF } from 'gifuct-js'
import { withoutIdleAlpha, type Picture } from '../pixels/picture.ts'

type Parsed = ReturnType<typeof parseGIF>
type Block = Extract<Parsed['frames'][number], { image: unknown }>

/** What is done to a frame's place before the next is drawn. */
const CLEARED = 2
const RESTORED = 3

/** Calls `take` with every frame that is wanted, in order. @param wants whether a frame is */
export function gifPictures(
  bytes: Uint8Array,
  wants: (index: number) => boolean,
  take: (picture: Picture) => void,
): void {
  const parsed = parseGIF(Uint8Array.from(bytes).buffer)
  const { width, height } = parsed.lsd
  const canvas = new Uint8ClampedArray(width * height * 4)
  const blocks = parsed.frames.filter((block): block is Block => 'image' in block)
  blocks.forEach((block, index) => {
    const frame = decompressFrame(block, parsed.gct, true)
    const before = frame.disposalType === RESTORED ? canvas.slice() : null
    draw(canvas, width, height, frame)
    if (wants(index)) take(withoutIdleAlpha(width, height, canvas.slice()))
    if (before !== null) canvas.set(before)
    else if (frame.disposalType === CLEARED) clear(canvas, width, height, frame.dims)
  })
}

type Frame = ReturnType<typeof decompressFrame> & { patch: Uint8ClampedArray }

function draw(canvas: Uint8ClampedArray, width: number, height: number, { dims, patch }: Frame): void {
  for (let y = 0; y < dims.height && dims.top + y < height; y++) {
    for (let x = 0; x < dims.width && dims.left + x < width; x++) {
      const from = (y * dims.width + x) * 4
      if (patch[from + 3] === 0) continue
      canvas.set(patch.subarray(from, from + 4), ((dims.top + y) * width + dims.left + x) * 4)
    }
  }
}

function clear(canvas: Uint8ClampedArray, width: number, height: number, dims: Frame['dims']): void {
  for (let y = dims.top; y < Math.min(height, dims.top + dims.height); y++)
    canvas.fill(0, (y * width + dims.left) * 4, (y * width + Math.min(width, dims.left + dims.width)) * 4)
}
