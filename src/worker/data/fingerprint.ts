/** Names prepared bytes, so that a run can be told from one on other data. */
import { fnv1a64 } from './fnv.ts'

/**
 * Hex SHA-256 over the shape and the bytes. Pages that are not served securely have no SHA-256; there it is FNV-1a, told
 * by its 16 digits instead of 64.
 * @param shape what the bytes mean, e.g. "images 32x32x3"
 */
export async function fingerprint(shape: string, parts: readonly Uint8Array[]): Promise<string> {
  const head = new TextEncoder().encode(`${shape}\n`)
  // Undefined on insecure pages, whatever the types say.
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle
  if (subtle === undefined) return fnv1a64(concat([head, ...parts]))
  const digest = async (bytes: Uint8Array) =>
    new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>))
  const digests = await Promise.all(parts.map(digest))
  return [...(await digest(concat([head, ...digests])))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

/** The bytes a typed array stands on. */
export function bytesOf(values: Float32Array | Uint16Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
