/**
 * FNV-1a, 64 bits: a fast digest without ceremony, for short recipes and where the browser offers no SHA-256 (pages that
 * are not served securely). Names things; protects nothing.
 * Constants: Fowler, Noll, Vo; draft-eastlake-fnv, section 5.
 */

/** Hex digest, 16 digits. The 64-bit state is kept as two 32-bit halves: prime = 2⁴⁰ + 0x1b3. */
export function fnv1a64(bytes: Uint8Array): string {
  let high = 0xcbf29ce4
  let low = 0x84222325
  for (let i = 0; i < bytes.length; i++) {
    low = (low ^ (bytes[i] ?? 0)) >>> 0
    const product = low * 0x1b3
    high = (Math.imul(high, 0x1b3) + Math.floor(product / 2 ** 32) + (low << 8)) >>> 0
    low = product >>> 0
  }
  return hex32(high) + hex32(low)
}

function hex32(word: number): string {
  return word.toString(16).padStart(8, '0')
}
