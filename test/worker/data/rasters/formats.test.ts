/** Pictures of rarer formats, byte by byte after their specifications. */
import { describe, expect, test } from 'vitest'
import { iconBitmap, largestIcon } from '../../../../src/worker/data/rasters/ico.ts'
import { pnmPicture } from '../../../../src/worker/data/rasters/pnm.ts'
import { tiffPictures } from '../../../../src/worker/data/rasters/tiff.ts'
import { bytesOfText, file, plainPng, png } from '../../../helpers/data/files.ts'
import { fixture } from '../../../helpers/data/fixtures.ts'
import { images, opened, refusal } from '../../../helpers/data/opening.ts'

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'))

describe('anymaps', () => {
  test.each([
    ['P2 2 1 255\n0 9', 1, [0, 9]],
    ['P2\n# by hand\n2 1\n# more\n15\n0 15\n', 1, [0, 255]],
    ['P1\n3 1\n0 1\n1', 1, [255, 0, 0]],
    ['P1\n3 1\n011', 1, [255, 0, 0]],
    ['P3 1 1 255 1 2 3', 3, [1, 2, 3]],
    ['P4\n3 1\n\x60', 1, [255, 0, 0]],
    ['P5\n2 1\n255\n\x00\x09', 1, [0, 9]],
    ['P5\n1 1\n65535\n\x01\x02', 1, [258]],
    ['P6\n1 1\n255\n\x01\x02\x03', 3, [1, 2, 3]],
    [
      'P7\nWIDTH 1\nHEIGHT 1\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n\x01\x02\x03\x04',
      4,
      [1, 2, 3, 4],
    ],
    ['P7\nWIDTH 1\nHEIGHT 1\nDEPTH 2\nMAXVAL 255\nENDHDR\n\x07\x80', 4, [7, 7, 7, 128]],
  ] as const)('%j', (text, channels, wanted) => {
    const picture = pnmPicture(bytes(text))
    expect(picture.channels).toBe(channels)
    expect([...picture.bytes]).toEqual(wanted)
  })

  test('plain and binary ones are the same picture; a cut one is refused', async () => {
    const plain = file('a.pgm', fixture('many/face-plain.pgm'))
    const binary = file('b.pgm', fixture('many/face-binary.pgm'))
    const set = await images([plain, binary], { size: 28 })
    expect(set.pixels.slice(0, 784)).toEqual(set.pixels.slice(784))
    const cut = [file('a.pgm', fixture('many/face-binary.pgm').subarray(0, 300))]
    expect(await refusal(cut)).toMatchObject({
      code: 'image-undecodable',
      message: 'a.pgm is a portable anymap that could not be read: it is damaged, or of a rare kind.',
    })
  })
})

/** One strip, uncompressed, little endian. */
function tiff(
  width: number,
  height: number,
  photometric: number,
  samples: number,
  data: number[],
  bits = 8,
): Uint8Array {
  const tags: [number, number, number, number][] = [
    [256, 3, 1, width],
    [257, 3, 1, height],
    [258, 3, 1, bits],
    [259, 3, 1, 1],
    [262, 3, 1, photometric],
    [273, 4, 1, 8],
    [277, 3, 1, samples],
    [278, 3, 1, height],
    [279, 4, 1, data.length],
  ]
  const at = 8 + data.length + (data.length % 2)
  const out = Buffer.alloc(at + 2 + 12 * tags.length + 4)
  out.write('II*\0', 'latin1')
  out.writeUInt32LE(at, 4)
  out.set(data, 8)
  out.writeUInt16LE(tags.length, at)
  tags.forEach(([tag, type, count, value], i) => {
    out.writeUInt16LE(tag, at + 2 + 12 * i)
    out.writeUInt16LE(type, at + 4 + 12 * i)
    out.writeUInt32LE(count, at + 6 + 12 * i)
    out.writeUInt32LE(value, at + 10 + 12 * i)
  })
  return Uint8Array.from(out)
}

type Tags = Readonly<Record<number, number | readonly number[]>>

