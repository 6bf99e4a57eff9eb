/**
 * Frames as files: PNG by the browser, GIF by gifenc, WebM and MP4 by the browser's own encoders, put into their files by
 * mediabunny. Both packages are loaded when first used.
 */
import type { MotionFormat } from '../../../../common/catalog/motion-formats.ts'
import { GanvasError } from '../../../../common/failure.ts'
import { enlarged, type Frame } from './frame.ts'

export interface Course {
  /** Frames a second. */
  readonly rate: number
  /** Called after each frame; throws to stop. */
  readonly report: (done: number) => void
}

export async function encodePng(frame: Frame): Promise<Blob> {
  const canvas = canvasFor(frame)
  draw(canvas, frame)
  return canvas.convertToBlob({ type: 'image/png' })
}

type EncodeMotion = (frames: readonly Frame[], course: Course) => Promise<Blob>

/** Every format of the catalogue has its encoder here: a missing one does not compile. */
const ENCODERS = {
  gif: encodeGif,
  webm: (frames, course) => encodeVideo(frames, 'webm', course),
  mp4: (frames, course) => encodeVideo(frames, 'mp4', course),
} satisfies Record<MotionFormat, EncodeMotion>

/** @throws GanvasError `no-encoder` where the browser cannot make such a film */
export function encodeMotion(frames: readonly Frame[], format: MotionFormat, course: Course): Promise<Blob> {
  return ENCODERS[format](frames, course)
}

/** True where the browser has encoders at all; which formats they know shows only when asked. */
export function hasVideoEncoder(): boolean {
  return 'VideoEncoder' in window
}

async function encodeGif(frames: readonly Frame[], { rate, report }: Course): Promise<Blob> {
  const { GIFEncoder, quantize, applyPalette } = await import('gifenc')
  const gif = GIFEncoder()
  // GIF counts in hundredths of a second, and most viewers slow down below two of them.
  const delay = Math.max(20, Math.round(100 / rate) * 10)
  for (const [at, frame] of frames.entries()) {
    const palette = frame.gray ? GRAYS : quantize(frame.rgba, 256)
    const index = frame.gray
      ? Uint8Array.from({ length: frame.rgba.length / 4 }, (_, i) => frame.rgba[4 * i] ?? 0)
      : applyPalette(frame.rgba, palette)
    const { width, height } = sizeOf(frame)
    const large = enlarged(index, frame, 1, new Uint8Array(width * height))
    gif.writeFrame(large, width, height, { palette, delay, repeat: 0 })
    report(at + 1)
    await breath()
  }
  gif.finish()
  return new Blob([Uint8Array.from(gif.bytes())], { type: 'image/gif' })
}

const GRAYS = Array.from({ length: 256 }, (_, i): [number, number, number] => [i, i, i])

async function encodeVideo(
  frames: readonly Frame[],
  format: 'webm' | 'mp4',
  { rate, report }: Course,
): Promise<Blob> {
  const media = await import('mediabunny')
  const [first] = frames
  if (first === undefined) throw new Error('A film needs a frame.')
  const canvas = canvasFor(first, 2)
  const container = format === 'webm' ? new media.WebMOutputFormat() : new media.Mp4OutputFormat()
  const { width, height } = canvas
  const codec = hasVideoEncoder()
    ? await media.getFirstEncodableVideoCodec(container.getSupportedVideoCodecs(), { width, height })
    : null
  if (codec === null) throw noEncoder(format)
  const target = new media.BufferTarget()
  const output = new media.Output({ format: container, target })
  const source = new media.CanvasSource(canvas, { codec, quality: new media.Quality('high') })
  output.addVideoTrack(source, { frameRate: rate })
  await output.start()
  try {
    for (const [at, frame] of frames.entries()) {
      draw(canvas, frame)
      await source.add(at / rate, 1 / rate)
      report(at + 1)
    }
  } catch (thrown) {
    await output.cancel()
    throw thrown
  }
  await output.finalize()
  if (target.buffer === null) throw noEncoder(format)
  return new Blob([target.buffer], { type: container.mimeType })
}

function noEncoder(format: 'webm' | 'mp4'): GanvasError {
  const name = format === 'webm' ? 'WebM' : 'MP4'
  return new GanvasError(
    'no-encoder',
    `This browser has no encoder for ${name} of this size.`,
    'Choose GIF, another scale, or another browser.',
  )
}

function sizeOf({ width, height, scale }: Frame): { width: number; height: number } {
  return { width: width * scale, height: height * scale }
}

/** @param multiple sides are rounded up to it: most video encoders want even ones */
function canvasFor(frame: Frame, multiple = 1): OffscreenCanvas {
  const { width, height } = sizeOf(frame)
  const round = (side: number): number => Math.ceil(side / multiple) * multiple
  return new OffscreenCanvas(round(width), round(height))
}

function draw(canvas: OffscreenCanvas, frame: Frame): void {
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('This browser gives no 2-D canvas.')
  const { width, height } = sizeOf(frame)
  const image = new ImageData(width, height)
  enlarged(frame.rgba, frame, 4, image.data)
  context.putImageData(image, 0, 0)
}

/** Lets the page draw in between. */
function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}
