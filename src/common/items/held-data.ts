/**
 * Prepared data as the page holds them for the next worker. The bytes stay in a blob, which goes from thread to thread by name and
 * lies outside the page's memory: 64 MB of a table, unpacked from a message, held the page for a quarter of a second. Must not look
 * into the bytes.
 */
import { GanvasError } from '../failure.ts'
import type { PreparedTransfer } from './prepared-transfer.ts'

export type HeldData = Omit<PreparedTransfer, 'bytes' | 'partners'> & {
  readonly bytes: Blob
  readonly partners?: Blob
}

export function holdData({ bytes, partners, ...about }: PreparedTransfer): HeldData {
  const held = { ...about, bytes: inBlob(bytes) }
  return partners === undefined ? held : { ...held, partners: inBlob(partners) }
}

function inBlob(bytes: Uint8Array): Blob {
  // What stands on shared memory no blob takes; nothing that is prepared does.
  return new Blob([bytes as Uint8Array<ArrayBuffer>])
}

/** @throws GanvasError `held-gone` where the browser let go of the bytes */
export async function takeHeld({ bytes, partners, ...about }: HeldData): Promise<PreparedTransfer> {
  try {
    const taken = { ...about, bytes: await outOf(bytes) }
    return partners === undefined ? taken : { ...taken, partners: await outOf(partners) }
  } catch (cause) {
    throw new GanvasError(
      'held-gone',
      'The browser let go of what was made of your files, so that the engine cannot go on with it.',
      'Open your files again.',
      { cause },
    )
  }
}

async function outOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer())
}
