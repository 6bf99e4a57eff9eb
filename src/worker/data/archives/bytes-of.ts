/** The bytes of a file or a part of it. */
import { GanvasError } from '../../../common/failure.ts'
import { unreadable } from '../readers/reasons.ts'

/** @throws GanvasError `file-unreadable` @param name for the sentence */
export async function bytesOf(name: string, blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer())
  } catch (thrown) {
    throw thrown instanceof GanvasError ? thrown : unreadable(name)
  }
}
