/** How numbers and lists are written in a WebAssembly binary (core specification, chapter 5). */

/** Instructions, or any other part of a binary, as bytes. */
export type Code = readonly number[]

/** Unsigned LEB128. */
export function unsigned(value: number): Code {
  const bytes: number[] = []
  let rest = value
  do {
    const low = rest % 128
    rest = Math.floor(rest / 128)
    bytes.push(rest > 0 ? low | 0x80 : low)
  } while (rest > 0)
  return bytes
}

/** Signed LEB128 of a 32-bit number. */
export function signed(value: number): Code {
  const bytes: number[] = []
  let rest = value
  for (;;) {
    const low = rest & 0x7f
    rest >>= 7
    const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)
    bytes.push(done ? low : low | 0x80)
    if (done) return bytes
  }
}

/** Little-endian IEEE 754 single. */
export function float(value: number): Code {
  return [...new Uint8Array(new Float32Array([value]).buffer)]
}

/** UTF-8 with its length. */
export function text(value: string): Code {
  const bytes = new TextEncoder().encode(value)
  return [...unsigned(bytes.length), ...bytes]
}

/** A list with its length. */
export function vector(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()]
}

/** Joins codes; lets callers write lists where single codes are wanted. */
export function sequence(codes: readonly Code[]): Code {
  return codes.flat()
}
