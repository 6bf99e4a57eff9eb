/**
 * Which ids are there, without telling any: a table of bits, set where the hash of one falls (Bloom 1970, with one hash). As
 * many bits as ids, so that more than a third of all ids that were never there fall on a set one as well.
 */

const LEAST_BITS = 64
const MOST_BITS = 2 ** 22

/** The bits, as base64. */
export function takenBits(ids: readonly string[]): string {
  let size = LEAST_BITS
  while (size < ids.length && size < MOST_BITS) size *= 2
  const bits = new Uint8Array(size / 8)
  for (const id of ids) {
    const at = hashOf(id) & (size - 1)
    bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7))
  }
  return asBase64(bits)
}

/** Whether an id may be there. False is certain. */
export function takenTest(base64: string): (id: string) => boolean {
  const bits = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const mask = bits.length * 8 - 1
  return (id) => {
    const at = hashOf(id) & mask
    return ((bits[at >> 3] ?? 0) & (1 << (at & 7))) !== 0
  }
}

function asBase64(bytes: Uint8Array): string {
  const PIECE = 2 ** 13
  let text = ''
  for (let at = 0; at < bytes.length; at += PIECE)
    text += String.fromCharCode(...bytes.subarray(at, at + PIECE))
  return btoa(text)
}

/** FNV-1a over the letters, its bits mixed once more (Murmur3's last step): the lower ones alone are used. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
