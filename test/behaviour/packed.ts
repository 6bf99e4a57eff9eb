/** Kept runs as JSON: typed arrays by the name of their kind and their bytes in base 64. Little-endian, as every machine is. */

const KINDS = { Float32Array, Uint8Array, Uint16Array } as const

interface Packed {
  readonly $kind: keyof typeof KINDS
  readonly bytes: string
}

export function pack(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    const $kind = value.constructor.name
    if (!Object.hasOwn(KINDS, $kind)) throw new Error(`${$kind} cannot be packed.`)
    return { $kind, bytes: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) }
  }
  if (Array.isArray(value)) return value.map(pack)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, pack(part)]))
}

export function unpack(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpack)
  if (typeof value !== 'object' || value === null) return value
  if (isPacked(value)) {
    const bytes = Uint8Array.from(atob(value.bytes), (letter) => letter.charCodeAt(0))
    return new KINDS[value.$kind](bytes.buffer)
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unpack(part)]))
}

function isPacked(value: object): value is Packed {
  return '$kind' in value
}
