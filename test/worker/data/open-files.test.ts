import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { yieldToTasks } from '../../../src/common/yield.ts'
import { openFiles } from '../../../src/worker/data/open-files.ts'
import type { PictureSet } from '../../../src/worker/data/picture-set.ts'
import { bytesOfText, file, plainPng, pngDecoder } from '../../helpers/data/files.ts'
import { fixture } from '../../helpers/data/fixtures.ts'
import {
  config,
  firsts,
  images,
  pair,
  points,
  reasons,
  refusal,
  services,
} from '../../helpers/data/opening.ts'

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
    expect(set.list.count).toBe(2)
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

  test('what helps one helps all that have the same fault', async () => {
    const cut = plainPng(1).subarray(0, 60)
    expect(await refusal([file('a.png', cut), file('b.png', cut)])).toMatchObject({
      nextStep: 'Copy or download it again.',
    })
    expect(await refusal([file('a.png', cut), file('b.png', 'words')])).toMatchObject({
      nextStep: 'Add more pictures, or a table of points.',
    })
  })

  test('one usable picture is not a set, nor is nothing', async () => {
    expect(await refusal([file('a.png', plainPng(1))])).toMatchObject({ code: 'too-few-items' })
    expect(await refusal([])).toMatchObject({ code: 'nothing-to-open' })
    expect(await refusal([file('.DS_Store', 'x')])).toMatchObject({ code: 'nothing-to-open' })
  })
})

describe('points', () => {
  test('a table becomes a distribution that fits the stage; the label says how', async () => {
    const set = await points([file('p.csv', 'x,y\n0,100\n10,100\n20,120\n')])
    expect(set.summary).toMatchObject({
      id: 'own',
      item: { kind: 'point' },
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

  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => `${(i * i) % 17},${i % 13}`).join('\n')

  test('many win over a single picture, which is listed', async () => {
    expect(reasons(await points([file('a.png', plainPng(1)), file('b.csv', many(64))]))).toEqual({
      'a.png': 'pictures-beside-points',
    })
  })

  test('a handful of rows beside a picture or an archive never becomes the data', async () => {
    const few = file('b.csv', many(63))
    expect(await refusal([file('a.png', plainPng(1)), few])).toMatchObject({
      code: 'too-few-items',
      message: expect.stringContaining('b.csv lies beside pictures or archives') as string,
    })
    const inner = zipSync({ 'a.png': plainPng(1).subarray(0, 9) })
    const outer = file(
      'competition.zip',
      zipSync({ 'train.zip': inner, 'sample.csv': bytesOfText('id,label\n1,0\n2,1\n3,0') }),
    )
    expect(await refusal([outer])).toMatchObject({ code: 'nothing-usable' })
  })

  test('nor does a long list that only numbers what lies beside it', async () => {
    const ids = Array.from({ length: 90 }, (_, i) => `${i + 1},0`).join('\n')
    expect(await refusal([file('a.png', plainPng(1)), file('b.csv', `id,label\n${ids}`)])).toMatchObject({
      code: 'too-few-items',
    })
  })

  test('rows that cannot be used are left out and counted, and classes too', async () => {
    const body = Array.from({ length: 20 }, (_, i) => `${(i * i) % 17},${i % 13},${i % 2 ? 'odd' : 'even'}`)
    body[7] = 'NaN,1,odd'
    body[9] = '3,,odd'
    const { summary } = await points([file('p.csv', `x,y,kind\n${body.join('\n')}`)])
    expect(summary.count).toBe(18)
    expect(summary.card?.leftOut).toEqual([
      {
        code: 'table-row',
        count: 2,
        sentence: 'p.csv, line 9: “NaN” is not a number.',
        nextStep: 'Put a number there, or remove the line.',
      },
    ])
    expect(summary.card?.classes).toEqual([
      { name: 'even', count: 10 },
      { name: 'odd', count: 8 },
    ])
    expect(summary.card?.guesses.map(({ about }) => about)).toEqual(['as', 'columns'])
  })

  test('all in one spot: a word', async () => {
    const { summary } = await points([file('p.csv', `x,y\n${'3,4\n'.repeat(30)}`)])
    expect(summary.card?.troubles).toMatchObject([
      { id: 'all-alike', sentence: 'All 30 points are the same.' },
    ])
    expect((await points([file('p.csv', many(30))])).summary.card?.troubles).toEqual([])
  })

  test.each([
    ['1,2\n3,red', 'too-few-items', 'p.csv, line 2: “red” is not a number'],
    ['a,b\nc,d', 'table-row', 'p.csv, line 2: “c” is not a number'],
    ['1\n4', 'table-columns', 'p.csv, line 1'],
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
    const seen = new Map<string, [number, number][]>()
    const progress = (done: number, total: number, label: string) =>
      seen.set(label, [...(seen.get(label) ?? []), [done, total]])
    await openFiles(many, config(), services({ progress }))
    expect([...seen.keys()]).toEqual(['Looking through files', 'Reading files'])
    for (const told of seen.values()) {
      const done = told.map(([first]) => first)
      expect(told.at(-1)).toEqual([250, 250])
      expect(told.length).toBeLessThanOrEqual(101)
      expect(done).toEqual([...done].sort((a, b) => a - b))
    }
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
        for (let turn = (picture.bytes[0] ?? 0) % 3; turn < 3; turn++) await yieldToTasks()
        now--
        return picture
      },
    }
    const set = await openFiles(many.slice(0, 20), config(), services({ decode }))
    expect(most).toBe(2)
    expect(firsts(set as PictureSet)).toEqual(Array.from({ length: 20 }, (_, i) => i))
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