/** Pages one after the other, uncompressed, little endian; all numbers as LONG. `strips` are where their data lie. */
function tiffOf(pages: readonly { tags: Tags; strips: readonly (readonly number[])[]; tiles?: boolean }[]) {
  const out: number[] = [...Buffer.from('II*\0', 'latin1'), 0, 0, 0, 0]
  const long = (at: number, value: number) => {
    for (let i = 0; i < 4; i++) out[at + i] = (value >>> (8 * i)) & 255
  }
  let link = 4
  for (const { tags, strips, tiles = false } of pages) {
    const place = (values: readonly number[]) => {
      const at = out.length
      values.forEach((value, i) => long(at + 4 * i, value))
      return at
    }
    const offsets = strips.map((strip) => out.push(...strip) - strip.length)
    const all: Tags = {
      ...tags,
      [tiles ? 324 : 273]: offsets,
      [tiles ? 325 : 279]: strips.map(({ length }) => length),
    }
    const entries = Object.entries(all).map(([tag, value]) => {
      const values = typeof value === 'number' ? [value] : value
      return [Number(tag), values.length, values.length === 1 ? (values[0] ?? 0) : place(values)] as const
    })
    long(link, out.length)
    out.push(entries.length, 0)
    for (const [tag, count, value] of entries) {
      const at = out.length
      long(at, tag | (4 << 16))
      long(at + 4, count)
      long(at + 8, value)
    }
    link = out.length
    long(link, 0)
  }
  return Uint8Array.from(out)
}

const page = (width: number, height: number, samples: number, more: Tags = {}): Tags => ({
  256: width,
  257: height,
  258: samples === 1 ? 8 : new Array<number>(samples).fill(8),
  262: samples === 1 ? 1 : 2,
  277: samples,
  ...more,
})

describe('TIFF', () => {
  test.each([
    ['black is zero', tiff(2, 1, 1, 1, [0, 200]), [0, 200]],
    ['white is zero', tiff(2, 1, 0, 1, [0, 200]), [255, 55]],
    ['colour', tiff(1, 1, 2, 3, [1, 2, 3]), [1, 2, 3]],
    ['16 bits', tiff(2, 1, 1, 1, [0, 0, 1, 2], 16), [0, 513]],
  ])('%s', (_, data, wanted) => expect([...(tiffPictures(data)[0]?.bytes ?? [])]).toEqual(wanted))

  const IN_PLANES = { 284: 2 }
  const bytesIn = (file: Uint8Array) => tiffPictures(file).map(({ bytes: found }) => [...found])

  test('a plane a colour, in strips; each page is a picture', () => {
    const tags = page(2, 2, 3, { ...IN_PLANES, 278: 1 })
    const strips = [1, 2, 3, 4, 5, 6].map((value) => [value, 10 + value])
    const file = tiffOf([
      { tags, strips },
      {
        tags: page(2, 2, 3, { ...IN_PLANES, 278: 2 }),
        strips: [
          [0, 1, 2, 3],
          [4, 5, 6, 7],
          [8, 9, 10, 11],
        ],
      },
    ])
    expect(bytesIn(file)).toEqual([
      [1, 3, 5, 11, 13, 15, 2, 4, 6, 12, 14, 16],
      [0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11],
    ])
  })

  test('colours in tiles that reach beyond the picture', () => {
    const tags = page(3, 1, 3, { 322: 2, 323: 2 })
    const dark = [0, 0, 0, 0, 0, 0]
    const strips = [
      [1, 2, 3, 4, 5, 6, ...dark],
      [7, 8, 9, 99, 99, 99, ...dark],
    ]
    expect(bytesIn(tiffOf([{ tags, strips, tiles: true }]))).toEqual([[1, 2, 3, 4, 5, 6, 7, 8, 9]])
  })

  test.each([
    [1, [1, 2, 3, 4, 5, 6]],
    [2, [2, 1, 4, 3, 6, 5]],
    [3, [6, 5, 4, 3, 2, 1]],
    [4, [5, 6, 3, 4, 1, 2]],
    [5, [1, 3, 5, 2, 4, 6]],
    [6, [5, 3, 1, 6, 4, 2]],
    [7, [6, 4, 2, 5, 3, 1]],
    [8, [2, 4, 6, 1, 3, 5]],
  ])('set upright, %i', (orientation, wanted) => {
    const tags = page(2, 3, 1, { 274: orientation, 278: 3 })
    expect(bytesIn(tiffOf([{ tags, strips: [[1, 2, 3, 4, 5, 6]] }]))).toEqual([wanted])
  })

  test('a bit a pixel is black or white, said or not', () => {
    const { 258: _, ...unsaid } = page(3, 1, 1)
    const said = page(3, 1, 1, { 258: 1 })
    for (const tags of [said, unsaid])
      expect(bytesIn(tiffOf([{ tags, strips: [[0b0100_0000]] }]))).toEqual([[0, 255, 0]])
  })

  test('a smaller copy of a page, or its mask, is no picture of its own', () => {
    const one = (value: number, more: Tags = {}) => ({ tags: page(1, 1, 1, more), strips: [[value]] })
    expect(bytesIn(tiffOf([one(1), one(2, { 254: 1 }), one(3, { 254: 4 }), one(4, { 254: 2 })]))).toEqual([
      [1],
      [4],
    ])
    expect(bytesIn(tiffOf([one(2, { 254: 1 }), one(3, { 254: 1 })]))).toEqual([[2], [3]])
  })

  test('is a set like any other; an empty one says what it is', async () => {
    const flat = (value: number) => file(`${value}.tif`, tiff(4, 4, 1, 1, new Array<number>(16).fill(value)))
    expect((await images([flat(7), flat(9)])).pixels[0]).toBe(7)
    expect(await refusal([file('scan.tif', fixture('many/scan.tif'))])).toMatchObject({
      message: expect.stringContaining('scan.tif is a TIFF picture') as string,
      nextStep: 'Save it as PNG.',
    })
  })
})

