/** Reads sound files for the worker, which has no decoder for them. Nothing is played. */
import { GanvasError } from '../../../common/failure.ts'
import type { Sound } from '../../../common/protocol/services.ts'

/** @param rate samples a second of what comes out @throws GanvasError `audio-unreadable` */
export async function decodeAudio(source: Blob, rate: number): Promise<Sound> {
  try {
    // One sample of silence, never rendered: it is there for its decoder, which makes the rate its own.
    const context = new OfflineAudioContext(1, 1, rate)
    const decoded = await context.decodeAudioData(await source.arrayBuffer())
    const channels = Array.from({ length: decoded.numberOfChannels }, (_, at) => decoded.getChannelData(at))
    return { rate: decoded.sampleRate, channels }
  } catch (cause) {
    throw new GanvasError(
      'audio-unreadable',
      'This browser cannot read the sound file.',
      'Use a WAV, MP3 or Ogg file.',
      { cause },
    )
  }
}
