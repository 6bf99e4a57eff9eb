/** Unpacks one entry of a zip archive, held to the size and check sum its directory promises. */
import { bytesOf } from './bytes-of.ts'
import { crc32 } from './crc32.ts'
import { viewOf } from '../headers/facts.ts'
import { Damaged, inflate, lidFor, TooMuch } from './inflate.ts'
import { zipBomb, zipDamaged, zipEncrypted, zipMethod, zipOverflows } from '../readers/reasons.ts'
import type { ZipEntry } from './zip-directory.ts'

const LOCAL_HEADER = 0x04034b50
const LOCAL_LENGTH = 30
const STORED = 0
const DEFLATED = 8

/** @param name for the sentences @throws GanvasError `zip-encrypted`, `zip-method`, `zip-bomb`, `zip-damaged` */
export async function readEntry(name: string, archive: Blob, entry: ZipEntry): Promise<Uint8Array> {
  if (entry.encrypted) throw zipEncrypted(name)
  if (entry.method !== STORED && entry.method !== DEFLATED) throw zipMethod(name)
  if (entry.unpacked > lidFor(entry.packed)) throw zipBomb(name, entry.unpacked)
  const packed = await packedBytes(name, archive, entry)
  const bytes = entry.method === STORED ? packed : inflated(name, packed, entry.unpacked)
  if (bytes.length !== entry.unpacked || crc32(bytes) !== entry.crc) throw zipDamaged(name)
  return bytes
}

/** The entry as a slice of the archive, where it is stored as it is; null where it must be unpacked. */
export async function plainSlice(name: string, archive: Blob, entry: ZipEntry): Promise<Blob | null> {
  if (entry.encrypted || entry.method !== STORED || entry.packed !== entry.unpacked) return null
  const from = await dataFrom(name, archive, entry)
  return archive.slice(from, from + entry.packed)
}

async function packedBytes(name: string, archive: Blob, entry: ZipEntry): Promise<Uint8Array> {
  const from = await dataFrom(name, archive, entry)
  const packed = await bytesOf(name, archive.slice(from, from + entry.packed))
  if (packed.length !== entry.packed) throw zipDamaged(name)
  return packed
}

/** Name and extra field of the local header may be longer or shorter than the directory's. */
async function dataFrom(name: string, archive: Blob, entry: ZipEntry): Promise<number> {
  const header = viewOf(await bytesOf(name, archive.slice(entry.offset, entry.offset + LOCAL_LENGTH)))
  if (header.byteLength < LOCAL_LENGTH || header.getUint32(0, true) !== LOCAL_HEADER) throw zipDamaged(name)
  return entry.offset + LOCAL_LENGTH + header.getUint16(26, true) + header.getUint16(28, true)
}

/** An entry that becomes more than it promises lies: whether a bomb or damage, it is not used. */
function inflated(name: string, packed: Uint8Array, promised: number): Uint8Array {
  try {
    return inflate(packed, promised)
  } catch (thrown) {
    if (thrown instanceof TooMuch) throw zipOverflows(name, promised)
    if (thrown instanceof Damaged) throw zipDamaged(name)
    throw thrown
  }
}
