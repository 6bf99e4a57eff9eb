/** What a file is, told from its bytes. Names lie; a name is never looked at here. Decodes nothing. */
import { pnmHeader } from '../rasters/pnm.ts'
import { containerIn } from '../archives/container.ts'
import { isTar } from '../archives/tar.ts'
import { compoundIn } from './compound.ts'
import { foreignFormat, isHeif, isJpegXl, isVideo } from './foreign.ts'
import { ascii, starts } from './match.ts'
import { looksLikeTable } from '../tables/text/looks-like-table.ts'
import { isSvg, textOf } from './text.ts'

/** Pictures a browser decodes by itself. */
export type RasterKind = 'png' | 'jpeg' | 'webp' | 'gif' | 'bmp' | 'avif'

/** Pictures that some browsers decode. */
export type RareKind = 'heic' | 'jxl'

/** Pictures that are read here, for no browser does, or not in full. */
export type OwnKind = 'tiff' | 'pnm' | 'icon'

export type FileKind =
  | RasterKind
  | RareKind
  | OwnKind
  | 'video'
  | 'svg'
  | 'zip'
  | 'npy'
  | 'workbook'
  | 'parquet'
  | 'arrow'
  | 'document'
  | 'tar'
  | 'gzip'
  | 'idx'
  | 'table'
  | 'text'
  | 'empty'
  | 'unknown'

export interface Sniffed {
  kind: FileKind
  /** Of `unknown`, `workbook` and `document`: what it is, with its article, where that can be told: "a PDF document". */
  foreign?: string
  /** What to do with it. */
  step?: string
}

/** This many bytes of the beginning are enough to tell. */
export const SNIFF_BYTES = 65_536

/** @param head the whole file or at least its first SNIFF_BYTES bytes */
export function sniff(head: Uint8Array): Sniffed {
  if (head.length === 0) return { kind: 'empty' }
  const binary = binaryKind(head)
  if (binary === 'zip') return zipKind(head)
  if (binary !== null) return { kind: binary }
  const compound = compoundIn(head)
  if (compound !== null) return compound
  const foreign = foreignFormat(head)
  if (foreign !== null)
    return {
      kind: 'unknown',
      foreign: foreign.name,
      ...(foreign.step === undefined ? {} : { step: foreign.step }),
    }
  const text = textOf(head.subarray(0, SNIFF_BYTES))
  if (text === null) return { kind: 'unknown' }
  if (isSvg(text)) return { kind: 'svg' }
  return { kind: looksLikeTable(text, head.length > SNIFF_BYTES) ? 'table' : 'text' }
}

function binaryKind(head: Uint8Array): FileKind | null {
  if (starts(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (starts(head, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (ascii(head, 0, 'RIFF') && ascii(head, 8, 'WEBP')) return 'webp'
  if (ascii(head, 0, 'GIF87a') || ascii(head, 0, 'GIF89a')) return 'gif'
  if (isBmp(head)) return 'bmp'
  if (isAvif(head)) return 'avif'
  if (isZip(head)) return 'zip'
  if (starts(head, [0x1f, 0x8b])) return 'gzip'
  if (isHeif(head)) return 'heic'
  if (isJpegXl(head)) return 'jxl'
  if (isVideo(head)) return 'video'
  if (ascii(head, 0, 'II*\0') || ascii(head, 0, 'MM\0*')) return 'tiff'
  if (head[0] === 0x93 && ascii(head, 1, 'NUMPY')) return 'npy'
  if (ascii(head, 0, 'PAR1')) return 'parquet'
  if (ascii(head, 0, 'ARROW1\0\0') || isArrowStream(head)) return 'arrow'
  if (isIcon(head)) return 'icon'
  if (pnmHeader(head) !== null) return 'pnm'
  if (isIdx(head)) return 'idx'
  return isTar(head) ? 'tar' : null
}

/** Many programs save documents as zips. That only the whole file tells: its names stand at its end. */
function zipKind(bytes: Uint8Array): Sniffed {
  const container = containerIn(bytes)
  if (container === null || container.is === 'archive') return { kind: 'zip' }
  return { kind: container.is, foreign: container.what }
}

/** "BM", and after it a header length that exists: two letters alone could begin a text. */
function isBmp(head: Uint8Array): boolean {
  return ascii(head, 0, 'BM') && [12, 40, 52, 56, 64, 108, 124].includes(head[14] ?? 0) && head[15] === 0
}

/** An ISO media file with an AVIF brand, as major brand or among the compatible ones. */
function isAvif(head: Uint8Array): boolean {
  if (!ascii(head, 4, 'ftyp')) return false
  const end = Math.min(head.length, ((head[2] ?? 0) << 8) + (head[3] ?? 0))
  for (let at = 8; at + 4 <= end; at += 4) if (ascii(head, at, 'avif') || ascii(head, at, 'avis')) return true
  return false
}

/** An entry, or the directory of an archive without entries. */
function isZip(head: Uint8Array): boolean {
  return starts(head, [0x50, 0x4b, 0x03, 0x04]) || starts(head, [0x50, 0x4b, 0x05, 0x06])
}

/** A message without the file's frame: −1, and how long its description is, in whole words. */
function isArrowStream(head: Uint8Array): boolean {
  const [low = 0, middle = 0, high = 0, top = 0] = head.subarray(4, 8)
  const length = low + 256 * middle
  return starts(head, [0xff, 0xff, 0xff, 0xff]) && length > 0 && length % 8 === 0 && high === 0 && top === 0
}

/** 00 00, icon or cursor, how many; of the first, a byte that is always 0. */
function isIcon(head: Uint8Array): boolean {
  const kind = head[2] ?? 0
  return (
    starts(head, [0, 0, kind, 0]) &&
    (kind === 1 || kind === 2) &&
    (head[4] ?? 0) > 0 &&
    head[5] === 0 &&
    head[9] === 0
  )
}

/** 00 00, a type that is defined, at least one dimension. */
function isIdx(head: Uint8Array): boolean {
  const type = head[2] ?? 0
  const dimensions = head[3] ?? 0
  return starts(head, [0, 0]) && [8, 9, 11, 12, 13, 14].includes(type) && dimensions >= 1 && dimensions <= 8
}
