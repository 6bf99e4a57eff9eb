import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { DATASETS, datasetEntry } from '../../../src/common/catalog/datasets.ts'
import type { Groups } from '../../../src/common/items/attributes.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { loadShipped } from '../../../src/worker/data/shipped.ts'
import type { PictureSet } from '../../../src/worker/data/picture-set.ts'
import { splitOfItems } from '../../../src/worker/data/split.ts'

const PUBLIC = new URL('../../../public/', import.meta.url)
const fromDisk = async (path: string): Promise<ArrayBuffer> => {
  const bytes = await readFile(fileURLToPath(new URL(path, PUBLIC)))
  return Uint8Array.from(bytes).buffer
}
const load = (id: 'mnist' | 'fashion' | 'emoji' | 'avatars' | 'photos', change = {}) =>
  loadShipped(id, fromDisk, { ...defaultsFor(id), ...change })

const pixel = (set: PictureSet, image: number, x: number, y: number): number[] => {
  const { size, channels } = set.item
  const at = ((image * size + y) * size + x) * channels
  return [...set.pixels.subarray(at, at + channels)]
}

function moments(pixels: Uint8Array): { mean: number; deviation: number } {
  let sum = 0
  let squares = 0
  for (const byte of pixels) {
    sum += byte
    squares += byte * byte
  }
  const mean = sum / pixels.length
  return { mean: mean / 255, deviation: Math.sqrt(squares / pixels.length - mean * mean) / 255 }
}

const attribute = (set: PictureSet, name: string) =>
  set.attributes?.find((one) => one.name === name)?.values ?? new Float32Array()

const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length

function correlation(a: Float32Array, b: Float32Array): number {
  const [meanA, meanB] = [mean(a), mean(b)]
  const product = (x: Float32Array, y: Float32Array, of: number, and: number) =>
    x.reduce((sum, value, i) => sum + (value - of) * ((y[i] ?? 0) - and), 0)
  return product(a, b, meanA, meanB) / Math.sqrt(product(a, a, meanA, meanA) * product(b, b, meanB, meanB))
}

describe('as they are', () => {
  test.each([
    // Mean and standard deviation of the training sets, as everyone normalises them.
    ['mnist', 0.1307, 0.3081],
    ['fashion', 0.286, 0.353],
  ] as const)(
    '%s has the published mean and deviation, and 2,000 of each class',
    async (id, mean, deviation) => {
      const set = await load(id)
      const found = moments(set.pixels)
      expect(Math.abs(found.mean - mean)).toBeLessThan(0.003)
      expect(Math.abs(found.deviation - deviation)).toBeLessThan(0.003)
      const counts = new Array<number>(10).fill(0)
      for (const label of set.labels ?? []) counts[label] = (counts[label] ?? 0) + 1
      expect(counts).toEqual(new Array(10).fill(2000))
      expect(set.summary.classes).toHaveLength(10)
    },
  )

  test('the first 5 is the well-known first image of the training file', async () => {
    const set = await load('mnist')
    const five = (set.labels ?? new Uint16Array()).indexOf(5)
    // Its row 5, columns 12 to 23, as printed in many a tutorial.
    const row = Array.from({ length: 12 }, (_, i) => pixel(set, five, 12 + i, 5)[0])
    expect(row).toEqual([3, 18, 18, 18, 126, 136, 175, 26, 166, 255, 247, 127])
  })

  test('emoji begin with the grinning face: white around, Twemoji’s yellow #FFCC4D on the forehead', async () => {
    const set = await load('emoji')
    expect(pixel(set, 0, 0, 0)).toEqual([255, 255, 255])
    expect(pixel(set, 0, 16, 3)).toEqual([0xff, 0xcc, 0x4d])
    expect(set.summary.classes[set.labels?.[0] ?? -1]).toBe('Smileys & Emotion')
  })

  test.each(['emoji', 'avatars', 'photos'] as const)('%s: none is there twice', async (id) => {
    const set = await load(id)
    const length = set.item.size ** 2 * set.item.channels
    const seen = new Set(
      Array.from({ length: set.list.count }, (_, i) =>
        Buffer.from(set.pixels.subarray(i * length, (i + 1) * length)).toString('base64'),
      ),
    )
    expect(seen.size).toBe(set.list.count)
  })

  test.each(['mnist', 'fashion', 'emoji', 'avatars', 'photos'] as const)(
    '%s holds what the catalogue promises',
    async (id) => {
      const set = await load(id)
      const { size, channels } = set.item
      const { count } = set.list
      expect(set.summary).toMatchObject({ count, size, channels })
      expect(datasetEntry(id).shipped).toMatchObject({ count, size, channels })
      expect(set.pixels).toHaveLength(count * size ** 2 * channels)
      expect(set.summary.fingerprint).toMatch(/^[0-9a-f]{64}$/)
    },
  )
})

