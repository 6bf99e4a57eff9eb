/** The browser's decoders as the data folder uses them: real files, real pixels. */
import { describe, expect, test } from 'vitest'
import type { RunConfig } from '../../src/common/config/run-config.ts'
import { defaultsFor } from '../../src/common/config/defaults.ts'
import { openFiles, type OpenServices } from '../../src/worker/data/open-files.ts'
import type { PictureSet } from '../../src/worker/data/picture-set.ts'
import { asPictures } from '../helpers/data/sets.ts'
import { browserDecoder } from '../../src/worker/data/readers/browser-decoder.ts'

const RED = [220, 30, 20] as const
const BLUE = [10, 60, 230] as const

const services: OpenServices = {
  rasterise: async (source, side) => {
    const image = new Image()
    image.src = URL.createObjectURL(source)
    await image.decode()
    const canvas = new OffscreenCanvas(side, side)
    canvas.getContext('2d')?.drawImage(image, 0, 0, side, side)
    return canvas.transferToImageBitmap()
  },
  progress: () => undefined,
  signal: new AbortController().signal,
}

async function open(files: File[], change: Partial<RunConfig> = {}): Promise<PictureSet> {
  const set = await openFiles(files, { ...defaultsFor('own'), size: 16, ...change }, services)
  return asPictures(set)
}

/** Left half red, right half blue. */
async function encode(type: string, width = 48, height = 32, quality = 1): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.fillStyle = `rgb(${RED.join()})`
  context.fillRect(0, 0, width / 2, height)
  context.fillStyle = `rgb(${BLUE.join()})`
  context.fillRect(width / 2, 0, width / 2, height)
  const blob = await canvas.convertToBlob({ type, quality })
  expect(blob.type).toBe(type)
  return new Uint8Array(await blob.arrayBuffer())
}

const pixel = (set: PictureSet, image: number, x: number, y: number): number[] => {
  const { size, channels } = set.item
  const at = ((image * size + y) * size + x) * channels
  return [...set.pixels.subarray(at, at + channels)]
}
const near = (found: readonly number[], wanted: readonly number[], by: number) =>
  expect(
    Math.max(...wanted.map((value, i) => Math.abs(value - (found[i] ?? 999)))),
    `${found.join()} for ${wanted.join()}`,
  ).toBeLessThanOrEqual(by)

const twice = (name: string, bytes: Uint8Array<ArrayBuffer>) => [
  new File([bytes], `1-${name}`),
  new File([bytes], `2-${name}`),
]

