/**
 * The names in a zip archive. They are bytes; which letters they mean is told by a flag, by a field of its own, or by
 * nobody: then one encoding is guessed for the whole archive, because one program on one machine wrote all of it.
 */
import { likeliest } from './old-letters.ts'

export interface RawName {
  readonly bytes: Uint8Array
  /** The flag that says UTF-8 is set. */
  readonly utf8: boolean
  /** The name in its own field (0x7075), where that belongs to these bytes; null otherwise. */
  readonly unicode: Uint8Array | null
}

/** Each with "/" between folders. */
export function decodeNames(raw: readonly RawName[]): string[] {
  const sure = raw.map((name) => decoded(name.unicode ?? (name.utf8 ? name.bytes : null)))
  const unsure = raw.flatMap(({ bytes }, i) => (sure[i] === null ? [bytes] : []))
  const decode = decoderOf(unsure)
  // Backslashes part folders where Windows wrote them; only after decoding, as half of a letter may be the same byte.
  return raw.map(({ bytes }, i) => (sure[i] ?? decode(bytes)).replaceAll('\\', '/'))
}

/** UTF-8 where all of them are, as nearly everyone writes it whatever the flag says. */
function decoderOf(names: readonly Uint8Array[]): (bytes: Uint8Array) => string {
  const read = names.map(decoded)
  if (read.every((name) => name !== null && !ODD.test(name))) return (bytes) => decoded(bytes) ?? ''
  return likeliest(names.filter((bytes) => bytes.some((byte) => byte > 0x7f)))
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
