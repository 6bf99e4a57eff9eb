/** Turns what was dropped into sources: files as they are, archives as their entries. Reads no contents but tables of contents. */
import { GanvasError } from '../../../common/failure.ts'
import type { SkippedItem } from '../../../common/protocol/report.ts'
import { HARMLESS_BYTES, MAX_RATIO, MAX_ZIP_TOTAL_BYTES } from '../limits.ts'
import { sniff, SNIFF_BYTES } from '../sniff/sniff.ts'
import { cancelled, unreadable, zipBomb, zipEncrypted } from '../readers/reasons.ts'
import { skip } from '../readers/skip.ts'
import { byName, isJunk, type Source } from '../readers/source.ts'
import { readDirectory, type ZipEntry } from './zip-directory.ts'
import { readEntry } from './zip-entry.ts'

export interface Expanded {
  sources: Source[]
  skipped: SkippedItem[]
}

/** Sorted by name. An archive that cannot be used is skipped with its reason. */
export async function expand(files: readonly File[], signal: AbortSignal): Promise<Expanded> {
  const sources: Source[] = []
  const skipped: SkippedItem[] = []
  for (const file of files) {
    if (signal.aborted) throw cancelled()
    const name = pathOf(file)
    if (isJunk(name)) continue
    try {
      sources.push(...(await sourcesOf(name, file)))
    } catch (thrown) {
      skipped.push(skip(name, thrown))
    }
  }
  return { sources: sources.sort(byName), skipped }
}

/** A dropped folder's files carry their path; so may a file's name that crossed into the worker. */
function pathOf(file: File): string {
  return (file.webkitRelativePath || file.name).replaceAll('\\', '/')
}

async function sourcesOf(name: string, file: File): Promise<Source[]> {
  const head = await bytesOf(name, file.slice(0, SNIFF_BYTES))
  if (sniff(head).kind === 'zip') return entriesOf(name, file)
  return [{ name, path: name, size: file.size, read: () => bytesOf(name, file) }]
}

async function entriesOf(name: string, archive: Blob): Promise<Source[]> {
  const entries = (await readDirectory(name, archive)).filter(
    ({ path }) => !path.endsWith('/') && !isJunk(path),
  )
  refuseBombs(name, archive.size, entries)
  if (entries.length > 0 && entries.every(({ encrypted }) => encrypted)) throw zipEncrypted(name)
  return entries.map((entry) => ({
    name: `${name}/${entry.path}`,
    path: entry.path,
    size: entry.unpacked,
    read: () => readEntry(`${name}/${entry.path}`, archive, entry),
  }))
}

/** By what the directory promises; each entry is held to its promise when it is read. */
function refuseBombs(name: string, packed: number, entries: readonly ZipEntry[]): void {
  const total = entries.reduce((sum, { unpacked }) => sum + unpacked, 0)
  const swollen = total > HARMLESS_BYTES && total > packed * MAX_RATIO
  if (total > MAX_ZIP_TOTAL_BYTES || swollen) throw zipBomb(name, total)
}

async function bytesOf(name: string, blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer())
  } catch (thrown) {
    throw thrown instanceof GanvasError ? thrown : unreadable(name)
  }
}
