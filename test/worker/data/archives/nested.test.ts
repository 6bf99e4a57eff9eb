import { gzipSync } from 'node:zlib'
import { strToU8, zipSync, type Zippable } from 'fflate'
import { describe, expect, test } from 'vitest'
import { standInFile } from '../../../../src/common/items/stand-in-file.ts'
import { rawZip, tar } from '../../../helpers/data/archives.ts'
import { file, idx, plainPng, png } from '../../../helpers/data/files.ts'
import { fixture } from '../../../helpers/data/fixtures.ts'
import { firsts, images, pair, points, reasons, refusal } from '../../../helpers/data/opening.ts'

const pets = (...values: number[]): Zippable =>
  Object.fromEntries(values.map((value) => [`${value}.png`, plainPng(value)]))

describe('archives in archives', () => {
  test('their pictures are used, and the rows of a table beside them are not points', async () => {
    const set = await images([
      file(
        'competition.zip',
        zipSync({
          'train.zip': zipSync({
            'cat.0.png': plainPng(1),
            'dog.1.png': plainPng(2),
            'cat.2.png': plainPng(3),
          }),
          'test.zip': zipSync({ 'cat.3.png': plainPng(4), 'dog.4.png': plainPng(5) }),
          'sampleSubmission.csv': strToU8('id,label\n1,0\n2,0\n'),
        }),
      ),
    ])
    expect(firsts(set)).toEqual([4, 5, 1, 3, 2])
    expect(reasons(set)).toEqual({ 'competition.zip/sampleSubmission.csv': 'points-beside-pictures' })
  })

  test('a handful of rows beside an archive that cannot be opened is not the data', async () => {
    for (const inner of [
      { 'train.zip': fixture('locked.zip') },
      { 'train.7z': strToU8('7z\xbc\xaf\x27\x1c') },
      { 'train.zip': zipSync({ 'notes.txt': strToU8('no pictures here') }) },
    ]) {
      const zip = zipSync({ ...inner, 'sampleSubmission.csv': strToU8('id,label\n1,0\n2,0\n3,1\n') })
      expect(await refusal([file('competition.zip', zip)])).toMatchObject({ code: 'nothing-usable' })
    }
  })

  test('tables in an archive beside a table are', async () => {
    const set = await points([
      file('a.csv', 'x,y\n1,2\n3,4\n'),
      file('more.zip', zipSync({ 'b.csv': strToU8('x,y\n5,6\n') })),
    ])
    expect(set.summary.count).toBe(3)
  })

  test('to a depth of three', async () => {
    let zip = zipSync(pets(1, 2))
    for (let depth = 2; depth <= 3; depth++) zip = zipSync({ 'inner.zip': zip })
    expect(firsts(await images([file('a.zip', zip)]))).toEqual([1, 2])
    expect(await refusal([file('a.zip', zipSync({ 'inner.zip': zip }))])).toMatchObject({
      code: 'zip-in-zip',
    })
  })

  test('what is harmless one by one is a bomb together', async () => {
    const part = zipSync({ zeros: new Uint8Array(9 * 2 ** 20) }, { level: 9 })
    const zip = zipSync({ 'a.zip': part, 'b.zip': part, ...pets(1, 2) }, { level: 9 })
    expect(reasons(await images([file('x.zip', zip)]))).toMatchObject({ 'x.zip/b.zip': 'zip-bomb' })
  })

  test('names of several archives are classes, of one alone they are not', async () => {
    const cats = file('cats.zip', zipSync(pets(1, 2)))
    const dogs = file(
      'dogs.tar.gz',
      Uint8Array.from(gzipSync(tar([{ path: './3.png', content: plainPng(3) }]))),
    )
    expect((await images([cats, dogs])).summary.classes).toEqual(['cats', 'dogs'])
    expect((await images([cats])).summary.classes).toEqual([])
  })

  test('one locked entry, or one that is damaged, takes no other with it', async () => {
    const zip = Buffer.from(
      rawZip(
        [1, 2, 3, 4].map((value) => ({
          name: `${value}.png`,
          content: plainPng(value),
          flags: value === 2 ? 1 : 0,
        })),
      ),
    )
    const at = zip.indexOf(Buffer.from(plainPng(3)))
    zip[at + 60] = (zip[at + 60] ?? 0) ^ 1
    const set = await images([file('x.zip', zip)])
    expect(firsts(set)).toEqual([1, 4])
    expect(reasons(set)).toEqual({ 'x.zip/2.png': 'zip-encrypted', 'x.zip/3.png': 'zip-damaged' })
  })
})

