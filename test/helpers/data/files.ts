/** Files for tests, made by other hands than the reader's: pngjs, or byte by byte after the format's specification. */
import { PNG } from 'pngjs'
import { withoutIdleAlpha, type Picture } from '../../../src/worker/data/pixels/picture.ts'
import type { Decoder } from '../../../src/worker/data/readers/decoder.ts'

export type Rgba = readonly [number, number, number, number?]

export const bytesOfText = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text))

export function file(name: string, content: Uint8Array | string): File {
  const bytes = typeof content === 'string' ? bytesOfText(content) : Uint8Array.from(content)
  return new File([bytes], name)
}

export function png(width: number, height: number, at: (x: number, y: number) => Rgba): Uint8Array {
  const image = new PNG({ width, height })
  for (let i = 0; i < width * height; i++) {
    const [r, g, b, a = 255] = at(i % width, Math.floor(i / width))
    image.data.set([r, g, b, a], 4 * i)
  }
  return Uint8Array.from(PNG.sync.write(image))
}

export const plainPng = (value: number, side = 8): Uint8Array => png(side, side, () => [value, value, value])

/** 24 bits, rows from the bottom, padded to four bytes. */
export function bmp(width: number, height: number, at: (x: number, y: number) => Rgba): Uint8Array {
  const row = Math.ceil((width * 3) / 4) * 4
  const out = Buffer.alloc(54 + row * height)
  out.write('BM')
  out.writeUInt32LE(out.length, 2)
  out.writeUInt32LE(54, 10)
  out.writeUInt32LE(40, 14)
  out.writeInt32LE(width, 18)
  out.writeInt32LE(height, 22)
  out.writeUInt16LE(1, 26)
  out.writeUInt16LE(24, 28)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [r, g, b] = at(x, y)
      out.set([b, g, r], 54 + (height - 1 - y) * row + 3 * x)
    }
  }
  return Uint8Array.from(out)
}

/**
 * One picture of one flat colour. LZW without compression: before the code width would grow, the table is cleared.
 * @param colour index 0 … 3 into black, red, green, blue
 */
export function gif(width: number, height: number, colour: number): Uint8Array {
  const palette = [0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255]
  const head = [...Buffer.from('GIF89a'), width, 0, height, 0, 0x91, 0, 0, ...palette]
  const CLEAR = 4
  const codes: number[] = []
  for (let i = 0; i < width * height; i++) {
    if (i % 2 === 0) codes.push(CLEAR)
    codes.push(colour)
  }
  codes.push(CLEAR + 1)
  const bits = codes.flatMap((code) => [code & 1, (code >> 1) & 1, (code >> 2) & 1])
  const data: number[] = []
  for (let i = 0; i < bits.length; i += 8)
    data.push(bits.slice(i, i + 8).reduce((byte, bit, k) => byte | (bit << k), 0))
  const blocks: number[] = []
  for (let i = 0; i < data.length; i += 255)
    blocks.push(Math.min(255, data.length - i), ...data.slice(i, i + 255))
  return Uint8Array.from([...head, 0x2c, 0, 0, 0, 0, width, 0, height, 0, 0, 2, ...blocks, 0, 0x3b])
}

/** @param type 8 is unsigned bytes */
export function idx(shape: readonly number[], values: ArrayLike<number>, type = 8): Uint8Array {
  const out = Buffer.alloc(4 + 4 * shape.length + values.length)
  out.set([0, 0, type, shape.length])
  shape.forEach((side, i) => out.writeUInt32BE(side, 4 + 4 * i))
  out.set(Uint8Array.from(values), 4 + 4 * shape.length)
  return Uint8Array.from(out)
}

/** A real decoder for where there is no browser: PNG alone. Fails on anything else, as a browser does. */
export const pngDecoder: Decoder = {
  async decode(source): Promise<Picture> {
    const { width, height, data } = PNG.sync.read(Buffer.from(await source.arrayBuffer()))
    return withoutIdleAlpha(width, height, Uint8Array.from(data))
  },
  draw(bitmap) {
    return {
      width: bitmap.width,
      height: bitmap.height,
      channels: 3,
      bytes: new Uint8Array(bitmap.width * bitmap.height * 3),
    }
  },
}