describe('faces', () => {
  const GREY = [
    [0x9a, 0x9a, 0x9a],
    [0xc4, 0xc4, 0xc4],
  ].map(String)

  test('tell the same of grey hair as class and as attribute, and have it where they say', async () => {
    const set = await load('avatars')
    const grey = attribute(set, 'Grey hair')
    expect([...grey]).toEqual([...(set.labels ?? [])].map((label) => Number(label === 3)))
    expect(set.summary.classes[3]).toBe('Grey hair')
    const hasGrey = (image: number) =>
      Array.from({ length: 256 }, (_, at) => String(pixel(set, image, at % 16, at >> 4))).some((colour) =>
        GREY.includes(colour),
      )
    const wrong = Array.from(grey, (told, image) => told === 1 && !hasGrey(image))
    expect(wrong.filter(Boolean)).toHaveLength(0)
  })

  test('have what they are said to have as often as it was drawn, each by itself', async () => {
    const set = await load('avatars')
    const shares = { Glasses: 0.4, Beard: 0.4, Hat: 0.25, 'Grey hair': 0.35 }
    for (const [name, share] of Object.entries(shares))
      // Standard error .005.
      expect(Math.abs(mean(attribute(set, name)) - share)).toBeLessThan(0.02)
    const names = (set.attributes ?? []).map(({ name }) => name)
    expect(names).toEqual([...Object.keys(shares), 'Skin tone'])
    for (const a of names)
      for (const b of names)
        // Standard error .011.
        if (a < b) expect(Math.abs(correlation(attribute(set, a), attribute(set, b)))).toBeLessThan(0.04)
  })
})

const NO_GROUPS: Groups = { names: [], of: new Uint16Array(), heldOut: [] }

describe('patches of photographs', () => {
  test('of two of the nine are never trained on', async () => {
    const set = await load('photos')
    const { names, of, heldOut: groups } = set.groups ?? NO_GROUPS
    expect([names.length, groups.map((group) => names[group])]).toEqual([
      9,
      ['dust-bowl-home', 'nagasaki-boats'],
    ])
    const { training, heldOut } = splitOfItems(set)
    const printsOf = (indices: Uint32Array) =>
      [...new Set(Array.from(indices, (index) => names[of[index] ?? 0]))].sort()
    expect(printsOf(heldOut)).toEqual(['dust-bowl-home', 'nagasaki-boats'])
    expect(printsOf(training)).toEqual(names.filter((name) => !printsOf(heldOut).includes(name)))
    expect(heldOut).toHaveLength(1000)
    expect(training).toHaveLength([...of].filter((group) => !groups.includes(group)).length)
  })

  test('have no classes, and are never of one gray', async () => {
    const set = await load('photos')
    expect([set.labels, set.summary.classes]).toEqual([null, []])
    const patches = Array.from({ length: set.list.count }, (_, i) =>
      moments(set.pixels.subarray(1024 * i, 1024 * (i + 1))),
    )
    expect(Math.min(...patches.map(({ deviation }) => deviation))).toBeGreaterThan(2.9 / 255)
  })
})

