/**
 * The table of contents of a zip archive, read from its end without the rest (PKWARE's APPNOTE, sections 4.3 and 4.5).
 * An archive may be larger than memory: only slices of it are read. Unpacks nothing.
 */
import type { DataChoice } from '../../../common/items/data-card.ts'
import { viewOf } from '../headers/facts.ts'
import { MAX_ZIP_DIRECTORY_BYTES, MAX_ZIP_ENTRIES } from '../limits.ts'
import { zipDamaged, zipSplit, zipTooMany } from '../readers/reasons.ts'
import { crc32 } from './crc32.ts'
import { decodeNames, type LettersGuess, type RawName } from './zip-names.ts'

export interface ZipEntry {
  readonly path: string
  readonly method: number
  readonly encrypted: boolean
  readonly packed: number
  /** As promised; held to it when unpacked. */
  readonly unpacked: number
  readonly crc: number
  /** Of the local header, in the archive. */
  readonly offset: number
}

export interface Directory {
  readonly entries: readonly ZipEntry[]
  /** How its names could be read, where it does not tell. */
  readonly guess: LettersGuess | null
}

const END = 0x06054b50
const END_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50
const HEADER = 0x02014b50
const SIGNATURE = 0x05054b50
const END_LENGTH = 22
const COMMENT_MAX = 0xffff
const UNICODE_PATH = 0x7075
const HEADER_LENGTH = 46
/** A field that is full stands for one of 64 bits elsewhere. */
const FULL_16 = 0xffff
const FULL_32 = 0xffffffff

/**
 * Read up to its length: the count beside it has 16 bits, and what holds more entries often counts on from zero.
 * @throws GanvasError `zip-damaged`, `zip-split`, `zip-too-many-entries`
 */
export async function readDirectory(
  name: string,
  archive: Blob,
  letters: DataChoice['letters'] = 'auto',
): Promise<Directory> {
  const { offset, length } = await findEnd(name, archive)
  if (offset + length > archive.size) throw zipDamaged(name)
  if (length > MAX_ZIP_DIRECTORY_BYTES) throw zipTooMany(name)
  const bytes = await slice(archive, offset, offset + length)
  const headers: Header[] = []
  for (let at = 0; at < bytes.length && !isSignature(bytes, at);) {
    const read = at + HEADER_LENGTH <= bytes.length ? readHeader(bytes, at) : null
    if (read === null) throw zipDamaged(name)
    headers.push(read.header)
    if (headers.length > MAX_ZIP_ENTRIES) throw zipTooMany(name)
    at = read.next
  }
  const { paths, guess } = decodeNames(
    headers.map(({ raw }) => raw),
    letters,
  )
  return { entries: headers.map(({ about }, i) => ({ ...about, path: paths[i] ?? '' })), guess }
}

/** A signature of the whole directory may stand behind its last entry. */
function isSignature(bytes: Uint8Array, at: number): boolean {
  return at + 6 <= bytes.length && viewOf(bytes).getUint32(at, true) === SIGNATURE
}

interface Header {
  readonly raw: RawName
  readonly about: Omit<ZipEntry, 'path'>
}

interface End {
  offset: number
  length: number
}

async function findEnd(name: string, archive: Blob): Promise<End> {
  const from = Math.max(0, archive.size - END_LENGTH - COMMENT_MAX)
  const tail = await slice(archive, from, archive.size)
  const view = viewOf(tail)
  for (let at = tail.length - END_LENGTH; at >= 0; at--) {
    // The archive ends with a comment of the length told here: a mark inside the comment is not it.
    const ends = at + END_LENGTH + view.getUint16(at + 20, true) === tail.length
    if (view.getUint32(at, true) !== END || !ends) continue
    if (view.getUint16(at + 4, true) !== view.getUint16(at + 6, true)) throw zipSplit(name)
    const count = view.getUint16(at + 10, true)
    const end = {
      length: view.getUint32(at + 12, true),
      offset: view.getUint32(at + 16, true),
    }
    const full = count === FULL_16 || end.length === FULL_32 || end.offset === FULL_32
    return full ? ((await findEnd64(archive, from + at)) ?? end) : end
  }
  throw zipDamaged(name)
}

/** The 64-bit end record, told by the locator right before the ordinary one. */
async function findEnd64(archive: Blob, endAt: number): Promise<End | null> {
  if (endAt < 20) return null
  const locator = viewOf(await slice(archive, endAt - 20, endAt))
  if (locator.getUint32(0, true) !== LOCATOR_64) return null
  const at = Number(locator.getBigUint64(8, true))
  const record = viewOf(await slice(archive, at, at + 56))
  if (record.byteLength < 56 || record.getUint32(0, true) !== END_64) return null
  return {
    length: Number(record.getBigUint64(40, true)),
    offset: Number(record.getBigUint64(48, true)),
  }
}

function readHeader(bytes: Uint8Array, at: number): { header: Header; next: number } | null {
  const view = viewOf(bytes)
  if (view.getUint32(at, true) !== HEADER) return null
  const nameAt = at + HEADER_LENGTH
  const extraAt = nameAt + view.getUint16(at + 28, true)
  const commentAt = extraAt + view.getUint16(at + 30, true)
  const next = commentAt + view.getUint16(at + 32, true)
  if (next > bytes.length) return null
  const flags = view.getUint16(at + 8, true)
  const wide = new WideFields(view, extraAt, commentAt)
  const name = bytes.subarray(nameAt, extraAt)
  const raw = {
    bytes: name,
    utf8: (flags & 0x800) !== 0,
    unicode: unicodePath(bytes, name, extraAt, commentAt),
  }
  const about = {
    method: view.getUint16(at + 10, true),
    encrypted: (flags & 1) !== 0,
    crc: view.getUint32(at + 16, true),
    // In the order in which the wide fields stand.
    unpacked: wide.take(view.getUint32(at + 24, true)),
    packed: wide.take(view.getUint32(at + 20, true)),
    offset: wide.take(view.getUint32(at + 42, true)),
  }
  return { header: { raw, about }, next }
}

/** The extra field 0x7075: a version, the check sum of the name it stands for, and the name in UTF-8. */
function unicodePath(bytes: Uint8Array, name: Uint8Array, from: number, to: number): Uint8Array | null {
  const view = viewOf(bytes)
  for (let at = from; at + 9 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== UNICODE_PATH) continue
    const end = at + 4 + view.getUint16(at + 2, true)
    const fits = end <= to && view.getUint32(at + 5, true) === crc32(name)
    return fits ? bytes.subarray(at + 9, end) : null
  }
  return null
}

/** The extra field 1: 64-bit values of those fields that are full, in their order. */
class WideFields {
  private at = 0
  private end = 0

  constructor(
    private readonly view: DataView,
    from: number,
    to: number,
  ) {
    for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
      if (view.getUint16(at, true) !== 1) continue
      this.at = at + 4
      this.end = Math.min(to, this.at + view.getUint16(at + 2, true))
    }
  }

  take(narrow: number): number {
    if (narrow !== FULL_32 || this.at + 8 > this.end) return narrow
    this.at += 8
    return Number(this.view.getBigUint64(this.at - 8, true))
  }
}

async function slice(archive: Blob, from: number, to: number): Promise<Uint8Array> {
  return new Uint8Array(await archive.slice(from, to).arrayBuffer())
}
