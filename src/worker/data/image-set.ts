/** Puts an image set together and names it by its bytes. */
import type { DatasetSummary } from '../../common/protocol/report.ts'
import { bytesOf, fingerprint } from './fingerprint.ts'
import type { ImageSet } from './prepared.ts'

/** @param about all but item and fingerprint; `channels` is 1 or 3 @param pixels [count, size, size, channels] */
export async function imageSet(
  about: Omit<DatasetSummary, 'item' | 'fingerprint'> & { channels: 1 | 3 },
  pixels: Uint8Array,
  labels: Uint16Array | null,
): Promise<ImageSet> {
  const { count, size, channels } = about
  const shape = `images ${size}x${size}x${channels}`
  const parts = labels === null ? [pixels] : [pixels, bytesOf(labels)]
  const summary: DatasetSummary = {
    ...about,
    item: { kind: 'picture', size, channels },
    fingerprint: await fingerprint(shape, parts),
  }
  return { kind: 'images', summary, size, channels, count, pixels, labels }
}
