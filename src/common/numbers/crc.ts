/** Cyclic redundancy checks of 32 bits, reflected: which polynomial is for whoever reads or writes a format to say. Pure. */

/** A check by its reversed polynomial, as in 0xedb88320. */
export function crcOf(polynomial: number): (bytes: Uint8Array) => number {
  const table = Uint32Array.from({ length: 256 }, (_, n) => {
    let value = n
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? polynomial ^ (value >>> 1) : value >>> 1
    return value
  })
  return (bytes) => {
    let crc = 0xffffffff
    for (let i = 0; i < bytes.length; i++) crc = (table[(crc ^ (bytes[i] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8)
    return (crc ^ 0xffffffff) >>> 0
  }
}
