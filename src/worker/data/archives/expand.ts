/**
 * Turns what was dropped into sources: files as they are, archives as their entries, archives in archives as well. Reads no
 * contents but the beginnings of files, tables of contents, and archives inside archives.
 */
import type { DataChoice, Guess } from '../../../common/items/data-card.ts'
import { isStandIn } from '../../../common/items/stand-in-file.ts'
import { yieldToTasks } from '../../../common/yield.ts'
import type { SkippedItem } from '../../../common/protocol/report.ts'
import {
  HARMLESS_BYTES,
  LOOKERS,
  MAX_ARCHIVE_DEPTH,
  MAX_RATIO,
  MAX_ZIP_ENTRIES,
  MAX_ZIP_TOTAL_BYTES,
} from '../limits.ts'
import { inOrder } from '../readers/in-order.ts'
import {
  archiveEmpty,
  cancelled,
  sameTwice,
  tooDeep,
  unpackedBeside,
  unreadable,
  zipBomb,
  zipEncrypted,
  zipTooMany,
} from '../readers/reasons.ts'
import { skip } from '../readers/skip.ts'
import { byName, type Source } from '../readers/source.ts'
import { SNIFF_BYTES } from '../sniff/sniff.ts'
import { bytesOf } from './bytes-of.ts'
import { isLeftBehind } from './left-behind.ts'
import { guessedLetters } from './letters-guess.ts'
import { archiveKind, openArchive, type Archive, type ArchiveKind, type Entry } from './open-archive.ts'
import { joined, folderOf, stem } from './paths.ts'
import { Memory } from './remembered.ts'
import { LooseFiles, withoutTwins } from './twins.ts'
import type { LettersGuess } from './zip-names.ts'

export interface Expanded {
  readonly sources: readonly Source[]
  readonly skipped: readonly SkippedItem[]
  /** Names of all archives, those that cannot be used as well. */
  readonly archives: readonly string[]
  readonly guesses: readonly Guess[]
}

export interface Expanding {
  readonly signal: AbortSignal
  /** What names are written in where an archive does not tell. */
  readonly letters: DataChoice['letters']
  /** Called after each file. */
  readonly looked?: () => void
}

/** Sorted by name. What cannot be used is skipped with its reason, and takes nothing else with it. */
export async function expand(
  files: readonly File[],
  { signal, letters, looked }: Expanding,
): Promise<Expanded> {
  const gathered = new Gathered(letters)
  const memory = new Memory()
  await inOrder(files, LOOKERS, async (file) => {
    if (signal.aborted) throw cancelled()
    const name = pathOf(file)
    if (!isLeftBehind(name))
      await gathered.attempt(name, signal, () => addFile(name, file, { gathered, memory, signal }))
    looked?.()
    await yieldToTasks()
  })
  return gathered.done()
}

/** A dropped folder's files carry their path; so may a file's name that crossed into the worker. */
function pathOf(file: File): string {
  return (file.webkitRelativePath || file.name).replaceAll('\\', '/')
}

interface Context {
  readonly gathered: Gathered
  readonly memory: Memory
  readonly signal: AbortSignal
}

async function addFile(name: string, file: File, { gathered, memory, signal }: Context): Promise<void> {
  if (isStandIn(file)) throw unreadable(name)
  const looked = await memory.look(name, file)
  const kind = archiveKind(looked.head)
  const archive = kind === null ? null : await gathered.open(name, kind, file, signal)
  if (archive?.container.is !== 'archive') {
    gathered.add([{ name, path: name, size: file.size, loose: true, read: () => looked.read() }])
    return
  }
  const budget = { packed: file.size, unpacked: 0, entries: 0 }
  await gathered.addArchive({ name, path: '', depth: 1, budget }, file.size, archive, signal)
}

/** An archive that is being taken apart. */
interface Within {
  readonly name: string
  /** Where its entries lie within the outermost. */
  readonly path: string
  readonly depth: number
  /** Of the outermost, shared by all inside: what is harmless one by one may be a bomb together. */
  readonly budget: Budget
}

interface Budget {
  readonly packed: number
  unpacked: number
  entries: number
}

/** Archives that cannot be opened here: what lies beside them is to be judged as beside any other. */
const UNREAD = /\.(rar|7z|bz2|xz|zst|lz4)$/i

class Gathered {
  readonly archives: string[] = []
  private readonly guesses: { name: string; guess: LettersGuess }[] = []
  private readonly sources: Source[] = []
  private readonly skipped: SkippedItem[] = []
  /** Outermost archives, by what they hold. */
  private readonly known = new Map<string, { name: string; sources: Source[]; skipped: SkippedItem[] }[]>()

  constructor(private readonly letters: DataChoice['letters']) {}

  add(sources: readonly Source[]): void {
    this.sources.push(...sources)
    this.archives.push(...sources.flatMap(({ name }) => (UNREAD.test(name) ? [name] : [])))
  }

  /** A document is none, though it is packed as one. @throws GanvasError */
  async open(name: string, kind: ArchiveKind, blob: Blob, signal: AbortSignal): Promise<Archive> {
    this.archives.push(name)
    const archive = await openArchive(name, kind, blob, { signal, letters: this.letters })
    if (archive.container.is !== 'archive') this.archives.splice(this.archives.indexOf(name), 1)
    else if (archive.guess !== null) this.guesses.push({ name, guess: archive.guess })
    return archive
  }

