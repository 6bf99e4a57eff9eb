/** What pandas is told of a table, and that it needs no more: test/python/check.py runs the snippet. */
import { expect, test } from 'vitest'
import { pandasOptions } from '../../../src/common/tables/pandas-options.ts'
import { openFiles } from '../../../src/worker/data/open-files.ts'
import { config, services } from '../../helpers/data/opening.ts'

async function optionsFor(text: string, head: readonly number[] = []) {
  const bytes = Uint8Array.from([...head, ...new TextEncoder().encode(text)])
  const { summary } = await openFiles([new File([bytes], 'a.csv')], config(), services())
  if (summary.item.kind !== 'row') throw new Error(summary.item.kind)
  const { encoding } = summary.item
  return { options: pandasOptions(encoding), mark: encoding.format.byteOrderMark }
}
const rows = (header: string, row: (i: number) => string) =>
  [...(header === '' ? [] : [header]), ...Array.from({ length: 40 }, (_, i) => row(i))].join('\n')

test.each<[string, string, string[]]>([
  ['points and commas', rows('a,b,c,d', (i) => `${i}.5,x${i % 2},${i},y${i % 3}`), []],
  ['German', rows('a;b;c;d', (i) => `${i},25;x${i % 2};${i};y${i % 3}`), ['sep=";"', 'decimal=","']],
  ['tabs', rows('a\tb\tc\td', (i) => `${i}.5\tx${i % 2}\t${i}\ty${i % 3}`), ['sep="\\t"']],
  ['no header', rows('', (i) => `${i}.5,x${i % 2},${i},y${i % 3}`), ['header=None']],
  [
    'thousands',
    rows('a,b,c,d', (i) => `"${i + 1},${200 + i}.50",x${i % 2},${i},y${i % 3}`),
    ['thousands=","'],
  ],
  [
    'points for thousands beside dates',
    rows('a;b;c;d', (i) => `${i + 1}.${200 + i},50;x${i % 2};${10 + (i % 18)}.12.2024;y${i % 3}`),
    ['sep=";"', 'decimal=","'],
  ],
])('%s', async (_, text, options) => {
  expect((await optionsFor(text)).options).toEqual(options)
})

test('the mark of UTF-8 stands where it stood, and where other letters did', async () => {
  const text = rows('a,b,c,d', (i) => `${i}.5,x${i % 2},${i},y${i % 3}`)
  expect((await optionsFor(text)).mark).toBe(false)
  expect((await optionsFor(text, [0xef, 0xbb, 0xbf])).mark).toBe(true)
  const windows = Uint8Array.from(text.replaceAll('x', 'ä'), (letter) => letter.charCodeAt(0))
  const { summary } = await openFiles([new File([windows], 'a.csv')], config(), services())
  expect(summary.item).toMatchObject({ encoding: { format: { byteOrderMark: true } } })
})
