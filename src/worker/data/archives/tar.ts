/**
 * The contents of a tar archive, block by block: ustar, with the long names of GNU and of pax. Only headers are read; an
 * entry's bytes are a slice of the archive.
 */
import { tarDamaged, zipTooMany } from '../readers/reasons.ts'
import { MAX_ZIP_ENTRIES } from '../limits.ts'

export interface Tar {
  /** Whole ones. */
  readonly entries: readonly TarEntry[]
  /** Where it breaks off: inside the file of this path, or a place that has none; null where it is whole. */
  readonly cut: { readonly within: string | null } | null
}

export interface TarEntry {
  readonly path: string
  readonly size: number
  /** Of its bytes, in the archive. */
  readonly offset: number
}

export const TAR_BLOCK = 512
/** Read at a time: many small entries lie in one stretch. */
const STRETCH = 2 ** 20
/** A name longer than this is damage. */
const MAX_NAME = 65_536

/** @param head the first block at least */
export function isTar(head: Uint8Array): boolean {
  return head.length >= TAR_BLOCK && head[0] !== 0 && sumFits(head.subarray(0, TAR_BLOCK))
}

/** @throws GanvasError `tar-damaged` where nothing of it is whole, `zip-too-many-entries` */
export async function readTar(name: string, archive: Blob): Promise<Tar> {
  const blocks = new Blocks(archive)
  const entries: TarEntry[] = []
  let longName: string | null = null
  const broken = (within: string | null): Tar => {
    if (entries.length === 0) throw tarDamaged(name)
    return { entries, cut: { within } }
  }
  for (let at = 0; at < archive.size;) {
    if (at + TAR_BLOCK > archive.size) return broken(null)
    const header = await blocks.read(at, TAR_BLOCK)
    // Two empty blocks end it; one is enough for us.
    if (header.every((byte) => byte === 0)) break
    if (!sumFits(header)) return broken(null)
    const size = numberIn(header, 124, 12)
    const offset = at + TAR_BLOCK
    const type = String.fromCharCode(header[156] ?? 0)
    if (offset + size > archive.size) return broken(isFile(type) ? (longName ?? nameIn(header)) : null)
    at = offset + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK
    if (type === 'L' || type === 'x') {
      const bytes = await blocks.read(offset, Math.min(size, MAX_NAME))
      longName = type === 'L' ? textIn(bytes, 0, bytes.length) : (paxPath(bytes) ?? longName)
      continue
    }
    if (isFile(type)) {
      const path = (longName ?? nameIn(header)).replace(/^(\.?\/)+/, '')
      if (!path.endsWith('/')) entries.push({ path, size, offset })
      if (entries.length > MAX_ZIP_ENTRIES) throw zipTooMany(name)
    }
    // What holds for all that follows ("g"), or says what we need not know ("K"), does not use the name up.
    if (type !== 'g' && type !== 'K') longName = null
  }
  return { entries, cut: null }
}

/** "7" is a file that lies in one piece, which is all the same here; links, folders and devices hold nothing. */
function isFile(type: string): boolean {
  return type === '0' || type === '\0' || type === '7'
}

function nameIn(header: Uint8Array): string {
  const name = textIn(header, 0, 100)
  const prefix = textIn(header, 257, 6) === 'ustar' ? textIn(header, 345, 155) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

/** Up to a zero. Names are UTF-8 today; older ones get Latin letters. */
function textIn(bytes: Uint8Array, from: number, length: number): string {
  const field = bytes.subarray(from, from + length)
  const end = field.indexOf(0)
  const text = end < 0 ? field : field.subarray(0, end)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text)
  } catch {
    return new TextDecoder('windows-1252').decode(text)
  }
}

/** Octal digits, or where those do not suffice a binary number with its first bit set. */
function numberIn(header: Uint8Array, from: number, length: number): number {
  const field = header.subarray(from, from + length)
  if (((field[0] ?? 0) & 0x80) === 0) return parseInt(textIn(field, 0, length).trim() || '0', 8)
  return field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0)
}

/** The sum of all bytes, with blanks where it stands itself. Some writers leave it out: then the mark of the format must do. */
function sumFits(header: Uint8Array): boolean {
  if (header.subarray(148, 156).every((byte) => byte === 0)) return textIn(header, 257, 5) === 'ustar'
  const told = numberIn(header, 148, 8)
  let sum = 0
  for (let i = 0; i < TAR_BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : (header[i] ?? 0)
  return told === sum
}

/** Records "LENGTH key=value\n", the length in bytes and counting itself. */
function paxPath(bytes: Uint8Array): string | null {
  for (let at = 0; at < bytes.length;) {
    const blank = bytes.indexOf(32, at)
    const length = blank < 0 ? NaN : Number(textIn(bytes, at, blank - at))
    if (!(length > 0)) return null
    const record = textIn(bytes, blank + 1, at + length - blank - 2)
    if (record.startsWith('path=')) return record.slice(5)
    at += length
  }
  return null
}

/** Small pieces of a blob, read a stretch at a time. */
class Blocks {
  private from = 0
  private stretch: Uint8Array = new Uint8Array(0)

  constructor(private readonly blob: Blob) {}

  async read(at: number, length: number): Promise<Uint8Array> {
    if (at < this.from || at + length > this.from + this.stretch.length) {
      this.from = at
      const end = at + Math.max(length, STRETCH)
      this.stretch = new Uint8Array(await this.blob.slice(at, end).arrayBuffer())
    }
    return this.stretch.subarray(at - this.from, at - this.from + length)
  }
}
