import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { RunConfig } from '../../src/config/run-config.ts'
import { defaultsFor } from '../../src/config/defaults.ts'
import { openFiles, type OpenServices } from '../../src/data/open-files.ts'
import type { FixedPointSet, ImageSet } from '../../src/data/prepared.ts'
import { bytesOfText, file, idx, plainPng, png, pngDecoder } from './files.ts'
import { fixture } from './fixtures.ts'

const services = (change: Partial<OpenServices> = {}): OpenServices => ({
  rasterise: () => Promise.resolve(null),
  progress: () => undefined,
  signal: new AbortController().signal,
  decode: pngDecoder,
  ...change,
})

const config = (change: Partial<RunConfig> = {}): RunConfig => ({
  ...defaultsFor('own'),
  size: 16,
  ...change,
})

async function images(files: File[], change: Partial<RunConfig> = {}): Promise<ImageSet> {
  const set = await openFiles(files, config(change), services())
  if (set.kind !== 'images') throw new Error('points')
  return set
}
async function points(files: File[]): Promise<FixedPointSet> {
  const set = await openFiles(files, config(), services())
  if (set.kind !== 'points') throw new Error('images')
  return set
}
const refusal = (files: File[], change: Partial<OpenServices> = {}) =>
  openFiles(files, config(), services(change)).then(
    () => {
      throw new Error('accepted')
    },
    (thrown: unknown) => thrown,
  )
/** First byte of each picture: enough to tell flat ones apart. */
const firsts = (set: ImageSet) =>
  Array.from({ length: set.count }, (_, i) => set.pixels[i * set.size ** 2 * set.channels])
const reasons = (set: ImageSet | FixedPointSet) =>
  Object.fromEntries(set.summary.skipped.map(({ name, reason }) => [name, reason.code]))

const pair = [file('a.png', plainPng(10)), file('b.png', plainPng(20))]

describe('pictures', () => {
  test('become squares of the wanted size, in order of their names, whatever the drop’s order', async () => {
    const set = await images([
      file('b.png', plainPng(20)),
      file('a.png', plainPng(10)),
      file('c.png', plainPng(30)),
    ])
    expect(set).toMatchObject({ size: 16, channels: 1, count: 3, labels: null })
    expect(set.pixels).toHaveLength(3 * 16 * 16)
    expect(firsts(set)).toEqual([10, 20, 30])
    expect(set.summary).toMatchObject({ id: 'own', label: '3 files', count: 3, classes: [], skipped: [] })
  })

  test('are gray when every one is, in colour when one is not, and as the config says otherwise', async () => {
    const red = file(
      'r.png',
      png(4, 4, () => [200, 100, 0]),
    )
    expect((await images(pair)).channels).toBe(1)
    const mixed = await images([...pair, red])
    expect(mixed.channels).toBe(3)
    expect([...mixed.pixels.subarray(0, 3)]).toEqual([10, 10, 10])
    expect([...mixed.pixels.slice(-3)]).toEqual([200, 100, 0])
    expect((await images(pair, { channels: 'rgb' })).channels).toBe(3)
    const gray = await images([...pair, red], { channels: 'gray' })
    expect(gray.channels).toBe(1)
    expect(gray.pixels.at(-1)).toBe(Math.round(0.299 * 200 + 0.587 * 100))
  })

  test('fit as the config says', async () => {
    const wide = [0, 1].map((i) =>
      file(
        `${i}.png`,
        png(32, 16, (x) => (x < 16 ? [0, 0, 0] : [200, 200, 200])),
      ),
    )
    const row = async (fit: RunConfig['fit']) => [
      ...(await images(wide, { fit })).pixels.subarray(8 * 16, 9 * 16),
    ]
    expect(await row('stretch')).toEqual([...new Array<number>(8).fill(0), ...new Array<number>(8).fill(200)])
    expect(await row('cover')).toEqual([...new Array<number>(8).fill(0), ...new Array<number>(8).fill(200)])
    const contained = await images(wide, { fit: 'contain' })
    expect(contained.pixels[0]).toBe(255)
    expect(contained.pixels[8 * 16]).toBe(0)
  })

  test('folders are classes, counted as people count', async () => {
    const set = await images([
      file('digits/10/a.png', plainPng(3)),
      file('digits/2/a.png', plainPng(2)),
      file('digits/1/a.png', plainPng(1)),
      file('digits/loose.png', plainPng(4)),
    ])
    expect(set.summary.classes).toEqual(['1', '2', '10', 'digits'])
    expect(firsts(set)).toEqual([1, 3, 2, 4])
    expect([...(set.labels ?? [])]).toEqual([0, 2, 1, 3])
    expect(set.summary.label).toBe('digits')
  })

  test('one folder alone is no class', async () => {
    const set = await images([file('cats/a.png', plainPng(1)), file('cats/b.png', plainPng(2))])
    expect(set.summary).toMatchObject({ classes: [], label: 'cats' })
    expect(set.labels).toBeNull()
  })

  test('what a file is comes from its bytes', async () => {
    expect((await images([file('a.txt', plainPng(1)), file('noextension', plainPng(2))])).count).toBe(2)
  })

  test('the same pictures have the same fingerprint; another size, or another pixel, another one', async () => {
    const prints = await Promise.all([
      images(pair),
      images([...pair].reverse()),
      images(pair, { size: 28 }),
      images([file('a.png', plainPng(10)), file('b.png', plainPng(21))]),
    ]).then((sets) => sets.map((set) => set.summary.fingerprint))
    expect(prints[1]).toBe(prints[0])
    expect(new Set(prints).size).toBe(3)
  })

  test('vector pictures are drawn by the page', async () => {
    const asked: [string, number][] = []
    const bitmap = (side: number): ImageBitmap => ({ width: side, height: side, close: () => undefined })
    const rasterise = (source: Blob, side: number) => {
      asked.push([source.type, side])
      return Promise.resolve(asked.length < 3 ? bitmap(side) : null)
    }
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    const set = await openFiles(
      ['a', 'b', 'c'].map((name) => file(`${name}.svg`, svg)),
      config(),
      services({ rasterise }),
    )
    expect(set.summary.count).toBe(2)
    expect(asked).toContainEqual(['image/svg+xml', 64])
    expect(reasons(set)).toEqual({ 'c.svg': 'svg-unreadable' })
  })
})

