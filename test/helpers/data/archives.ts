/** Archives byte by byte, for what no packer of today writes. */
import { crc32 } from 'node:zlib'

export interface RawEntry {
  /** Bytes, or ASCII. */
  readonly name: Uint8Array | string
  readonly content: Uint8Array
  readonly flags?: number
  readonly extra?: Uint8Array
}

/** A zip of stored entries. @param count what its end claims */
export function rawZip(entries: readonly RawEntry[], count = entries.length): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, flags = 0, extra = new Uint8Array(0) } of entries) {
    const path = Buffer.from(name)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(flags, 2)
    head.writeUInt32LE(crc32(content), 10)
    head.writeUInt32LE(content.length, 14)
    head.writeUInt32LE(content.length, 18)
    head.writeUInt16LE(path.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, path, content])
    head.writeUInt16LE(extra.length, 24)
    const central = Buffer.alloc(14)
    central.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02'), Buffer.alloc(2), head, central, path, Buffer.from(extra))
    parts.push(local)
    at += local.length
  }
  const table = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(count, 4)
  end.writeUInt16LE(count, 6)
  end.writeUInt32LE(table.length, 8)
  end.writeUInt32LE(at, 12)
  return Uint8Array.from(Buffer.concat([...parts, table, Buffer.from('PK\x05\x06'), end]))
}

/** The extra field that holds a name in UTF-8. @param stands the name whose check sum it carries */
export function unicodePath(path: string, stands: Uint8Array): Uint8Array {
  const text = Buffer.from(path)
  const out = Buffer.alloc(9 + text.length)
  out.writeUInt16LE(0x7075, 0)
  out.writeUInt16LE(5 + text.length, 2)
  out[4] = 1
  out.writeUInt32LE(crc32(stands), 5)
  text.copy(out, 9)
  return out
}

/** A tar archive. @param type "0" is a file; a name longer than 100 bytes needs an entry of type L or x before it */
export function tar(
  entries: readonly { path: string; content: Uint8Array; type?: string; prefix?: string }[],
): Uint8Array<ArrayBuffer> {
  const blocks = entries.flatMap(({ path, content, type = '0', prefix = '' }) => {
    const head = Buffer.alloc(512)
    head.write(path.slice(0, 100), 0)
    head.write('0000644\0', 100)
    head.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124)
    head.write('        ', 148)
    head.write(type, 156)
    head.write('ustar\0' + '00', 257)
    head.write(prefix, 345)
    const sum = head.reduce((total, byte) => total + byte, 0)
    head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    return [head, Buffer.from(content), Buffer.alloc((512 - (content.length % 512)) % 512)]
  })
  return Uint8Array.from(Buffer.concat([...blocks, Buffer.alloc(1024)]))
}
