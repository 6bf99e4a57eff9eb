/**
 * The names in a zip archive. They are bytes; which letters they mean is told by a flag, by a field of its own, or by
 * nobody: then one encoding is guessed for the whole archive, because one program on one machine wrote all of it.
 */
import type { DataChoice, Letters } from '../../../common/items/data-card.ts'
import { readings } from './old-letters.ts'

export interface RawName {
  readonly bytes: Uint8Array
  /** The flag that says UTF-8 is set. */
  readonly utf8: boolean
  /** The name in its own field (0x7075), where that belongs to these bytes; null otherwise. */
  readonly unicode: Uint8Array | null
}

export interface NamesRead {
  /** Each with "/" between folders. */
  readonly paths: readonly string[]
  /** How the names could be read whose letters nobody tells, the likeliest first; null where there are none. */
  readonly guess: LettersGuess | null
}

export interface LettersGuess {
  readonly taken: Letters
  readonly readings: readonly { readonly letters: Letters; readonly sample: string }[]
}

/** @param wanted what the person says that the names are written in, where nobody else does */
export function decodeNames(raw: readonly RawName[], wanted: DataChoice['letters'] = 'auto'): NamesRead {
  const sure = raw.map((name) => decoded(name.unicode ?? (name.utf8 ? name.bytes : null)))
  const unsure = raw.flatMap(({ bytes }, i) => (sure[i] === null ? [bytes] : []))
  const { decode, guess } = decoderOf(unsure, wanted)
  // Backslashes part folders where Windows wrote them; only after decoding, as half of a letter may be the same byte.
  const paths = raw.map(({ bytes }, i) => (sure[i] ?? decode(bytes)).replaceAll('\\', '/'))
  return { paths, guess }
}

interface Decoding {
  readonly decode: (bytes: Uint8Array) => string
  readonly guess: LettersGuess | null
}

/** Readings that are offered. */
const MOST_OFFERED = 4
/** Letters that come out must be so common before UTF-8 gives way to them. */
const COMMON = 0.8

/** UTF-8 where all of them are, as nearly everyone writes it whatever the flag says; but one letter or two may be so by chance. */
function decoderOf(names: readonly Uint8Array[], wanted: DataChoice['letters']): Decoding {
  const utf8 = (bytes: Uint8Array) => decoded(bytes) ?? ''
  const foreign = names.filter((bytes) => bytes.some((byte) => byte > 0x7f))
  if (foreign.length === 0) return { decode: utf8, guess: null }
  const read = foreign.map(decoded)
  const may = read.every((name) => name !== null && !ODD.test(name))
  const ranked = readings(foreign)
  const eastern = ranked.find((reading) => reading.eastern && reading.score >= COMMON)
  if (may && (eastern === undefined || !isByChance(read.join('/')))) return { decode: utf8, guess: null }
  const others = may ? [...ranked, { letters: 'utf-8' as const, decode: utf8 }] : ranked
  const taken = others.find(({ letters }) => letters === wanted) ?? (may ? eastern : ranked[0])
  if (taken === undefined) return { decode: utf8, guess: null }
  return { decode: taken.decode, guess: guessOf(taken, others, foreign) }
}

/** Letters that stand alone, a few of them: what two bytes of another alphabet look like where they happen to be UTF-8. */
function isByChance(names: string): boolean {
  const words = names.match(/[\p{L}\p{M}]+|[^\p{L}\p{M}\x00-\x7f]/gu) ?? []
  const foreign = words.filter((word) => /[^\x00-\x7f]/.test(word))
  const alone = foreign.every((word) => /^(.|[\u0080-\u024f]+)$/u.test(word))
  return alone && new Set(foreign.join('')).size <= 2
}

type Named = { readonly letters: Letters; readonly decode: (bytes: Uint8Array) => string }

/** What is read alike is offered once; what was taken is among it. */
function guessOf(taken: Named, all: readonly Named[], foreign: readonly Uint8Array[]): LettersGuess {
  const found: { letters: Letters; sample: string }[] = []
  for (const { letters, decode } of [taken, ...all]) {
    const sample = sampleOf(foreign.map(decode))
    if (!found.some((known) => known.sample === sample)) found.push({ letters, sample })
  }
  const offered = found.slice(0, MOST_OFFERED)
  const plain = found.find(({ letters }) => letters === 'utf-8')
  return {
    taken: taken.letters,
    readings: plain === undefined || offered.includes(plain) ? offered : [...offered, plain],
  }
}

/** The first parts of paths with letters of their own. */
function sampleOf(names: readonly string[]): string {
  const parts = names.flatMap((name) => name.split(/[\\/]/)).filter((part) => /[^\x00-\x7f]/.test(part))
  return [...new Set(parts)].slice(0, 3).join(', ').slice(0, 60)
}

/** Two Chinese letters may happen to be UTF-8 for letters that only phoneticians and historians write. */
const ODD =
  /[\u0180-\u019f\u01a2-\u01ae\u01b1-\u01cc\u01dd-\u0217\u021c-\u02ff\u0370-\u0385]|[\u{20000}-\u{3ffff}]/u

function decoded(bytes: Uint8Array | null): string | null {
  if (bytes === null) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
