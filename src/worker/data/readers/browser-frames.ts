/** Frames of animated pictures by the browser's ImageDecoder, where it has one. */
import type { Animation, Decoder, WantedFrames } from './decoder.ts'

/** Null where this browser has no such decoder, or none for this type. */
export async function browserFrames(
  source: Blob,
  type: string,
  side: number,
  { every, take }: WantedFrames,
  draw: Decoder['draw'],
): Promise<Animation | null> {
  if (typeof ImageDecoder === 'undefined' || !(await ImageDecoder.isTypeSupported(type))) return null
  const decoder = new ImageDecoder({ data: await source.arrayBuffer(), type, preferAnimation: true })
  try {
    await decoder.completed
    await decoder.tracks.ready
    const frames = decoder.tracks.selectedTrack?.frameCount ?? 1
    const stride = every(frames)
    for (let frameIndex = 0; frameIndex < frames; frameIndex += stride === 0 ? frames : stride) {
      const { image } = await decoder.decode({ frameIndex })
      const bitmap = await createImageBitmap(image)
      image.close()
      const { width, height } = bitmap
      take(await draw(bitmap, side), { width, height })
    }
    return { frames, every: stride }
  } finally {
    decoder.close()
  }
}