describe('formats', () => {
  test.each([
    ['image/png', 0],
    ['image/webp', 4],
    ['image/jpeg', 6],
  ] as const)('%s', async (type, tolerance) => {
    const set = await open(twice('a', await encode(type)), { fit: 'stretch' })
    expect(set).toMatchObject({ list: { count: 2 }, item: { channels: 3 } })
    near(pixel(set, 0, 2, 8), RED, tolerance)
    near(pixel(set, 1, 13, 8), BLUE, tolerance)
  })

  test('bmp, by hand: blue, green, red, rows from the bottom', async () => {
    const bytes = new Uint8Array(54 + 2 * 8)
    const view = new DataView(bytes.buffer)
    bytes.set([0x42, 0x4d])
    view.setUint32(2, bytes.length, true)
    view.setUint32(10, 54, true)
    view.setUint32(14, 40, true)
    view.setInt32(18, 2, true)
    view.setInt32(22, 2, true)
    view.setUint16(26, 1, true)
    view.setUint16(28, 24, true)
    // Bottom row black, top row 10, 20, 30.
    bytes.set([30, 20, 10, 30, 20, 10], 54 + 8)
    const set = await open(twice('a.bmp', bytes), { fit: 'stretch' })
    // Two rows made sixteen: cubic weights overshoot a little beside the edge.
    near(pixel(set, 0, 8, 1), [10, 20, 30], 3)
    near(pixel(set, 0, 8, 14), [0, 0, 0], 3)
  })

  test('gif, by hand: one green pixel', async () => {
    const bytes = Uint8Array.of(
      ...[0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0x80, 0, 0],
      ...[0, 200, 0, 255, 255, 255],
      ...[0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0, 0x3b],
    )
    expect(pixel(await open(twice('a.gif', bytes)), 0, 5, 5)).toEqual([0, 200, 0])
  })

  test('svg, drawn by the page', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><rect width="1" height="2" fill="rgb(${RED.join()})"/></svg>`
    const set = await open(twice('a.svg', new TextEncoder().encode(svg)))
    expect(pixel(set, 0, 3, 8)).toEqual([...RED])
    expect(pixel(set, 0, 12, 8)).toEqual([255, 255, 255])
  })
})

describe('what pictures become', () => {
  test('transparent parts stand on white, half transparent ones are mixed with it', async () => {
    const canvas = new OffscreenCanvas(32, 32)
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('no canvas')
    context.fillStyle = 'rgba(0, 0, 0, 0.5)'
    context.fillRect(0, 0, 16, 32)
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())
    const set = await open(twice('a.png', bytes), { channels: 'rgb' })
    near(pixel(set, 0, 3, 8), [127, 127, 127], 1)
    expect(pixel(set, 0, 12, 8)).toEqual([255, 255, 255])
  })

  test('a photo is turned as its EXIF says', async () => {
    const jpeg = await encode('image/jpeg')
    // Orientation 6: turn by 90° clockwise, so that left becomes top.
    const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
    const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff]
    const turned = Uint8Array.of(
      ...jpeg.subarray(0, 2),
      0xff,
      0xe1,
      0,
      2 + exif.length,
      ...exif,
      ...jpeg.subarray(2),
    )
    const set = await open(twice('a.jpg', turned), { fit: 'stretch' })
    near(pixel(set, 0, 8, 2), RED, 6)
    near(pixel(set, 0, 8, 13), BLUE, 6)
  })

  test('gray when every picture is, down from a JPEG’s three channels', async () => {
    const canvas = new OffscreenCanvas(20, 20)
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('no canvas')
    context.fillStyle = '#6b6b6b'
    context.fillRect(0, 0, 20, 20)
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())
    const set = await open(twice('a.jpg', bytes))
    expect(set.item.channels).toBe(1)
    near(pixel(set, 0, 8, 8), [0x6b], 1)
  })

  test('a fine pattern becomes its average: reduced in steps, not by picking pixels', async () => {
    const side = 512
    const canvas = new OffscreenCanvas(side, side)
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('no canvas')
    // One white column in four, on black: the average is 63.75.
    context.fillRect(0, 0, side, side)
    context.fillStyle = '#fff'
    for (let x = 0; x < side; x += 4) context.fillRect(x, 0, 1, side)
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())
    const set = await open(twice('a.png', bytes))
    for (const value of set.pixels) expect(Math.abs(value - 63.75)).toBeLessThan(2)
  })

  test('reduced, but never below the wanted side', async () => {
    const blob = new Blob([await encode('image/png', 400, 130)])
    const { width, height } = await browserDecoder.decode(blob, 16)
    expect([width, height]).toEqual([100, 33])
  })

  test('5 megapixels arrive as they should', async () => {
    const set = await open(twice('a.png', await encode('image/png', 2560, 2000)), { size: 64 })
    near(pixel(set, 0, 10, 32), RED, 0)
    near(pixel(set, 0, 54, 32), BLUE, 0)
  })
})

describe('an animated WebP', () => {
  const lettersOf = (name: string): number[] => [...new TextEncoder().encode(name)]
  /** A chunk of the RIFF container (RFC 9649), padded to an even length. */
  const chunk = (name: string, ...parts: (readonly number[] | Uint8Array)[]): number[] => {
    const data = parts.flatMap((part) => [...part])
    const { length } = data
    const head = lettersOf(name)
    return [...head, length & 255, length >> 8, 0, 0, ...data, ...(length % 2 === 1 ? [0] : [])]
  }

  test('gives each of its frames', async () => {
    const still = await encode('image/webp', 32, 32, 0.9)
    // Its pixels' own chunk, whatever stands before it.
    const pixels = new TextDecoder('latin1').decode(still).search(/VP8[ L]/)
    const frame = (left: number) =>
      chunk('ANMF', [left, 0, 0, 0, 0, 0, 31, 0, 0, 31, 0, 0, 100, 0, 0, 0], still.subarray(pixels))
    const body = [
      ...chunk('VP8X', [2, 0, 0, 0, 63, 0, 0, 31, 0, 0]),
      ...chunk('ANIM', [0, 0, 0, 0, 0, 0]),
      ...frame(0),
      ...frame(16),
    ]
    const bytes = Uint8Array.from(chunk('RIFF', lettersOf('WEBP'), body))
    const set = await open([new File([bytes], 'a.webp')], { fit: 'stretch' })
    expect(set.list.count).toBe(2)
    near(pixel(set, 1, 14, 8), BLUE, 8)
  })
})

describe('damage', () => {
  test.each(['image/png', 'image/webp', 'image/jpeg'])(
    'half a file is listed, not half a picture: %s',
    async (type) => {
      const bytes = await encode(type)
      const half = bytes.slice(0, bytes.length / 2)
      const set = await open([...twice('a', bytes), new File([half], 'half')])
      expect(set.list.count).toBe(2)
      expect(set.summary.skipped.map(({ name, reason }) => [name, reason.code])).toEqual([
        ['half', 'file-truncated'],
      ])
    },
  )

  test('a whole file that no decoder can make sense of', async () => {
    const bytes = await encode('image/jpeg')
    // The tables of the first segments become nonsense; marks and lengths stay.
    const nonsense = bytes.slice()
    const at = nonsense.findIndex((byte, i) => byte === 0xff && nonsense[i + 1] === 0xc4)
    nonsense.fill(0xfe, at + 4, at + 20)
    const set = await open([...twice('a.jpg', bytes), new File([nonsense], 'nonsense.jpg')])
    expect(set.summary.skipped.map(({ reason }) => reason.code)).toEqual(['image-undecodable'])
  })
})

type Decoded = Awaited<ReturnType<typeof browserDecoder.decode>>

test('the same in a worker, where it runs', async () => {
  const source = `
    import { browserDecoder } from '${new URL('../../src/worker/data/readers/browser-decoder.ts', import.meta.url).href}'
    self.addEventListener('message', async ({ data }) => self.postMessage(await browserDecoder.decode(data, 16)))
    self.postMessage('ready')`
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })), {
    type: 'module',
  })
  const next = () =>
    new Promise<Decoded>((resolve, reject) => {
      const settle = (event: MessageEvent<Decoded>) => resolve(event.data)
      worker.addEventListener('message', settle, { once: true })
      worker.addEventListener('error', () => reject(new Error('the worker failed')), { once: true })
    })
  await next()
  const answer = next()
  worker.postMessage(new Blob([await encode('image/png')]))
  const { width, height, bytes } = await answer
  worker.terminate()
  expect([width, height, ...bytes.subarray(0, 3)]).toEqual([48, 32, ...RED])
})