describe('a mix of good and bad', () => {
  test('the good are used, the bad are listed with their reason', async () => {
    const huge = plainPng(1).slice()
    new DataView(huge.buffer).setUint32(16, 30_000)
    new DataView(huge.buffer).setUint32(20, 30_000)
    const good = plainPng(9)
    const set = await images([
      ...pair,
      file('empty.png', ''),
      file('half.png', good.subarray(0, good.length / 2)),
      file('half.jpg', fixture('photo.jpg').subarray(0, 430)),
      file('huge.png', huge),
      file('notes.png', 'just words'),
      file('paper.pdf', '%PDF-1.7'),
      file('points.csv', '1,2\n3,4'),
      // A whole file, but the decoder here knows no JPEG: what a damaged one looks like.
      file('strange.jpg', fixture('photo.jpg')),
      file('.DS_Store', 'x'),
      file('sub/Thumbs.db', 'x'),
    ])
    expect(set.count).toBe(2)
    expect(reasons(set)).toEqual({
      'empty.png': 'file-empty',
      'half.png': 'file-truncated',
      'half.jpg': 'file-truncated',
      'huge.png': 'image-too-large',
      'notes.png': 'not-an-image',
      'paper.pdf': 'not-an-image',
      'points.csv': 'points-beside-pictures',
      'strange.jpg': 'image-undecodable',
    })
    const sentence = (name: string) => set.summary.skipped.find((item) => item.name === name)?.reason.sentence
    expect(sentence('huge.png')).toBe(
      'huge.png is 30,000 × 30,000 pixels; the limit is 16,384 a side and 100 megapixels.',
    )
    expect(sentence('paper.pdf')).toContain('a PDF document')
    expect(
      set.summary.skipped.every(({ reason }) => reason.nextStep.length > 0 && !('stack' in reason)),
    ).toBe(true)
  })

  test('a megapixel limit besides the side', async () => {
    const wide = plainPng(1).slice()
    new DataView(wide.buffer).setUint32(16, 16_000)
    new DataView(wide.buffer).setUint32(20, 16_000)
    expect(reasons(await images([...pair, file('c.png', wide)]))).toEqual({ 'c.png': 'image-too-large' })
  })

  test('one bad file alone: its own reason', async () => {
    expect(await refusal([file('a.png', '')])).toMatchObject({ code: 'file-empty' })
  })

  test('several bad ones: how many, and the first', async () => {
    expect(await refusal([file('a.png', ''), file('b.png', 'words')])).toMatchObject({
      code: 'nothing-usable',
      message: expect.stringContaining('The first of 2 left out: a.png is empty') as string,
    })
  })

  test('one usable picture is not a set, nor is nothing', async () => {
    expect(await refusal([file('a.png', plainPng(1))])).toMatchObject({ code: 'too-few-items' })
    expect(await refusal([])).toMatchObject({ code: 'nothing-to-open' })
    expect(await refusal([file('.DS_Store', 'x')])).toMatchObject({ code: 'nothing-to-open' })
  })
})

