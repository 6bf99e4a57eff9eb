import { describe, expect, test } from 'vitest'
import { readDirectory } from '../../../../src/worker/data/archives/zip-directory.ts'
import { rawZip, unicodePath, type RawEntry } from '../../../helpers/data/archives.ts'

const content = Uint8Array.of(1)
const hex = (...parts: string[]) =>
  Uint8Array.from(Buffer.concat(parts.map((part) => Buffer.from(part, 'hex'))))
const slash1 = Buffer.from('/1').toString('hex')

async function paths(entries: readonly Omit<RawEntry, 'content'>[]): Promise<string[]> {
  const zip = rawZip(entries.map((entry) => ({ ...entry, content })))
  return (await readDirectory('a.zip', new Blob([zip]))).map(({ path }) => path)
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
    expect(await readDirectory('a.zip', new Blob([rawZip(entries, count)]))).toHaveLength(10)
})
