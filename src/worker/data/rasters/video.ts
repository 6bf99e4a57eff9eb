/** Frames of a video, by mediabunny and the browser's own decoders. Loaded when a video is opened. */
import type { Animation, Decoder, WantedFrames } from '../readers/decoder.ts'

/** Null where the browser cannot decode it. @throws Error for a broken file */
export async function videoFrames(
  source: Blob,
  side: number,
  decoder: Decoder,
  { every, take }: WantedFrames,
): Promise<Animation | null> {
  if (typeof VideoDecoder === 'undefined') return null
  const { ALL_FORMATS, BlobSource, CanvasSink, Input } = await import('mediabunny')
  const input = new Input({ source: new BlobSource(source), formats: ALL_FORMATS })
  try {
    const track = await input.getPrimaryVideoTrack()
    if (track === null || !(await track.canDecode())) return null
    const { packetCount } = await track.computePacketStats()
    const stride = every(packetCount)
    const sink = new CanvasSink(track, { poolSize: 1, alpha: true })
    let index = 0
    for await (const { canvas } of sink.canvases()) {
      if (stride === 0 ? index === 0 : index % stride === 0) {
        const bitmap = await createImageBitmap(canvas)
        const { width, height } = bitmap
        take(await decoder.draw(bitmap, side), { width, height })
      }
      index++
      if (stride === 0) break
    }
    return { frames: packetCount, every: stride }
  } finally {
    input.dispose()
  }
}
