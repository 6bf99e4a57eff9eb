import { describe, expect, test } from 'vitest'
import { inspectImage } from '../../../src/worker/data/headers/inspect.ts'
import type { RasterKind } from '../../../src/worker/data/sniff/sniff.ts'
import { bmp, gif, png } from '../../helpers/data/files.ts'
import { fixture } from '../../helpers/data/fixtures.ts'

const colourful = png(24, 16, (x, y) => [x * 10, y * 15, (x * y) % 256])

/** The chunk of this type out of a WebP file, as a file of its own: the simple format. */
function simpleWebp(extended: Uint8Array, type: string): Uint8Array {
  const file = Buffer.from(extended)
  const at = file.indexOf(type, 12, 'latin1')
  const chunk = file.subarray(at, at + 8 + file.readUInt32LE(at + 4))
  const head = Buffer.from('RIFF\0\0\0\0WEBP')
  head.writeUInt32LE(4 + chunk.length, 4)
  return Uint8Array.from(Buffer.concat([head, chunk]))
}

/** A still picture's boxes as far as size and completeness go; `ispe` of a thumbnail comes first. */
function avif(width: number, height: number): Uint8Array {
  const box = (type: string, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts)
    const head = Buffer.alloc(8)
    head.writeUInt32BE(8 + body.length)
    head.write(type, 4)
    return Buffer.concat([head, body])
  }
  const ispe = (w: number, h: number) => {
    const body = Buffer.alloc(12)
    body.writeUInt32BE(w, 4)
    body.writeUInt32BE(h, 8)
    return box('ispe', body)
  }
  return Uint8Array.from(
    Buffer.concat([
      box('ftyp', Buffer.from('avif\0\0\0\0avifmif1')),
      box('meta', Buffer.alloc(4), box('iprp', box('ipco', ispe(8, 4), ispe(width, height)))),
      box('mdat', Buffer.alloc(500)),
    ]),
  )
}

const FILES: readonly [RasterKind, string, Uint8Array][] = [
  ['png', 'png', colourful],
  ['jpeg', 'jpeg', fixture('photo.jpg')],
  ['webp', 'extended webp', fixture('photo.webp')],
  ['webp', 'webp with alpha', fixture('alpha.webp')],
  ['webp', 'simple lossy webp', simpleWebp(fixture('photo.webp'), 'VP8 ')],
  ['webp', 'simple lossless webp', simpleWebp(fixture('lossless.webp'), 'VP8L')],
  ['gif', 'gif', gif(24, 16, 2)],
  ['bmp', 'bmp', bmp(24, 16, () => [1, 2, 3])],
  ['avif', 'avif', avif(24, 16)],
]

describe.each(FILES)('%s (%s)', (kind, _, bytes) => {
  const expected = { width: 24, height: 16 }

  test('has its size and is whole', () => {
    expect(inspectImage(kind, bytes)).toEqual({ ...expected, whole: true })
  })

  test('cut anywhere, it is not whole; near its end it still has its size', () => {
    const cut = (share: number) => inspectImage(kind, bytes.subarray(0, Math.floor(bytes.length * share)))
    for (const share of [0.02, 0.1, 0.3, 0.5, 0.7, 0.9]) expect(cut(share)?.whole ?? false).toBe(false)
    expect(cut(0.9)).toEqual({ ...expected, whole: false })
    expect(cut(0.5)).not.toBeNull()
  })

  test('what follows its end does no harm', () => {
    expect(inspectImage(kind, Uint8Array.from([...bytes, 0, 0, 0, 0]))).toMatchObject({ whole: true })
  })

  test('never throws, wherever it is cut or broken', () => {
    for (let at = 0; at < bytes.length; at += 3) {
      const broken = bytes.slice()
      broken[at] = 255 - (broken[at] ?? 0)
      expect(() => inspectImage(kind, broken)).not.toThrow()
      expect(() => inspectImage(kind, bytes.subarray(0, at))).not.toThrow()
    }
  })
})

test('png: a flipped bit in the pixels is noticed', () => {
  const broken = colourful.slice()
  const at = Buffer.from(broken).indexOf('IDAT') + 20
  broken[at] = (broken[at] ?? 0) ^ 1
  expect(inspectImage('png', broken)?.whole).toBe(false)
})

test('jpeg: the end mark of an embedded thumbnail is not the picture’s', () => {
  const photo = fixture('photo.jpg')
  const thumbnail = [0xff, 0xd8, 0xff, 0xd9]
  const app1 = [0xff, 0xe1, 0, 2 + thumbnail.length, ...thumbnail]
  const whole = Uint8Array.from([...photo.subarray(0, 2), ...app1, ...photo.subarray(2)])
  expect(inspectImage('jpeg', whole)).toEqual({ width: 24, height: 16, whole: true })
  expect(inspectImage('jpeg', whole.subarray(0, whole.length - 2))?.whole).toBe(false)
})

test('jpeg: FF in the pixels’ code is followed by 00 or a restart mark, and ends nothing', () => {
  const photo = fixture('photo.jpg')
  const stuffed = Uint8Array.from([...photo.subarray(0, -2), 0xff, 0x00, 0x12, 0xff, 0xd0, 0xff, 0xd9])
  expect(inspectImage('jpeg', stuffed)?.whole).toBe(true)
  expect(inspectImage('jpeg', stuffed.subarray(0, -2))?.whole).toBe(false)
})

test('bmp: rows are padded to four bytes, so a single missing byte is noticed', () => {
  const odd = bmp(5, 3, () => [1, 2, 3])
  expect(inspectImage('bmp', odd)).toEqual({ width: 5, height: 3, whole: true })
  expect(inspectImage('bmp', odd.subarray(0, -1))?.whole).toBe(false)
})

test('sizes beyond all limits are read without decoding', () => {
  const huge = colourful.slice()
  new DataView(huge.buffer).setUint32(16, 30_000)
  expect(inspectImage('png', huge)?.width).toBe(30_000)
})