describe('tar', () => {
  const long = `${'deep/'.repeat(30)}long.png`

  test('plain, packed, with long names of both kinds, and with a prefix', async () => {
    const pax = ` path=cats/${long}\n`
    const record = `${pax.length + 3}${pax}`
    const archive = tar([
      { path: './cats/', content: new Uint8Array(0), type: '5' },
      { path: './cats/1.png', content: plainPng(1) },
      { path: 'x', content: strToU8(record), type: 'x' },
      { path: 'short', content: plainPng(2) },
      { path: '././@LongLink', content: strToU8(`dogs/${long}\0`), type: 'L' },
      { path: 'short', content: plainPng(3) },
      { path: '4.png', prefix: 'dogs', content: plainPng(4) },
      { path: 'dogs/link.png', content: new Uint8Array(0), type: '2' },
      { path: 'cats/._1.png', content: strToU8('x') },
    ])
    for (const [name, bytes] of [
      ['pets.tar', archive],
      ['pets.tgz', Uint8Array.from(gzipSync(archive))],
      ['pets.zip', zipSync({ 'pets.tar.gz': Uint8Array.from(gzipSync(archive)) })],
    ] as const) {
      const set = await images([file(name, bytes)])
      expect(firsts(set)).toEqual([1, 2, 4, 3])
      expect(set.summary).toMatchObject({ classes: ['cats', 'dogs'], skipped: [] })
    }
  })

  test('cut off, it is damaged; a bomb is refused', async () => {
    const archive = tar([
      { path: 'a.png', content: plainPng(1) },
      { path: 'b.png', content: plainPng(2) },
    ])
    expect(await refusal([file('a.tar', archive.subarray(0, 520))])).toMatchObject({ code: 'tar-damaged' })
    const one = await refusal([file('a.tar', archive.subarray(0, 1100))])
    expect((one as Error).message).toContain('a.tar breaks off: the one file before that was read.')
    const zeros = tar([{ path: 'zeros', content: new Uint8Array(40 * 2 ** 20) }])
    expect(await refusal([file('a.tgz', Uint8Array.from(gzipSync(zeros)))])).toMatchObject({
      code: 'zip-bomb',
    })
  })
})

describe('documents', () => {
  const types = { '[Content_Types].xml': strToU8('<Types/>') }
  const mimetype = (type: string): Zippable => ({ mimetype: [strToU8(type), { level: 0 }] })
  const png = { 'media/1.png': plainPng(1), 'media/2.png': plainPng(2) }

  test.each([
    [
      'points.xlsx',
      { ...types, 'xl/workbook.xml': strToU8('') },
      'workbook-unreadable',
      'an Excel workbook',
      'CSV',
    ],
    [
      't.ods',
      mimetype('application/vnd.oasis.opendocument.spreadsheet'),
      'workbook-unreadable',
      'an OpenDocument workbook',
      'CSV',
    ],
    ['letter.docx', { ...types, 'word/document.xml': strToU8('') }, 'document', 'a Word document', 'PNG'],
    ['talk.pptx', { ...types, 'ppt/presentation.xml': strToU8('') }, 'document', 'a PowerPoint', 'PNG'],
    ['book.epub', mimetype('application/epub+zip'), 'document', 'an e-book', 'PNG'],
    ['code.jar', { 'META-INF/MANIFEST.MF': strToU8('') }, 'document', 'a Java archive', 'PNG'],
  ])(
    '%s is one thing, named rightly, whose pictures are not taken',
    async (name, entries, code, what, step) => {
      const bytes = zipSync({ ...entries, ...png })
      const said = { code, message: expect.stringContaining(`${name} is a`) as string }
      const failure = await refusal([file(name, bytes)])
      expect(failure).toMatchObject({ ...said, nextStep: expect.stringContaining(step) as string })
      expect((failure as Error).message).toContain(what)
      const inside = await images([
        file('x.zip', zipSync({ [name]: bytes, '1.png': plainPng(1), '2.png': plainPng(2) })),
      ])
      expect(reasons(inside)).toEqual({ [`x.zip/${name}`]: code })
    },
  )
})

