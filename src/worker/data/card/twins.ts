/** Which items of a set are there twice, byte by byte. Knows numbers of an item, not what they mean; says nothing to anybody. */

/** Items one after the other, `length` bytes each. */
export interface Items {
  readonly bytes: Uint8Array
  readonly count: number
  readonly length: number
}

/** Items that are pictures: rows from the top, channels beside each other. */
export interface Pictures extends Items {
  readonly side: number
  readonly channels: 1 | 3
}

/** FNV-1a over words of four bytes where they stand so: cheap, and a clash is settled by the bytes themselves. */
function hashOf(values: Uint8Array | Uint32Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (values[i] ?? 0), 0x01000193)
  return hash >>> 0
}

/** Items that are equal to an earlier one, byte by byte, ascending. */
export function exactTwins({ bytes, count, length }: Items): number[] {
  const seen = new Map<number, number[]>()
  const twins: number[] = []
  const inWords = length % 4 === 0 && bytes.byteOffset % 4 === 0
  const values = inWords ? new Uint32Array(bytes.buffer, bytes.byteOffset, (count * length) / 4) : bytes
  const step = inWords ? length / 4 : length
  for (let i = 0; i < count; i++) {
    const hash = hashOf(values, i * step, (i + 1) * step)
    const others = seen.get(hash) ?? []
    if (others.some((other) => same(bytes, other * length, i * length, length))) twins.push(i)
    else seen.set(hash, [...others, i])
  }
  return twins
}

function same(bytes: Uint8Array, a: number, b: number, length: number): boolean {
  for (let k = 0; k < length; k++) if (bytes[a + k] !== bytes[b + k]) return false
  return true
}

/** Mean absolute difference of two items, of 255; what is above `enough` need not be exact. */
export function difference(bytes: Uint8Array, a: number, b: number, length: number, enough = 255): number {
  const limit = enough * length
  let sum = 0
  for (let k = 0; k < length && sum <= limit; k++) sum += Math.abs((bytes[a + k] ?? 0) - (bytes[b + k] ?? 0))
  return sum / length
}