describe('brought to size and colour', () => {
  test('digits at 32 are the digits at 28 with a black margin of 2', async () => {
    const [small, large] = await Promise.all([load('mnist'), load('mnist', { size: 32 })])
    for (const image of [0, 5, 19_999]) {
      for (let y = 0; y < 32; y++) {
        for (let x = 0; x < 32; x++) {
          const inside = x >= 2 && y >= 2 && x < 30 && y < 30
          expect(pixel(large, image, x, y)).toEqual(inside ? pixel(small, image, x - 2, y - 2) : [0])
        }
      }
    }
  })

  test('digits at 16 and emoji at 64 keep their mean', async () => {
    const digits = await load('mnist', { size: 16 })
    expect(digits.pixels).toHaveLength(20_000 * 16 * 16)
    expect(Math.abs(moments(digits.pixels).mean - 0.1307)).toBeLessThan(0.003)
    const [small, large] = await Promise.all([load('emoji'), load('emoji', { size: 64 })])
    expect(large.pixels).toHaveLength(4 * small.pixels.length)
    expect(Math.abs(moments(large.pixels).mean - moments(small.pixels).mean)).toBeLessThan(0.003)
  })

  test('a pixel at 16 is the average of the 1.75 × 1.75 pixels it covers', async () => {
    const [small, large] = await Promise.all([load('mnist', { size: 16 }), load('mnist')])
    // Pixel 8 covers 14 to 15.75: pixel 14 whole, 15 by three quarters.
    const at = (x: number, y: number) => pixel(large, 5, x, y)[0] ?? 0
    const rows = [14, 15].map((y) => (at(14, y) + 0.75 * at(15, y)) / 1.75)
    const expected = ((rows[0] ?? 0) + 0.75 * (rows[1] ?? 0)) / 1.75
    expect(expected).toBeGreaterThan(10)
    expect(pixel(small, 5, 8, 8)).toEqual([Math.round(expected)])
  })

  test('gray emoji are luma: yellow #FFCC4D becomes 205', async () => {
    const set = await load('emoji', { channels: 'gray' })
    expect(set.item.channels).toBe(1)
    expect(pixel(set, 0, 16, 3)).toEqual([Math.round(0.299 * 255 + 0.587 * 204 + 0.114 * 77)])
  })

  test('size and colour change the fingerprint', async () => {
    const sets = await Promise.all([
      load('emoji'),
      load('emoji', { size: 16 }),
      load('emoji', { channels: 'gray' }),
    ])
    expect(new Set(sets.map((set) => set.summary.fingerprint)).size).toBe(3)
  })
})

describe('trouble', () => {
  test('a host that unpacks gzip on the way does no harm', async () => {
    const unpacked = async (path: string) =>
      Uint8Array.from(gunzipSync(new Uint8Array(await fromDisk(path)))).buffer
    const set = await loadShipped('emoji', unpacked, defaultsFor('emoji'))
    expect(set.summary.fingerprint).toBe((await load('emoji')).summary.fingerprint)
  })

  test.each([
    ['cut short', (bytes: ArrayBuffer) => bytes.slice(0, 100_000)],
    ['a page instead', () => Uint8Array.from(Buffer.from('<!doctype html><title>404</title>')).buffer],
    ['nothing', () => new ArrayBuffer(0)],
  ])('%s: named as damaged', async (_, change) => {
    const fetchBytes = async (path: string) => change(await fromDisk(path))
    await expect(loadShipped('emoji', fetchBytes, defaultsFor('emoji'))).rejects.toMatchObject({
      code: 'dataset-damaged',
    })
  })

  test('points have no file', async () => {
    await expect(loadShipped('ring', fromDisk, defaultsFor('ring'))).rejects.toMatchObject({
      code: 'dataset-not-shipped',
    })
  })
})

test('every dataset of the gallery has a thumbnail of 96 × 96', async () => {
  for (const { id } of DATASETS.filter(({ origin }) => origin !== 'own')) {
    const view = new DataView(await fromDisk(`thumbs/${id}.png`))
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([96, 96])
  }
})