describe('a tar archive that breaks off', () => {
  // Noise does not pack: where the packed bytes end tells where the entries do.
  const noise = (seed: number) =>
    png(48, 48, (x, y) => [(x * y * 7 + seed) % 256, (x * 91 + y * seed) % 256, x ^ y])
  const whole = tar([1, 2, 3].map((seed) => ({ path: `pets/${seed}.png`, content: noise(seed) })))
  const packed = Uint8Array.from(gzipSync(whole))
  const third = 2 * 512 + [1, 2].reduce((sum, seed) => sum + 512 * Math.ceil(noise(seed).length / 512), 0)

  test.each([
    [
      'inside an entry',
      'p.tar',
      whole.subarray(0, whole.length - 1024 - 600),
      ' in the middle of pets/3.png',
    ],
    ['inside a header', 'p.tar', whole.subarray(0, third + 100), ''],
    [
      'its packed bytes end early',
      'p.tar.gz',
      packed.subarray(0, packed.length - 700),
      ' in the middle of pets/3.png',
    ],
  ])('%s: what came before is taken, and the cut is named', async (_, name, bytes, where) => {
    const set = await images([file(name, bytes)])
    expect(set.summary.count).toBe(2)
    expect(set.summary.skipped).toMatchObject([
      {
        name,
        reason: {
          code: 'archive-cut',
          sentence: `${name} breaks off${where}: the 2 files before that were read.`,
        },
      },
    ])
  })

  test('in another archive as well', async () => {
    const set = await images([
      file('x.zip', zipSync({ 'p.tar.gz': packed.subarray(0, packed.length - 700) })),
    ])
    expect(set.summary.count).toBe(2)
    expect(reasons(set)).toEqual({ 'x.zip/p.tar.gz': 'archive-cut' })
  })

  test('before the first entry is whole, it is damaged', async () => {
    const cut = packed.subarray(0, 300)
    expect(await refusal([file('a.tar.gz', cut)])).toMatchObject({ code: 'gzip-damaged' })
  })
})

describe('an archive beside its unpacked folder', () => {
  const entries = { 'cats/1.png': plainPng(1), 'cats/2.png': plainPng(2), 'dogs/1.png': plainPng(3) }
  const zip = file('pets.zip', zipSync(entries))
  const folder = (top: string) =>
    Object.entries(entries).map(([path, content]) => file(`${top}${path}`, content))

  test.each(['', 'pets/', 'Downloads/pets/'])(
    'counts once (unpacked to “%s”), and that is told',
    async (top) => {
      const set = await images([zip, ...folder(top)])
      expect(firsts(set)).toEqual([1, 2, 3])
      expect(set.summary.classes).toEqual(['cats', 'dogs'])
      expect(set.summary.skipped).toMatchObject([
        {
          name: 'pets.zip',
          reason: {
            code: 'twin',
            sentence: 'pets.zip holds 3 files that lie beside it unpacked: each counts once.',
          },
        },
      ])
    },
  )

  test('a tar archive, which tells no check sums, as well', async () => {
    const archive = tar(Object.entries(entries).map(([path, content]) => ({ path: `pets/${path}`, content })))
    const set = await images([file('pets.tar', archive), ...folder('')])
    expect(firsts(set)).toEqual([1, 2, 3])
    expect(reasons(set)).toEqual({ 'pets.tar': 'twin' })
  })

  test('what has other bytes, or lies elsewhere, is another picture', async () => {
    expect(plainPng(0)).toHaveLength(plainPng(2).length)
    const set = await images([
      zip,
      file('pets/cats/1.png', plainPng(1)),
      file('pets/cats/2.png', plainPng(0)),
      file('pets/birds/1.png', plainPng(3)),
    ])
    expect(firsts(set).sort((a = 0, b = 0) => a - b)).toEqual([0, 1, 2, 3, 3])
    expect(set.summary.skipped[0]?.reason.sentence).toBe(
      'pets.zip holds one file that lies beside it unpacked: it counts once.',
    )
  })
})

