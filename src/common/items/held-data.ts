/**
 * Prepared data as the page holds them for the next worker. The bytes stay in a blob, which goes from thread to thread by name and
 * lies outside the page's memory: 64 MB of a table, unpacked from a message, held the page for a quarter of a second. Must not look
 * into the bytes.
 */
import { GanvasError } from '../failure.ts'
import type { PreparedTransfer } from './prepared-transfer.ts'

export type HeldData = Omit<PreparedTransfer, 'bytes'> & { readonly bytes: Blob }

export function holdData({ bytes, ...about }: PreparedTransfer): HeldData {
  // What stands on shared memory no blob takes; nothing that is prepared does.
  return { ...about, bytes: new Blob([bytes as Uint8Array<ArrayBuffer>]) }
}

/** @throws GanvasError `held-gone` where the browser let go of the bytes */
export async function takeHeld({ bytes, ...about }: HeldData): Promise<PreparedTransfer> {
  try {
    return { ...about, bytes: new Uint8Array(await bytes.arrayBuffer()) }
  } catch (cause) {
    throw new GanvasError(
      'held-gone',
      'The browser let go of what was made of your files, so that the engine cannot go on with it.',
      'Open your files again.',
      { cause },
    )
  }
}
