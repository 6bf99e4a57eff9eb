/** Reads one source by what its bytes say it is. */
import type { FileKind } from '../sniff/sniff.ts'
import { sniff } from '../sniff/sniff.ts'
import { textOf } from '../sniff/text.ts'
import { MAX_TABLE_BYTES, MAX_UNPACKED_BYTES } from '../limits.ts'
import type { Decoder } from './decoder.ts'
import { claimsIdx, notIdx, readIdx, type IdxContent } from './idx.ts'
import { gunzip, lidFor, TooMuch } from '../archives/inflate.ts'
import { readRaster, readVector, type Square, type Wanted } from './picture.ts'
import { empty, gzipDamaged, notUsable, tooLarge, zipBomb, zipInZip } from './reasons.ts'
import type { Source } from './source.ts'
import { readTable } from './table.ts'

/** What a source turned out to hold: what it is, not what is made of it (collect.ts). Rows of a table are [n, 2]. */
export type Found =
  | { holds: 'picture'; name: string; folder: string | null; square: Square }
  | { holds: 'idx'; name: string; folder: string | null; content: IdxContent }
  | { holds: 'table'; name: string; rows: Float32Array }

export interface Tools {
  wanted: Wanted
  decoder: Decoder
  rasterise: (source: Blob, side: number) => Promise<ImageBitmap | null>
}

/** @throws GanvasError that says why nothing of it can be used */
export async function find(source: Source, tools: Tools): Promise<Found> {
  if (source.size > MAX_UNPACKED_BYTES) throw tooLarge(source.name, source.size, MAX_UNPACKED_BYTES)
  const bytes = await source.read()
  if (sniff(bytes).kind !== 'gzip') return findIn(source, bytes, tools)
  const inner = { ...source, name: source.name.replace(/\.gz$/i, '') }
  return findIn(inner, unpacked(source.name, bytes), tools)
}

async function findIn({ name, folder }: Source, bytes: Uint8Array, tools: Tools): Promise<Found> {
  const { kind, foreign } = sniff(bytes)
  switch (kind) {
    case 'png':
    case 'jpeg':
    case 'webp':
    case 'gif':
    case 'bmp':
    case 'avif': {
      const square = await readRaster(name, kind, bytes, tools.wanted, tools.decoder)
      return { holds: 'picture', name, folder, square }
    }
    case 'svg': {
      const square = await readVector(name, bytes, tools.wanted, tools.decoder, tools.rasterise)
      return { holds: 'picture', name, folder, square }
    }
    case 'idx':
      return { holds: 'idx', name, folder, content: readIdx(name, bytes) }
    case 'table':
      return { holds: 'table', name, rows: tableOf(name, bytes) }
    case 'zip':
      throw zipInZip(name)
    case 'empty':
      throw empty(name)
    case 'text':
      // A table without a single number is still a table to whoever named it so: let its reader say what is wrong.
      if (/\.[ct]sv$/i.test(name)) return { holds: 'table', name, rows: tableOf(name, bytes) }
      throw unusable(name, kind, bytes)
    case 'gzip':
    case 'unknown':
      throw unusable(name, kind, bytes, foreign)
  }
}

function unpacked(name: string, packed: Uint8Array): Uint8Array {
  const lid = lidFor(packed.length)
  try {
    return gunzip(packed, lid)
  } catch (thrown) {
    throw thrown instanceof TooMuch ? zipBomb(name, lid) : gzipDamaged(name)
  }
}

function tableOf(name: string, bytes: Uint8Array): Float32Array {
  if (bytes.length > MAX_TABLE_BYTES) throw tooLarge(name, bytes.length, MAX_TABLE_BYTES)
  return readTable(name, textOf(bytes) ?? '')
}

function unusable(name: string, kind: FileKind, bytes: Uint8Array, foreign?: string) {
  if (claimsIdx(name)) return notIdx(name, bytes)
  const plain =
    kind === 'text'
      ? 'a text'
      : kind === 'gzip'
        ? 'a gzip file inside a gzip file'
        : 'an unknown kind of file'
  return notUsable(name, foreign ?? plain)
}
