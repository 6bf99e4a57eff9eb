import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { file, idx, plainPng } from '../../../helpers/data/files.ts'
import { fixture } from '../../../helpers/data/fixtures.ts'
import { firsts, images, pair, points, reasons, refusal } from '../../../helpers/data/opening.ts'

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
      'pets.zip/pets/more.zip': 'archive-empty',
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
    ['b', idx([2, 1, 1], [0, 0, 0, 0], 0x0d), 'idx-size-mismatch', '2 × 1 × 1 = 8 bytes, but 4'],
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
