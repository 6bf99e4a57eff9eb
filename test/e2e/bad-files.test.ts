import { deflateSync } from 'node:zlib'
import { zipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect } from 'vitest'
import { idx } from '../helpers/data/files.ts'
import { damaged } from '../helpers/data/damaged.ts'
import { fixture } from '../helpers/data/fixtures.ts'
import { button, figureNumber, TINY, untilPaused, untilStep } from '../helpers/app/app.ts'
import { testOnOnePage } from '../helpers/app/visit.ts'
import { drop, temporaryFolder } from '../helpers/app/drop.ts'
import { asPng, shippedPictures } from '../helpers/data/shipped.ts'

interface Case {
  what: string
  /** Several files are dropped together. */
  files: Record<string, Uint8Array | string>
  /** What the alert's sentence must say. */
  says: RegExp
}

const [one, two] = (await shippedPictures('emoji', 2)).map((picture) => Uint8Array.from(asPng(picture)))
if (one === undefined || two === undefined) throw new Error('Too few emoji.')

const CASES: Case[] = [
  {
    what: 'a text that claims to be a picture',
    files: { 'holiday.png': 'This is not a picture at all.\n' },
    says: /^holiday\.png is a text, neither a picture nor a table of points\.$/,
  },
  {
    what: 'a PDF document',
    files: { 'paper.pdf': '%PDF-1.7\n%âãÏÓ\n1 0 obj\n' },
    says: /^paper\.pdf is a PDF document, which is not read here\.$/,
  },
  {
    what: 'random bytes',
    files: { 'noise.jpg': Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 7 + i * 31 + 11) % 251) },
    says: /^noise\.jpg is an unknown kind of file, neither/,
  },
  {
    what: 'a PNG that is cut off',
    files: { 'cut.png': one.subarray(0, one.length - 40) },
    says: /^cut\.png is cut off/,
  },
  {
    what: 'a JPEG that is cut off',
    files: { 'cut.jpg': fixture('photo.jpg').subarray(0, 500) },
    says: /^cut\.jpg is cut off/,
  },
  {
    what: 'a PNG with a damaged middle',
    files: { 'scratched.png': scratched(one) },
    says: /^scratched\.png .*damaged/,
  },
  {
    what: 'a file of zero bytes',
    files: { 'void.png': new Uint8Array() },
    says: /^void\.png is empty: it has zero bytes\.$/,
  },
  {
    what: 'a zip bomb',
    files: { 'bomb.zip': zipSync({ 'zeros.png': [new Uint8Array(48 * 2 ** 20), { level: 9 }] }) },
    says: /^bomb\.zip would unpack to 48 MiB or more; the limits are/,
  },
  {
    what: 'a zip bomb that lies about its size',
    files: {
      'liar.zip': understated(
        zipSync({ 'zeros.png': [new Uint8Array(48 * 2 ** 20), { level: 9 }] }),
        48 * 2 ** 20,
      ),
    },
    says: /^liar\.zip\/zeros\.png unpacks to more than the 5,000 bytes that its archive promises\.$/,
  },
  {
    what: 'a picture of 30,000 × 30,000 pixels',
    files: { 'huge.png': pngHeader(30_000, 30_000) },
    says: /^huge\.png is 30,000 × 30,000 pixels; the limit is 16,384 a side and 100 megapixels\.$/,
  },
  {
    what: 'a locked zip',
    files: { 'locked.zip': fixture('locked.zip') },
    says: /^locked\.zip is locked with a password\.$/,
  },
  {
    what: 'a zip that is cut off',
    files: { 'half.zip': zipSync({ 'a.png': one, 'b.png': two }).subarray(0, 700) },
    says: /^half\.zip is a damaged or cut-off zip archive\.$/,
  },
  {
    what: 'an empty zip',
    files: { 'hollow.zip': zipSync({}) },
    says: /^hollow\.zip is an archive without any files\.$/,
  },
  {
    what: 'an IDX file with a wrong mark',
    files: {
      'train-images-idx3-ubyte': Uint8Array.from([
        1, 2, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 9, 9, 9, 9,
      ]),
    },
    says: /^train-images-idx3-ubyte begins with 01 02 08 03, not with the mark of an IDX file/,
  },
  {
    what: 'an IDX file that is shorter than it promises',
    files: { 'short-idx3-ubyte': idx([10, 28, 28], new Uint8Array(100)) },
    says: /^short-idx3-ubyte promises 10 × 28 × 28 = 7,840 bytes, but 100 follow its header\.$/,
  },
  {
    what: 'a table with words in most of its rows',
    files: { 'words.csv': 'x,y\n1,2\n3,many\n5,few\n7,some\n' },
    says: /^words\.csv, line 3: “many” is not a number\.$/,
  },
  {
    what: 'a table with NaN in most of its rows',
    files: { 'nan.csv': '1,2\nNaN,4\n5,NaN\nNaN,6\n' },
    says: /^nan\.csv, line 2: “NaN” is not a number\.$/,
  },
  {
    what: 'a table with one column',
    files: { 'narrow.csv': '1\n4\n7\n' },
    says: /^narrow\.csv, line 1: 1 column; a point has two, x and y\.$/,
  },
  {
    what: 'a Parquet table whose reader never returns',
    files: { 'endless.parquet': damaged(fixture('columnar/pages-v2.parquet'), 135) },
    says: /^endless\.parquet is a Parquet table that is damaged: reading it came to no end and was stopped\.$/,
  },
  {
    what: 'only one usable picture',
    files: { 'alone.png': one, 'other.png': new Uint8Array() },
    says: /^Only one item can be used; a set needs two\. The first of 1 left out: other\.png is empty/,
  },
  {
    what: 'many files, all bad',
    files: { 'x.png': one.subarray(0, 60), 'y.txt': 'hello there', 'z.jpg': '' },
    says: /^None of the files can be used\. The first of 3 left out: /,
  },
]

