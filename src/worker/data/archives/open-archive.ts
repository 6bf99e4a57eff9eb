/** One archive of any kind as a list of entries, each with its packed bytes at hand. Unpacks what it must, and no entry. */
import type { GanvasError } from '../../../common/failure.ts'
import type { DataChoice } from '../../../common/items/data-card.ts'
import { bytesOf } from './bytes-of.ts'
import { HARMLESS_BYTES, MAX_RATIO, MAX_ZIP_TOTAL_BYTES } from '../limits.ts'
import { archiveCut, cancelled, gzipDamaged, zipBomb } from '../readers/reasons.ts'
import { sniff } from '../sniff/sniff.ts'
import { containerOf, type Container } from './container.ts'
import { gunzipBlob, peekGzip, type Unpacked } from './gunzip-blob.ts'
import { TooMuch } from './inflate.ts'
import { isTar, readTar, type Tar } from './tar.ts'
import { readDirectory } from './zip-directory.ts'
import { plainSlice, readEntry } from './zip-entry.ts'
import type { LettersGuess } from './zip-names.ts'

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
  /** Why more of it could not be read; null where it is whole. */
  readonly cut: GanvasError | null
  /** How its names could be read, where it does not tell. */
  readonly guess: LettersGuess | null
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
  { signal, letters }: { readonly signal: AbortSignal; readonly letters: DataChoice['letters'] },
): Promise<Archive> {
  if (kind === 'zip') return openZip(name, archive, letters)
  const { blob: tar, whole } =
    kind === 'tar' ? { blob: archive, whole: true } : await unpackedTar(name, archive, signal)
  const { entries, cut } = await readWhatIsThere(name, tar, whole)
  return {
    container: { is: 'archive' },
    guess: null,
    cut: cut === null && whole ? null : archiveCut(name, cut?.within ?? null, entries.length),
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

/** An archive that was unpacked in part is damaged where that part holds nothing. */
async function readWhatIsThere(name: string, tar: Blob, whole: boolean): Promise<Tar> {
  try {
    return await readTar(name, tar)
  } catch (thrown) {
    throw whole ? thrown : gzipDamaged(name)
  }
}

async function openZip(name: string, archive: Blob, letters: DataChoice['letters']): Promise<Archive> {
  const { entries: directory, guess } = await readDirectory(name, archive, letters)
  const paths = directory.map(({ path }) => path)
  const head = paths.includes('mimetype') ? await bytesOf(name, archive.slice(0, 256)) : new Uint8Array(0)
  return {
    container: containerOf(paths, head),
    cut: null,
    guess,
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

async function unpackedTar(name: string, packed: Blob, signal: AbortSignal): Promise<Unpacked> {
  const lid = Math.min(MAX_ZIP_TOTAL_BYTES, Math.max(HARMLESS_BYTES, packed.size * MAX_RATIO))
  const alive = () => {
    if (signal.aborted) throw cancelled()
  }
  try {
    return await gunzipBlob(packed, lid, alive)
  } catch (thrown) {
    if (signal.aborted) throw cancelled()
    throw thrown instanceof TooMuch ? zipBomb(name, lid) : thrown
  }
}
