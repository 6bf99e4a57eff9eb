/**
 * Where runs are kept on this machine: named files in folders, written by the worker. Decides nothing about what is kept; the
 * browser's private file system where it can be written to at once (folders.ts), else its database (blobs.ts).
 */
import { GanvasError } from '../../../common/failure.ts'

/** Every method may reject: a full disk, a browser that changed its mind. A file is written whole, or is as it was or damaged. */
export interface Store {
  folders(): Promise<string[]>
  /** Names and lengths in bytes; empty where there is no such folder. */
  files(folder: string): Promise<ReadonlyMap<string, number>>
  /** Null where there is no such file. */
  read(folder: string, name: string): Promise<Uint8Array<ArrayBuffer> | null>
  /** Resolves when it is on the disk. */
  write(folder: string, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** @param name absent: the folder with all that is in it. What is not there is no failure. */
  remove(folder: string, name?: string): Promise<void>
}

/** Nothing can be kept, or read back. */
export function nothingKept(): GanvasError {
  return new GanvasError(
    'nothing-kept',
    'This browser keeps nothing here: it may be a private window.',
    'Take the run away as a file instead.',
  )
}

/** The disk takes no more. */
export class StoreFull extends Error {
  constructor(cause?: unknown) {
    super('The disk is full.', { cause })
  }
}

export function isFull(thrown: unknown): boolean {
  return (
    thrown instanceof StoreFull || (thrown instanceof DOMException && thrown.name === 'QuotaExceededError')
  )
}
