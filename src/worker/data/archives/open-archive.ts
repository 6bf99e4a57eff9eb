/** One archive of any kind as a list of entries, each with its packed bytes at hand. Unpacks what it must, and no entry. */
import { bytesOf } from './bytes-of.ts'
import { HARMLESS_BYTES, MAX_RATIO, MAX_ZIP_TOTAL_BYTES } from '../limits.ts'
import { cancelled, gzipDamaged, zipBomb } from '../readers/reasons.ts'
import { sniff } from '../sniff/sniff.ts'
import { containerOf, type Container } from './container.ts'
import { gunzipBlob, peekGzip } from './gunzip-blob.ts'
import { TooMuch } from './inflate.ts'
import { isTar, readTar } from './tar.ts'
import { readDirectory } from './zip-directory.ts'
import { plainSlice, readEntry } from './zip-entry.ts'

export interface Entry {
  readonly path: string
  /** As promised; held to it when unpacked. */
  readonly size: number
  readonly encrypted: boolean
  /** Check sum, where the archive tells one. */
  readonly crc: number | null
  /** @throws GanvasError @param name for the sentences */
  read(name: string): Promise<Uint8Array>
  /** The same without copying, where the archive holds it as it is: what lies in it may be large. */
  blob(name: string): Promise<Blob>
}

export interface Archive {
  readonly container: Container
  readonly entries: readonly Entry[]
}

export type ArchiveKind = 'zip' | 'tar' | 'tar.gz'

/** Kinds of file that may be an archive, told from the first bytes; null for any other. */
export function archiveKind(head: Uint8Array): ArchiveKind | null {
  const { kind } = sniff(head)
  if (kind === 'zip' || kind === 'tar') return kind
  return kind === 'gzip' && isTar(peekGzip(head)) ? 'tar.gz' : null
}

/** @throws GanvasError that says why nothing of it can be used */
export async function openArchive(
  name: string,
  kind: ArchiveKind,
  archive: Blob,
  signal: AbortSignal,
): Promise<Archive> {
  if (kind === 'zip') return openZip(name, archive)
  const tar = kind === 'tar' ? archive : await unpackedTar(name, archive, signal)
  const entries = await readTar(name, tar)
  return {
    container: { is: 'archive' },
    entries: entries.map(({ path, size, offset }) => {
      const slice = tar.slice(offset, offset + size)
      return {
        path: path.replaceAll('\\', '/'),
        size,
        encrypted: false,
        crc: null,
        read: (full) => bytesOf(full, slice),
        blob: () => Promise.resolve(slice),
      }
    }),
  }
}

async function openZip(name: string, archive: Blob): Promise<Archive> {
  const directory = await readDirectory(name, archive)
  const paths = directory.map(({ path }) => path)
  const head = paths.includes('mimetype') ? await bytesOf(name, archive.slice(0, 256)) : new Uint8Array(0)
  return {
    container: containerOf(paths, head),
    entries: directory
      .filter(({ path }) => !path.endsWith('/'))
      .map((entry) => ({
        path: entry.path,
        size: entry.unpacked,
        encrypted: entry.encrypted,
        crc: entry.crc,
        read: (full) => readEntry(full, archive, entry),
        blob: async (full) =>
          (await plainSlice(full, archive, entry)) ??
          new Blob([(await readEntry(full, archive, entry)) as Uint8Array<ArrayBuffer>]),
      })),
  }
}

async function unpackedTar(name: string, packed: Blob, signal: AbortSignal): Promise<Blob> {
  const lid = Math.min(MAX_ZIP_TOTAL_BYTES, Math.max(HARMLESS_BYTES, packed.size * MAX_RATIO))
  const alive = () => {
    if (signal.aborted) throw cancelled()
  }
  try {
    return await gunzipBlob(packed, lid, alive)
  } catch (thrown) {
    if (signal.aborted) throw cancelled()
    throw thrown instanceof TooMuch ? zipBomb(name, lid) : gzipDamaged(name)
  }
}
