/** Undoes the compressions of pages and buffers in columnar files, and keeps count of what they unpack to. Knows neither format. */
import { gunzipSync } from 'fflate'
import { MAX_UNPACKED_BYTES } from '../../limits.ts'
import { TooMuchUnpacked } from './column-file.ts'
import { lz4Block, lz4Frame } from './lz4.ts'

/** @param length bytes that it is said to unpack to */
export type Unpack = (packed: Uint8Array, length: number) => Uint8Array

export interface Unpackers {
  readonly gzip: Unpack
  readonly zstd: Unpack
  readonly lz4Block: Unpack
  readonly lz4Frame: Unpack
  /** The same care for a decoder that a package brings. */
  readonly guarded: (unpack: Unpack) => Unpack
}

/** Those of one file: all that they unpack together is held to the limit, before any memory is taken for it. */
export async function unpackers(): Promise<Unpackers> {
  const { decompress } = await import('fzstd')
  let bytes = 0
  const guarded = (unpack: Unpack): Unpack => {
    return (packed, length) => {
      bytes += length
      if (bytes > MAX_UNPACKED_BYTES) throw new TooMuchUnpacked(bytes)
      const unpacked = unpack(packed, length)
      if (unpacked.length !== length)
        throw new Error(`${unpacked.length} bytes, where ${length} were promised`)
      return unpacked
    }
  }
  return {
    guarded,
    gzip: guarded((packed, length) => gunzipSync(packed, { out: new Uint8Array(length) })),
    zstd: guarded((packed, length) => decompress(packed, new Uint8Array(length))),
    lz4Block: guarded(lz4Block),
    lz4Frame: guarded(lz4Frame),
  }
}