  /** Whatever goes wrong is told of this name alone. @throws GanvasError `cancelled` */
  async attempt(
    name: string,
    signal: AbortSignal,
    work: () => Promise<void>,
    skipped = this.skipped,
  ): Promise<void> {
    try {
      await work()
    } catch (thrown) {
      if (signal.aborted) throw cancelled()
      skipped.push(skip(name, thrown))
    }
  }

  async addArchive(within: Within, size: number, archive: Archive, signal: AbortSignal): Promise<void> {
    const taken = { name: within.name, sources: [] as Source[], skipped: [] as SkippedItem[] }
    await this.takeApart(within, archive, signal, taken)
    const key = `${size} ${archive.entries.map(({ path, size: bytes, crc }) => `${path}:${bytes}:${crc}`).join()}`
    this.known.set(key, [...(this.known.get(key) ?? []), taken])
  }

  /** @throws GanvasError that says why nothing of it can be used */
  private async takeApart(
    within: Within,
    { entries: all, cut }: Archive,
    signal: AbortSignal,
    into: { sources: Source[]; skipped: SkippedItem[] },
  ): Promise<void> {
    const { name } = within
    if (cut !== null) into.skipped.push(skip(name, cut))
    const entries = all.filter(({ path }) => !isLeftBehind(path))
    if (entries.length === 0) throw archiveEmpty(name)
    spend(within, entries)
    if (entries.every(({ encrypted }) => encrypted)) throw zipEncrypted(name)
    for (const entry of entries) {
      if (signal.aborted) throw cancelled()
      const inner = { ...within, name: `${name}/${entry.path}`, path: joined(within.path, entry.path) }
      const source = {
        name: inner.name,
        path: inner.path,
        size: entry.size,
        loose: false,
        crc: entry.crc,
        read: () => entry.read(inner.name),
      }
      if (!mayBeArchive(entry.path)) {
        into.sources.push(source)
        continue
      }
      const enter = () => this.enter(inner, entry, source, signal, into)
      await this.attempt(inner.name, signal, enter, into.skipped)
    }
  }

  /** An archive inside an archive: its entries; anything else of such a name: itself. */
  private async enter(
    within: Within,
    entry: Entry,
    source: Source,
    signal: AbortSignal,
    into: { sources: Source[]; skipped: SkippedItem[] },
  ): Promise<void> {
    const blob = await entry.blob(within.name)
    const kind = archiveKind(await bytesOf(within.name, blob.slice(0, SNIFF_BYTES)))
    if (kind === null) {
      into.sources.push(source)
      return
    }
    const archive = await this.open(within.name, kind, blob, signal)
    if (archive.container.is !== 'archive') {
      into.sources.push(source)
      return
    }
    if (within.depth >= MAX_ARCHIVE_DEPTH) throw tooDeep(within.name)
    // The inner archive's own bytes are no contents.
    within.budget.unpacked -= entry.size
    const deeper = { ...within, path: stem(within.path), depth: within.depth + 1 }
    await this.takeApart(deeper, archive, signal, into)
  }

  async done(): Promise<Expanded> {
    const archives = [...this.known.values()].flatMap((same) => {
      // The one without “(1)” or “Copy” in its name is the shortest.
      const [first, ...others] = [...same].sort((a, b) => a.name.length - b.name.length || byName(a, b))
      const [other] = others
      if (other !== undefined) this.skipped.push(skip(other.name, sameTwice(other.name, others.length)))
      return first === undefined ? [] : [first]
    })
    // Only where there are several does an archive's name tell anything.
    const named = archives.length > 1
    const loose = new LooseFiles(this.sources)
    for (const { name, sources, skipped } of archives) {
      const top = named ? stem(name) : folderOf(name)
      const packed = await loose.without(sources)
      const twins = sources.length - packed.length
      if (twins > 0) this.skipped.push(skip(name, unpackedBeside(name, twins)))
      this.add(packed.map((source) => ({ ...source, path: joined(top, source.path) })))
      this.skipped.push(...skipped)
    }
    const { sources, skipped } = await withoutTwins(this.sources.sort(byName))
    return {
      sources,
      skipped: [...this.skipped.sort(byName), ...skipped],
      archives: this.archives,
      guesses: guessedLetters(this.guesses),
    }
  }
}

/** By what the directory promises; each entry is held to its promise when it is read. */
function spend({ name, budget }: Within, entries: readonly Entry[]): void {
  budget.unpacked += entries.reduce((sum, { size }) => sum + size, 0)
  budget.entries += entries.length
  const { unpacked, packed } = budget
  const swollen = unpacked > HARMLESS_BYTES && unpacked > packed * MAX_RATIO
  if (unpacked > MAX_ZIP_TOTAL_BYTES || swollen) throw zipBomb(name, unpacked)
  if (budget.entries > MAX_ZIP_ENTRIES) throw zipTooMany(name)
}

/** Reading the beginning of each of 60,000 entries takes long; an archive among them is named as one. */
function mayBeArchive(path: string): boolean {
  return /\.(zip|tar|tgz|gz|npz|cbz)$/i.test(path)
}