describe('archives', () => {
  test('entries are pictures, folders are classes, leftovers are passed over', async () => {
    const zip = zipSync({
      'pets/cat/1.png': plainPng(1),
      'pets/dog/1.png': [plainPng(3), { level: 9 }],
      'pets/cat/2.png': plainPng(2),
      '__MACOSX/pets/cat/._1.png': strToU8('x'),
      'pets/.DS_Store': strToU8('x'),
      'pets/empty/': new Uint8Array(),
      'pets/readme.txt': strToU8('Pictures of pets'),
      'pets/more.zip': zipSync({}),
    })
    const set = await images([file('pets.zip', zip)])
    expect(firsts(set)).toEqual([1, 2, 3])
    expect(set.summary).toMatchObject({ label: 'pets.zip', classes: ['cat', 'dog'] })
    expect([...(set.labels ?? [])]).toEqual([0, 0, 1])
    expect(reasons(set)).toEqual({
      'pets.zip/pets/readme.txt': 'not-an-image',
      'pets.zip/pets/more.zip': 'zip-in-zip',
    })
  })

  test('a bomb beside good pictures is left out', async () => {
    const zip = zipSync({ 'zeros.bmp': new Uint8Array(20 * 2 ** 20) }, { level: 9 })
    expect(reasons(await images([...pair, file('bomb.zip', zip)]))).toEqual({ 'bomb.zip': 'zip-bomb' })
  })

  test('many small entries that together are a bomb', async () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}`, new Uint8Array(2 ** 20)]))
    expect(await refusal([file('bomb.zip', zipSync(many, { level: 9 }))])).toMatchObject({
      code: 'zip-bomb',
      message: expect.stringContaining('200 times its packed size') as string,
    })
  })

  test('locked: one clear sentence', async () => {
    expect(await refusal([file('locked.zip', fixture('locked.zip'))])).toMatchObject({
      code: 'zip-encrypted',
      message: 'locked.zip is locked with a password.',
    })
  })

  test('a table in an archive of another maker', async () => {
    const set = await points([file('streamed.zip', fixture('streamed.zip'))])
    expect(set.summary.count).toBe(21)
  })
})

describe('IDX', () => {
  const pixels = Array.from({ length: 3 * 16 * 16 }, (_, i) => 10 * Math.floor(i / 256))
  const pictures = idx([3, 16, 16], pixels)

  test('images and their labels, packed or not', async () => {
    const labels = idx([3], [7, 2, 7])
    for (const files of [
      [file('x-images-idx3-ubyte', pictures), file('x-labels-idx1-ubyte', labels)],
      [
        file('x-images.gz', Uint8Array.from(gzipSync(pictures))),
        file('x-labels.gz', Uint8Array.from(gzipSync(labels))),
      ],
      [file('x.zip', zipSync({ 'x-images': pictures, 'x-labels': labels }))],
    ]) {
      const set = await images(files)
      expect([...set.pixels]).toEqual(pixels)
      expect(set.summary).toMatchObject({ classes: ['2', '7'], skipped: [] })
      expect([...(set.labels ?? [])]).toEqual([1, 0, 1])
    }
  })

  test('beside other pictures; labels without images are named', async () => {
    const set = await images([
      file('a.png', plainPng(5)),
      file('b.idx', pictures),
      file('c.idx', idx([2], [0, 0])),
    ])
    expect(firsts(set)).toEqual([5, 0, 10, 20])
    expect(reasons(set)).toEqual({ 'c.idx': 'idx-labels-alone' })
  })

  test.each([
    [
      'train-images-idx3-ubyte',
      Uint8Array.of(0x12, 0, 8, 3, 0, 0, 0, 1),
      'idx-bad-magic',
      'begins with 12 00 08 03',
    ],
    ['a', pictures.subarray(0, 500), 'idx-size-mismatch', '3 × 16 × 16 = 768 bytes, but 484'],
    ['b', idx([2, 1, 1], [0, 0, 0, 0, 0, 0, 0, 0], 0x0d), 'idx-type', 'float32'],
  ])('%s: %s', async (name, bytes, code, words) => {
    expect(await refusal([file(name, bytes)])).toMatchObject({
      code,
      message: expect.stringContaining(words) as string,
    })
  })
})

describe('gzip', () => {
  test('a table', async () => {
    expect(
      (await points([file('p.csv.gz', Uint8Array.from(gzipSync('x,y\n1,2\n3,4\n')))])).summary.count,
    ).toBe(2)
  })

  test.each([
    ['cut off', Uint8Array.from(gzipSync('1,2\n'.repeat(1000))).slice(0, -6), 'gzip-damaged'],
    [
      'a wrong check sum',
      Uint8Array.from(gzipSync('1,2\n3,4')).map((byte, i, all) => (i === all.length - 6 ? ~byte : byte)),
      'gzip-damaged',
    ],
    ['a bomb', Uint8Array.from(gzipSync(Buffer.alloc(40 * 2 ** 20))), 'zip-bomb'],
    ['gzip in gzip', Uint8Array.from(gzipSync(gzipSync('1,2\n3,4'))), 'not-an-image'],
  ])('%s is refused', async (_, bytes, code) => {
    expect(await refusal([file('p.gz', bytes)])).toMatchObject({ code })
  })
})

describe('points', () => {
  test('a table becomes a distribution that fits the stage; the label says how', async () => {
    const set = await points([file('p.csv', 'x,y\n0,100\n10,100\n20,120\n')])
    expect(set.summary).toMatchObject({
      id: 'own',
      kind: 'points',
      count: 3,
      channels: 2,
      label: 'p.csv, 3 points, centre (10, 110), scale 10',
    })
    expect([...set.points]).toEqual([-1, -1, 0, -1, 1, 1])
    expect(set.mixture).toBeNull()
    expect(set.summary.fingerprint).toMatch(/^[0-9a-f]{64}$/)
  })

  test('several tables are one set', async () => {
    expect((await points([file('a.csv', '0,0\n1,1'), file('b.csv', '2,2')])).summary.count).toBe(3)
  })

  test('win over a single picture, which is listed', async () => {
    expect(reasons(await points([file('a.png', plainPng(1)), file('b.csv', '0,0\n1,1')]))).toEqual({
      'a.png': 'pictures-beside-points',
    })
  })

  test.each([
    ['1,2\n3,red', 'table-cell', 'p.csv, line 2, column 2'],
    ['a,b\nc,d', 'table-cell', 'p.csv, line 2, column 1'],
    ['1,2,3\n4,5,6', 'table-columns', 'p.csv, line 1'],
    ['1,2', 'too-few-items', 'a set needs two'],
  ])('%j: %s', async (text, code, words) => {
    expect(await refusal([file('p.csv', text)])).toMatchObject({
      code,
      message: expect.stringContaining(words) as string,
    })
  })
})

describe('while it works', () => {
  const many = Array.from({ length: 250 }, (_, i) => file(`${String(i).padStart(3, '0')}.png`, plainPng(i)))

  test('progress rises to its end and does not flood', async () => {
    const seen: [number, number][] = []
    await openFiles(many, config(), services({ progress: (done, total) => seen.push([done, total]) }))
    expect(seen.at(-1)).toEqual([250, 250])
    expect(seen.length).toBeLessThanOrEqual(101)
    expect(seen.map(([done]) => done)).toEqual([...seen.map(([done]) => done)].sort((a, b) => a - b))
  })

  test('two pictures at most are decoded at a time, and results keep their order', async () => {
    let now = 0
    let most = 0
    const decode = {
      ...pngDecoder,
      async decode(source: Blob, side: number) {
        most = Math.max(most, ++now)
        const picture = await pngDecoder.decode(source, side)
        // The later ones are quicker.
        await new Promise((resolve) => setTimeout(resolve, 3 - ((picture.bytes[0] ?? 0) % 3)))
        now--
        return picture
      },
    }
    const set = await openFiles(many.slice(0, 20), config(), services({ decode }))
    expect(most).toBe(2)
    expect(firsts(set as ImageSet)).toEqual(Array.from({ length: 20 }, (_, i) => i))
  })

  test('cancelled in the middle, it stops reading', async () => {
    const control = new AbortController()
    let decoded = 0
    const decode = {
      ...pngDecoder,
      decode(source: Blob, side: number) {
        if (++decoded === 10) control.abort()
        return pngDecoder.decode(source, side)
      },
    }
    expect(await refusal(many, { signal: control.signal, decode })).toMatchObject({ code: 'cancelled' })
    expect(decoded).toBeLessThan(13)
  })

  test('cancelled before it began', async () => {
    expect(await refusal(pair, { signal: AbortSignal.abort() })).toMatchObject({ code: 'cancelled' })
  })

  test('a file that vanished is listed', async () => {
    const gone = file('gone.png', bytesOfText('x'))
    Object.defineProperty(gone, 'slice', {
      value: () => ({ arrayBuffer: () => Promise.reject(new Error('NotFound')) }),
    })
    expect(reasons(await images([...pair, gone]))).toEqual({ 'gone.png': 'file-unreadable' })
  })
})
