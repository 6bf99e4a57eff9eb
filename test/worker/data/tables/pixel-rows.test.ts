import { describe, expect, test } from 'vitest'
import { readPixelRows } from '../../../../src/worker/data/tables/pixel-rows.ts'
import { bytesOfText } from '../../../helpers/data/files.ts'

const read = (text: string) => readPixelRows('train.csv', bytesOfText(text))
const list = <T>(count: number, at: (i: number) => T) => Array.from({ length: count }, (_, i) => at(i))
/** A gray picture of its own for each number. */
const picture = (n: number, side = 8) => list(side * side, (i) => (i * 31 + n * 17) % 256)
const names = (count: number) => list(count, (i) => `pixel${i}`).join(',')
const lines = (count: number, row: (n: number) => string) => list(count, row).join('\n')

describe('pictures in a table', () => {
  test.each([
    ['label first', `label,${names(64)}\n${lines(6, (n) => `${n % 3},${picture(n).join(',')}`)}`],
    ['label last', `${names(64)},class\n${lines(6, (n) => `${picture(n).join(',')},${n % 3}`)}`],
    ['no header', lines(6, (n) => `${n % 3},${picture(n).join(',')}`)],
    ['an index in front', `,label,${names(64)}\n${lines(6, (n) => `${n},${n % 3},${picture(n).join(',')}`)}`],
    [
      'quotes and Windows line ends',
      `"label",${names(64)}\r\n${lines(6, (n) => `"${n % 3}",${picture(n).join(',')}`).replaceAll('\n', '\r\n')}\r\n`,
    ],
    [
      'semicolons after sep=',
      `sep=;\nlabel;${names(64).replaceAll(',', ';')}\n${lines(6, (n) => `${n % 3};${picture(n).join(';')}`)}`,
    ],
    ['blanks', lines(6, (n) => `  ${n % 3}  ${picture(n).join(' ')}`)],
    [
      'fractions of nothing',
      lines(
        6,
        (n) =>
          `${n % 3}.0,${picture(n)
            .map((v) => v.toFixed(1))
            .join(',')}`,
      ),
    ],
    [
      'all in one cell',
      `emotion,pixels,Usage\n${lines(6, (n) => `${n % 3},${picture(n).join(' ')},Training`)}`,
    ],
    ['all in one quoted cell', `pixels,label\n${lines(6, (n) => `"${picture(n).join(' ')}",${n % 3}`)}`],
  ])('%s', (_, text) => {
    const array = read(text)
    expect(array).toMatchObject({ count: 6, width: 8, height: 8, channels: 1, planar: false, leftOut: [] })
    expect(array?.labels).toEqual(['0', '1', '2', '0', '1', '2'])
    expect([...(array?.bytes ?? [])]).toEqual(list(6, (n) => picture(n)).flat())
  })

  test('pixels alone, with and without a header', () => {
    for (const head of [`${names(64)}\n`, '', `${list(64, String).join(',')}\n`]) {
      const array = read(head + lines(5, (n) => picture(n).join(',')))
      expect(array).toMatchObject({ count: 5, labels: null })
    }
  })

  // Sorted by class, as scikit-learn and others save them: the first twenty rows are all of one.
  const sorted = (row: (n: number, label: number) => string) => lines(90, (n) => row(n, Math.floor(n / 30)))
  const dark = (n: number) => [0, ...picture(n).slice(1)]
  test.each([
    ['behind', sorted((n, label) => `${picture(n).join(',')},${label}`)],
    ['behind, the first pixel always dark', sorted((n, label) => `${dark(n).join(',')},${label}`)],
    ['in front', sorted((n, label) => `${label},${picture(n).join(',')}`)],
    ['in front, the last pixel always dark', sorted((n, label) => `${label},${dark(n).reverse().join(',')}`)],
  ])('without names, sorted by a label %s', (where, text) => {
    const array = read(text)
    expect(array?.labels).toEqual(list(90, (n) => String(Math.floor(n / 30))))
    const first = where.includes('dark') ? dark(1) : picture(1)
    if (where.includes('last pixel')) first.reverse()
    expect([...(array?.bytes.subarray(64, 128) ?? [])]).toEqual(first)
  })

  test('words as labels', () => {
    const text = `${names(64)},species\n${lines(4, (n) => `${picture(n).join(',')},${n % 2 ? 'Kätzchen' : 'Hund'}`)}`
    expect(read(text)?.labels).toEqual(['Hund', 'Kätzchen', 'Hund', 'Kätzchen'])
  })

  test.each([
    ['0 to 1', (v: number) => (v / 255).toFixed(6)],
    ['−1 to 1', (v: number) => (v / 127.5 - 1).toFixed(6)],
    ['0 to 255 with fractions', (v: number) => (v + 0.25).toFixed(2).replace('255.25', '255')],
  ])('numbers from %s', (_, as) => {
    const array = read(lines(5, (n) => picture(n).map(as).join(',')))
    expect([...(array?.bytes ?? [])]).toEqual(list(5, (n) => picture(n)).flat())
  })

  test.each([
    ['-1 to 1', '-0.5', '0.5', 64, 191],
    ['0 to 1', '0.25', '0.5', 64, 128],
  ])('a range that is not filled is not stretched: %s', (_, low, high, dark, light) => {
    const array = read(lines(5, (n) => list(64, (i) => ((i + n) % 2 ? low : high)).join(',')))
    expect(new Set(array?.bytes)).toEqual(new Set([dark, light]))
  })

  test('black and white as 0 and 1', () => {
    const array = read(
      lines(5, (n) =>
        picture(n)
          .map((v) => v % 2)
          .join(','),
      ),
    )
    expect(new Set(array?.bytes)).toEqual(new Set([0, 255]))
  })

  test('three colours, plane by plane or mixed', () => {
    const side = 8
    const at = (n: number, x: number, y: number, c: number) => (x * 9 + y * 14 + c * 40 + n) % 256
    const planes = (n: number) =>
      list(3 * side * side, (i) => at(n, i % side, Math.floor(i / side) % side, Math.floor(i / side / side)))
    const mixed = (n: number) =>
      list(3 * side * side, (i) => at(n, Math.floor(i / 3) % side, Math.floor(i / 3 / side), i % 3))
    expect(read(lines(5, (n) => `${n},${planes(n).join(',')}`))).toMatchObject({
      width: 8,
      channels: 3,
      planar: true,
    })
    expect(read(lines(5, (n) => `${n},${mixed(n).join(',')}`))).toMatchObject({
      width: 8,
      channels: 3,
      planar: false,
    })
  })

  test('bad rows are left out with their line', () => {
    const rows = list(8, (n) => `${n % 3},${picture(n).join(',')}`)
    rows[2] = rows[2]?.replace(/,\d+$/, ',NaN') ?? ''
    rows[5] = rows[5]?.split(',').slice(0, 30).join(',') ?? ''
    const array = read(`label,${names(64)}\n${rows.join('\n')}`)
    expect(array?.count).toBe(6)
    expect(array?.labels).toEqual(['0', '1', '0', '1', '0', '1'])
    expect([...(array?.bytes.subarray(2 * 64, 3 * 64) ?? [])]).toEqual(picture(3))
    expect(array?.leftOut?.map(({ reason }) => reason.sentence)).toEqual([
      'train.csv, line 4: “NaN” is not a number.',
      'train.csv, line 7: 30 cells, where the others have 65.',
    ])
  })

  test.each([
    ['points', lines(9, (n) => `${n},${n * n}`)],
    [
      'many columns that are no pixels',
      `${list(64, (i) => `gene${i}`).join(',')}\n${lines(5, (n) =>
        picture(n)
          .map((v) => v * 10)
          .join(','),
      )}`,
    ],
    ['no square', lines(5, (n) => picture(n).slice(0, 60).join(','))],
    ['a single line', picture(1).join(',')],
  ])('%s are no pictures', (_, text) => expect(read(text)).toBeNull())
})