describe('icons', () => {
  /** 2 × 2, 24 bits, with a mask that hides the lower left. */
  const bitmap = (() => {
    const out = Buffer.alloc(40 + 16 + 8)
    out.writeUInt32LE(40, 0)
    out.writeInt32LE(2, 4)
    out.writeInt32LE(4, 8)
    out.writeUInt16LE(1, 12)
    out.writeUInt16LE(24, 14)
    // Rows from the bottom: blue, green, red.
    out.set([1, 2, 3, 4, 5, 6, 0, 0, 7, 8, 9, 10, 11, 12, 0, 0], 40)
    out[56] = 0x80
    return Uint8Array.from(out)
  })()
  const icon = (...pictures: [side: number, bytes: Uint8Array][]) => {
    let at = 6 + 16 * pictures.length
    const entries = pictures.map(([side, data]) => {
      const entry = Buffer.alloc(16)
      entry.set([side, side])
      entry.writeUInt32LE(data.length, 8)
      entry.writeUInt32LE(at, 12)
      at += data.length
      return entry
    })
    return Uint8Array.from(
      Buffer.concat([
        Buffer.from([0, 0, 1, 0, pictures.length, 0]),
        ...entries,
        ...pictures.map(([, data]) => data),
      ]),
    )
  }

  test('the largest of an icon is taken, a PNG or a bitmap', async () => {
    const ico = icon([2, bitmap], [8, plainPng(77)], [4, plainPng(3, 4)])
    expect(largestIcon(ico)).toEqual(plainPng(77))
    expect((await images([file('a.ico', ico), file('b.ico', ico)])).pixels[0]).toBe(77)
  })

  test('a bitmap inside lies upside down, with a mask behind it', () => {
    expect(largestIcon(icon([2, bitmap]))).toEqual(bitmap)
    expect([...iconBitmap(bitmap).bytes]).toEqual([9, 8, 7, 255, 12, 11, 10, 255, 3, 2, 1, 0, 6, 5, 4, 255])
  })
})

describe('what a browser may not show', () => {
  test.each([
    [
      'a.heic',
      '\0\0\0\x18ftypheic\0\0\0\0mif1heic',
      'a.heic is a HEIC picture, and this browser cannot show it.',
    ],
    ['a.jxl', '\xff\x0a\xfa\x1f', 'a.jxl is a JPEG XL picture, and this browser cannot show it.'],
    [
      'a.mp4',
      '\0\0\0\x18ftypisom\0\0\0\0isomavc1',
      'a.mp4 is a video, and this browser cannot take its frames.',
    ],
  ])('%s is named, with what helps', async (name, text, message) => {
    expect(await refusal([file(name, bytes(text))])).toMatchObject({
      message,
      nextStep: expect.stringMatching(/^Save .*(JPEG|PNG)/) as string,
    })
  })
})

describe('a PNG', () => {
  test('of 16 bits in gray and alpha comes in 8, as it is seen', async () => {
    const set = await opened(
      [0, 1].map((i) =>
        file(
          `${i}.png`,
          png(16, 16, () => [40, 40, 40, 255]),
        ),
      ),
    )
    expect(set.pixels[0]).toBe(40)
  })

  test('no text is taken for a picture', async () => {
    expect(await refusal([file('a.txt', bytesOfText('P3 is a group of three.'))])).toMatchObject({
      code: 'not-an-image',
    })
  })
})