const folder = temporaryFolder()
afterAll(() => folder.remove())

const test = testOnOnePage(TINY, async (page) => {
  await button(page, 'Train').click()
  await untilStep(page, 10)
})

describe('a file that cannot be used is said in one sentence, and the run goes on', () => {
  test.for(CASES)('$what', async ({ files, says }, { page }) => {
    const before = await figureNumber(page, 'Step')
    const paths = Object.entries(files).map(([name, content]) => folder.write(name, content))
    await drop(page, paths)
    expect(await takeAlert(page)).toMatch(says)
    expect(await page.evaluate(() => window.ganvas.config().dataset)).toBe('ring')
    await untilStep(page, before + 5)
    expect(await button(page, 'Pause').count()).toBe(1)
  })

  test('a run that stands still stays as it was, step and networks', async ({ page }) => {
    await button(page, 'Pause').click()
    await untilPaused(page)
    const state = () =>
      page.evaluate(async () => ({
        step: (await window.ganvas.snapshot()).step,
        state: (await window.ganvas.snapshot()).state,
        weights: (await window.ganvas.weights()).generator.map(({ data }) => [...data]),
      }))
    const before = await state()
    await drop(page, [folder.write('void.png', '')])
    await takeAlert(page)
    expect(await state()).toEqual(before)
  })
})

/** The one alert's sentence; it is dismissed. */
async function takeAlert(page: Page): Promise<string> {
  const alert = page.getByRole('alert')
  // A file that is read without end is given some twenty seconds.
  await alert.first().waitFor({ timeout: 60_000 })
  expect(await alert.count()).toBe(1)
  const sentence = await alert.locator('.notice-sentence').innerText()
  // What to do next stands below it.
  expect(await alert.locator('.notice-next').innerText()).toMatch(/\w.*\.$/)
  await alert.getByRole('button', { name: 'Dismiss' }).click()
  await alert.waitFor({ state: 'detached' })
  return sentence
}

/** A PNG whose header is true to the specification and whose picture is hardly there. */
function pngHeader(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const chunks = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Uint8Array.from(Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...chunks]))
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  out.set(body, 4)
  out.writeUInt32BE(crc(body), body.length + 4)
  return out
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0)
  }
  return (value ^ 0xffffffff) >>> 0
}

/** The same length, the same header and end, another middle. */
function scratched(png: Uint8Array): Uint8Array {
  const out = Uint8Array.from(png)
  out.fill(0xa5, 60, out.length - 20)
  return out
}

/** Writes a small size wherever the archive names the true one. */
function understated(zip: Uint8Array, truth: number): Uint8Array {
  const out = Uint8Array.from(zip)
  const view = new DataView(out.buffer)
  for (let at = 0; at + 4 <= out.length; at++)
    if (view.getUint32(at, true) === truth) view.setUint32(at, 5000, true)
  return out
}
