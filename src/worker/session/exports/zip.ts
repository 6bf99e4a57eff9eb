/** Files in one zip. Stored, not squeezed: pictures are squeezed already, and weights do not squeeze. */
import { Zip, ZipPassThrough } from 'fflate'

export interface ZipWriter {
  add(name: string, ...pieces: readonly Uint8Array[]): void
  end(): Blob
}

export function createZip(): ZipWriter {
  const parts: BlobPart[] = []
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error
    parts.push(Uint8Array.from(chunk))
  })
  return {
    add: (name, ...pieces) => {
      const entry = new ZipPassThrough(name)
      zip.add(entry)
      pieces.forEach((piece, i) => entry.push(piece, i === pieces.length - 1))
    },
    end: () => {
      zip.end()
      return new Blob(parts, { type: 'application/zip' })
    },
  }
}

export function textBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