describe('twice the same', () => {
  const pictures = idx([2, 16, 16], new Uint8Array(512))
  const labels = idx([2], [0, 1])
  const packed = (bytes: Uint8Array) => Uint8Array.from(gzipSync(bytes))

  test('packed twins count once, and are told in one entry', async () => {
    const set = await images([
      file('t-images-idx3-ubyte', pictures),
      file('t-images-idx3-ubyte.gz', packed(pictures)),
      file('t-labels-idx1-ubyte', labels),
      file('t-labels-idx1-ubyte.gz', packed(labels)),
    ])
    expect(set.summary).toMatchObject({ count: 2, classes: ['0', '1'] })
    expect(set.summary.skipped).toHaveLength(1)
    expect(set.summary.skipped[0]?.reason).toMatchObject({ code: 'twin' })
  })

  test('a packed file of the same name that holds something else is no twin', async () => {
    const more = idx([1, 16, 16], new Uint8Array(256).fill(9))
    expect((await images([file('a', pictures), file('a.gz', packed(more))])).summary.count).toBe(3)
  })

  test('an archive or a file that was opened twice', async () => {
    const zip = zipSync(pets(1, 2))
    const set = await images([file('x.zip', zip), file('x (1).zip', zip), file('y.zip', zipSync(pets(1, 3)))])
    expect(firsts(set)).toEqual([1, 2, 1, 3])
    expect(reasons(set)).toEqual({ 'x (1).zip': 'twin' })
    const loose = await images([...pair, file('a (1).png', plainPng(10)), file('b (1).png', plainPng(21))])
    expect(firsts(loose)).toEqual([10, 21, 20])
    expect(reasons(loose)).toEqual({ 'a (1).png': 'twin' })
  })
})

test('what systems and editors leave behind is passed over without a word, whatever its letter case', async () => {
  const left = [
    'p/.ipynb_checkpoints/1.png',
    'p/.thumbnails/x.png',
    'p/cats/@eaDir/1.png/SYNOPHOTO_THUMB_XL.png',
    'p/$RECYCLE.BIN/a.png',
    'p/System Volume Information/a.png',
    'p/__MACOSX/a.png',
    'p/cats/._1.png',
    'p/cats/thumbs.DB',
    'p/Desktop.ini',
    'p/~$letter.docx',
    'p/.~lock.points.ods#',
    'p/a.png.crdownload',
    'p/b.zip.part',
  ]
  const set = await images([
    ...left.map((name) => file(name, plainPng(9))),
    file('p/cats/1.png', plainPng(1)),
    file('p/dogs/1.png', plainPng(2)),
  ])
  expect(firsts(set)).toEqual([1, 2])
  expect(set.summary).toMatchObject({ classes: ['cats', 'dogs'], skipped: [] })
})

test('what the browser did not hand out is named, and the others are opened', async () => {
  const set = await images([...pair, standInFile('pets/gone.png')])
  expect(firsts(set)).toEqual([10, 20])
  expect(reasons(set)).toEqual({ 'pets/gone.png': 'file-unreadable' })
})
