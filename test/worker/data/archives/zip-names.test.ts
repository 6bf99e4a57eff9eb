import { describe, expect, test } from 'vitest'
import { readDirectory } from '../../../../src/worker/data/archives/zip-directory.ts'
import type { DataChoice } from '../../../../src/common/items/data-card.ts'
import { rawZip, unicodePath, type RawEntry } from '../../../helpers/data/archives.ts'
import { file, plainPng } from '../../../helpers/data/files.ts'
import { choosing, guessed, images, opened, pair } from '../../../helpers/data/opening.ts'

const content = Uint8Array.of(1)
const hex = (...parts: string[]) =>
  Uint8Array.from(Buffer.concat(parts.map((part) => Buffer.from(part, 'hex'))))
const slash1 = Buffer.from('/1').toString('hex')

async function paths(entries: readonly Omit<RawEntry, 'content'>[]): Promise<string[]> {
  const zip = rawZip(entries.map((entry) => ({ ...entry, content })))
  return (await readDirectory('a.zip', new Blob([zip]))).entries.map(({ path }) => path)
}

describe('names from before Unicode', () => {
  test.each([
    ['Shift-JIS', ['猫', '犬'], ['944c', '8ca2']],
    ['Shift-JIS with a backslash for half a letter', ['ソ', '表示'], ['835c', '955c8ea6']],
    ['GBK', ['猫', '狗'], ['c3a8', 'b9b7']],
    ['GBK', ['苹果', '图片'], ['c6bbb9fb', 'cdbcc6ac']],
    ['EUC-KR', ['고양이', '개'], ['b0edbee7c0cc', 'b0b3']],
    ['Big5 with a backslash for half a letter', ['貓', '功能'], ['bfdf', 'a55cafe0']],
    ['CP866', ['Кошки', 'Ёжик'], ['8aaee8aaa8', 'f0a6a8aa']],
    ['windows-1251', ['Кошки', 'Собаки'], ['caeef8eae8', 'd1eee1e0eae8']],
    ['CP437', ['Äpfel', 'Bäume'], ['8e7066656c', '4284756d65']],
    ['windows-1252', ['café', 'Øl'], ['636166e9', 'd86c']],
  ])('%s: %j', async (_, names, bytes) => {
    expect(await paths(bytes.map((name) => ({ name: hex(name, slash1) })))).toEqual(
      names.map((name) => `${name}/1`),
    )
  })

  test('one encoding for all: a name that could be UTF-8 by chance follows the others', async () => {
    expect(await paths([{ name: hex('c3a8') }, { name: hex('b9b7') }])).toEqual(['猫', '狗'])
  })

  test('a backslash of its own parts folders', async () => {
    expect(await paths([{ name: 'cats\\1.png' }, { name: hex('835c', '5c', '31') }])).toEqual([
      'cats/1.png',
      'ソ/1',
    ])
  })
})

describe('a guess', () => {
  const guessOf = async (names: readonly string[], letters: DataChoice['letters'] = 'auto') => {
    const zip = rawZip(names.map((name) => ({ name: hex(name, slash1), content })))
    const { entries, guess } = await readDirectory('a.zip', new Blob([zip]), letters)
    return { path: entries[0]?.path, taken: guess?.taken ?? null, readings: guess?.readings ?? [] }
  }

  test('a lone name that could be UTF-8 by chance is told with both readings', async () => {
    const { path, taken, readings } = await guessOf(['c3a8'])
    expect({ path, taken }).toEqual({ path: '猫/1', taken: 'gbk' })
    expect(readings).toContainEqual({ letters: 'utf-8', sample: 'è' })
    expect(await guessOf(['c3a8'], 'utf-8')).toMatchObject({ path: 'è/1', taken: 'utf-8' })
  })

  test('one name of old letters has the other readings beside it, each once', async () => {
    const { taken, readings } = await guessOf(['b9b7'])
    expect(taken).toBe('gbk')
    expect(readings[0]).toEqual({ letters: 'gbk', sample: '狗' })
    expect(readings.length).toBeGreaterThan(1)
    expect(new Set(readings.map(({ sample }) => sample)).size).toBe(readings.length)
    expect(await guessOf(['b9b7'], 'big5')).toMatchObject({ path: '僩/1', taken: 'big5' })
  })

  test.each([
    ['accents inside words', ['636166c3a9']],
    ['more letters than chance has', ['c3a4', 'c3b6', 'c3bc']],
    ['letters of three bytes', ['e78cab']],
    ['a Cyrillic word', ['d0b4d0b0']],
    ['no letters but ASCII', ['63617473']],
  ])('%s leave nothing to guess', async (_, names) => {
    expect(await guessOf(names)).toMatchObject({
      taken: null,
      path: `${Buffer.from(names[0] ?? '', 'hex').toString()}/1`,
    })
  })

  test('stands on the card and can be changed; what nobody need guess does not', async () => {
    const zip = file(
      'pets.zip',
      rawZip(
        ['c3a8', 'b9b7'].flatMap((name, i) =>
          [1, 2].map((n) => ({ name: hex(name, '2f', `3${n}`, '2e706e67'), content: plainPng(10 * i + n) })),
        ),
      ),
    )
    const set = await images([zip])
    expect(set.summary.classes).toEqual(['猫', '狗'].sort())
    const guess = set.summary.card?.guesses.find(({ about }) => about === 'letters')
    expect(guess?.sentence).toBe(
      'pets.zip does not tell what letters its names are in: read as Chinese (GBK), “猫, 狗”.',
    )
    expect(guess?.options.filter(({ inForce }) => inForce)).toMatchObject([{ change: { letters: 'gbk' } }])
    const other = await opened([zip], {}, choosing({ letters: 'windows-1252' }))
    expect(other.summary.classes).toEqual(['Ã¨', '¹·'].sort())
    expect(guessed(await images(pair), 'letters')).toBeNull()
  })
})

describe('names whose letters are told', () => {
  const utf8 = (name: string) => Uint8Array.from(Buffer.from(name))

  test('by the flag, beside names that have none', async () => {
    const names = [{ name: utf8('è/1'), flags: 0x800 }, { name: hex('c3a8') }, { name: hex('b9b7') }]
    expect(await paths(names)).toEqual(['è/1', '猫', '狗'])
  })

  test('by nobody, but UTF-8: as macOS writes it', async () => {
    expect(await paths([{ name: utf8('é/日本.png') }, { name: utf8('e\u0301') }])).toEqual([
      'é/日本.png',
      'e\u0301',
    ])
  })

  test('by a field of its own, where that belongs to the name', async () => {
    const name = Uint8Array.from(Buffer.from('__/1.png'))
    const other = Uint8Array.from(Buffer.from('??/1.png'))
    expect(await paths([{ name, extra: unicodePath('猫/1.png', name) }])).toEqual(['猫/1.png'])
    expect(await paths([{ name, extra: unicodePath('猫/1.png', other) }])).toEqual(['__/1.png'])
  })
})

test('the directory is read to its end, whatever the count beside it', async () => {
  const entries = Array.from({ length: 10 }, (_, i) => ({ name: `${i}.png`, content }))
  for (const count of [0, 4, 10, 500])
    expect((await readDirectory('a.zip', new Blob([rawZip(entries, count)]))).entries).toHaveLength(10)
})
