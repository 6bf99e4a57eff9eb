/** The same thing twice: packed beside unpacked, or one file opened two times. It counts once, and that is told. */
import type { SkippedItem } from '../../../common/protocol/report.ts'
import { viewOf } from '../headers/facts.ts'
import { packedTwins, sameTwice } from '../readers/reasons.ts'
import { skip } from '../readers/skip.ts'
import type { Source } from '../readers/source.ts'
import { crc32 } from './crc32.ts'

export interface WithoutTwins {
  readonly sources: Source[]
  readonly skipped: SkippedItem[]
}

/** @param sources sorted: which of two is left out does not hang on how they were dropped */
export async function withoutTwins(sources: readonly Source[]): Promise<WithoutTwins> {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const out = new Set<Source>()
  const packed: string[] = []
  const copies: string[] = []
  for (const source of sources) {
    const plain = byPath.get(source.path.replace(/\.gz$/i, ''))
    if (plain !== undefined && plain !== source && (await unpacksTo(source, plain.size))) {
      out.add(source)
      packed.push(source.name)
      continue
    }
    const original = source.loose ? byPath.get(withoutCopyMark(source.path)) : undefined
    if (original !== undefined && original !== source && original.loose && (await same(source, original))) {
      out.add(source)
      copies.push(source.name)
    }
  }
  const [firstPacked] = packed
  const [firstCopy] = copies
  return {
    sources: sources.filter((source) => !out.has(source)),
    skipped: [
      ...(firstPacked === undefined ? [] : [skip(firstPacked, packedTwins(firstPacked, packed.length))]),
      ...(firstCopy === undefined ? [] : [skip(firstCopy, sameTwice(firstCopy, copies.length))]),
    ],
  }
}

/** What systems put to a name when it is taken: "x (1).png", "x - Copy.png", "x copy 2.png". */
export function withoutCopyMark(path: string): string {
  return path.replace(/( \(\d+\)| - copy( \(\d+\))?|[ _]copy( ?\d+)?)(?=(\.[a-z0-9-]+)*$)/i, '')
}

/** Files that may be the unpacked contents of an archive that was opened with them. */
export class LooseFiles {
  private readonly known = new Map<string, Source[]>()

  constructor(sources: readonly Source[]) {
    for (const source of sources) {
      const key = keyOf(source)
      this.known.set(key, [...(this.known.get(key) ?? []), source])
    }
  }

  /** The entries of an archive that do not lie here unpacked, with the same bytes in the same place. */
  async without(entries: readonly Source[]): Promise<Source[]> {
    const rest: Source[] = []
    for (const entry of entries) {
      const there = this.known.get(keyOf(entry)) ?? []
      const places = there.filter(({ path }) => endsWith(path, entry.path) || endsWith(entry.path, path))
      if (!(await anySame(entry, places))) rest.push(entry)
    }
    return rest
  }
}

/** Only files of one name and size are read. */
function keyOf({ path, size }: Source): string {
  return `${path.split('/').at(-1) ?? ''} ${size}`
}

/** Folder by folder. */
function endsWith(path: string, end: string): boolean {
  return path === end || path.endsWith(`/${end}`)
}

async function anySame(entry: Source, others: readonly Source[]): Promise<boolean> {
  for (const other of others) if (await same(entry, other)) return true
  return false
}

/** A gzip file tells at its end how long it was. */
async function unpacksTo(source: Source, size: number): Promise<boolean> {
  try {
    const bytes = await source.read()
    return bytes.length >= 18 && viewOf(bytes).getUint32(bytes.length - 4, true) === size % 2 ** 32
  } catch {
    return false
  }
}

async function same(a: Source, b: Source): Promise<boolean> {
  if (a.size !== b.size) return false
  try {
    return (a.crc ?? crc32(await a.read())) === crc32(await b.read())
  } catch {
    return false
  }
}
