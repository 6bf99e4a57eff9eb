import { describe, expect, test } from 'vitest'
import { integers, normals, streamFor } from '../../../../src/common/numbers/random.ts'
import { GanvasError } from '../../../../src/common/failure.ts'
import { toColumns, withLabels } from '../../../../src/worker/data/rows/to-columns.ts'
import { columnText, profileOf, times, understoodFrom } from '../../../helpers/data/rows.ts'

const draws = integers(streamFor(3, 'data'), 1000, 1000)
const bell = normals(streamFor(4, 'data'), 1000)
const draw = (i: number) => draws[i] ?? 0
const meaning = (name: string, cells: readonly string[]) => profileOf(name, cells).meaning
const code = (failing: () => unknown) => {
  try {
    failing()
  } catch (thrown) {
    return thrown instanceof GanvasError ? thrown.code : String(thrown)
  }
  return null
}

describe('what a column is taken for', () => {
  const words = ['red', 'green', 'blue']
  test.each<[string, string, (i: number) => string, string]>([
    ['numbers', 'x', (i) => (bell[i] ?? 0).toFixed(2), 'number'],
    ['whole numbers', 'age', (i) => String(draw(i) % 60), 'number'],
    ['prices', 'price', (i) => `$${draw(i)}.50`, 'number'],
    ['a few numbers', 'grade', (i) => String(draw(i) % 6), 'category'],
    ['words', 'colour', (i) => words[draw(i) % 3] ?? '', 'category'],
    ['yes and no', 'ok', (i) => (draw(i) % 3 === 0 ? 'Yes' : 'No'), 'yes-no'],
    ['ones and zeros', 'ok', (i) => String(draw(i) % 2), 'yes-no'],
    ['true and false', 'ok', (i) => String(draw(i) % 2 === 0), 'yes-no'],
    ['two words', 'sex', (i) => (draw(i) % 2 === 0 ? 'm' : 'f'), 'category'],
    ['days', 'when', (i) => `2012-01-${String((draw(i) % 28) + 1).padStart(2, '0')}`, 'date'],
    ['days without marks', 'when', (i) => `201201${(draw(i) % 19) + 10}`, 'date'],
    ['times', 'when', (i) => `${(draw(i) % 14) + 10}:05`, 'date'],
    ['row numbers', 'n', (i) => String(i + 1), 'id'],
    ['row numbers in disorder', 'x', (i) => String((i * 7) % 100), 'id'],
    ['prices that happen to run through', 'price', (i) => `${i + 50}.00 €`, 'number'],
    ['numbers that differ, without a name', '', (i) => String(i * 37 + 5), 'number'],
    ['years, one a row', 'year', (i) => String(1900 + i), 'number'],
    ['numbers of customers', 'customer_id', (i) => String(i * 37 + 100_000), 'id'],
    ['keys', 'key', (i) => `k${i * 31}x`, 'id'],
    [
      'names',
      'name',
      (i) => `Ann${String.fromCharCode(97 + (i % 26))} O${String.fromCharCode(97 + ((i / 26) | 0))}k`,
      'id',
    ],
    ['sentences', 'note', (i) => `The bird ${i} flew into the engine and was not found again`, 'text'],
    ['the same', 'kind', () => 'A', 'constant'],
    ['nothing', 'kind', () => '', 'constant'],
    ['codes that begin with zeros', 'zip', (i) => `0${(draw(i) % 50) + 1234}`, 'category'],
    ['numbers with a word', 'dose', (i) => (i % 10 === 0 ? '<5' : String(draw(i))), 'number'],
    ['numbers without many', 'speed', (i) => (i % 3 === 0 ? 'NA' : String(draw(i))), 'number'],
    ['None among words', 'damage', (i) => (i % 3 === 0 ? 'None' : 'Minor'), 'category'],
  ])('%s', (_, name, cell, expected) => {
    expect(meaning(name, times(100, cell))).toBe(expected)
  })

  test('three rows tell little, and break nothing', () => {
    const { profiles } = understoodFrom('a,b,c,d\n1,x,2012-01-01,\n2,y,2012-01-02,\n3,z,2012-01-03,\n')
    expect(profiles.map((profile) => profile.meaning)).toEqual(['number', 'category', 'date', 'constant'])
  })
})

describe('what is told of it', () => {
  test('numbers: range, decimals, skew, what stands apart, the logarithm, bars', () => {
    const cells = times(400, (i) => (i % 2 === 0 ? '0.0' : Math.exp(i / 25).toFixed(1)))
    const profile = profileOf('rain', cells)
    expect(profile.numbers).toMatchObject({ low: 0, decimals: 1, specials: ['0.0'], log: true })
    expect(profile.numbers?.high).toBeCloseTo(Math.exp(399 / 25), 1)
    expect(profile.sentence).toBe(
      'Numbers with 1 decimal; “0.0” learnt as a category apart; its long tail is learnt by the logarithm.',
    )
    const { picture } = profile
    if (picture.is !== 'bars') throw new Error(picture.is)
    expect(picture.counts).toHaveLength(20)
    expect(picture.counts.reduce((sum, count) => sum + count, 0)).toBe(200)
    expect([picture.low, picture.high]).toEqual(['1.0', '8537681.1'])
    // Even in the logarithm.
    expect(Math.max(...picture.counts)).toBeLessThan(15)
  })

  test('missing cells, and words that count as such', () => {
    const cells = [
      ...times(90, (i) => String(i * i)),
      'NA',
      'NA',
      'n/a',
      '',
      '?',
      'oops',
      '-',
      'null',
      '#N/A',
      'nan',
    ]
    const profile = profileOf('x', cells)
    expect(profile.missing).toBeCloseTo(0.1, 12)
    expect(profile.sentence).toContain('1 cell, no numbers, count')
    const { readings } = understoodFrom(columnText('x', cells))
    expect(readings[0]).toMatchObject({ is: 'number', missingText: 'NA', words: [] })
  })

  test('words that come again among numbers stand apart', () => {
    const cells = times(100, (i) => (i % 10 === 0 ? '<5' : String(draw(i))))
    const { profiles, readings } = understoodFrom(columnText('dose', cells))
    expect(profiles[0]?.sentence).toContain('“<5” learnt as a category apart')
    expect(profiles[0]?.missing).toBe(0)
    const [reading] = readings
    if (reading?.is !== 'number') throw new Error('no numbers')
    expect(reading.words).toEqual(['<5'])
    expect([...(reading.marks ?? [])].filter((mark) => mark === 0)).toHaveLength(10)
    expect([...reading.values].filter(Number.isNaN)).toHaveLength(10)
  })

  test('categories: the most frequent labels and how many others', () => {
    const cells = times(600, (i) => `L${Math.floor(Math.sqrt(i * 6))}`)
    const { picture, sentence, distinct } = profileOf('kind', cells)
    expect(distinct).toBe(59)
    expect(sentence).toMatch(/^59 categories: the 50 most frequent/)
    if (picture.is !== 'labels') throw new Error(picture.is)
    expect(picture.labels).toHaveLength(8)
    expect(picture.labels[0]?.count).toBeGreaterThanOrEqual(picture.labels[7]?.count ?? Infinity)
    expect(picture.labels.reduce((sum, { count }) => sum + count, picture.others)).toBe(600)
  })

  test('NA is no label, but Namibia among codes of countries', () => {
    expect(
      profileOf(
        'colour',
        times(60, (i) => ['red', 'blue', 'NA'][i % 3] ?? ''),
      ).distinct,
    ).toBe(2)
    expect(
      profileOf(
        'country',
        times(60, (i) => ['DE', 'FR', 'NA', 'US'][i % 4] ?? ''),
      ).distinct,
    ).toBe(4)
  })

  test('ids, constants and free text: a few cells, and what is done', () => {
    const id = profileOf(
      'key',
      times(40, (i) => `k${i * 31}x`),
    )
    expect(id.picture).toEqual({ is: 'cells', cells: ['k0x', 'k31x', 'k62x', 'k93x', 'k124x'] })
    expect(id.sentence).toContain('never learnt')
    expect(
      profileOf(
        'note',
        times(40, (i) => `a sentence that goes on and on, ${i}`),
      ).sentence,
    ).toContain('left out')
  })

  test('a column without a name has its number', () => {
    const { profiles } = understoodFrom('a,,c\n1,2,x\n3,4,y\n5,1,x\n')
    expect(profiles.map(({ name }) => name)).toEqual(['a', 'column 2', 'c'])
  })
})

describe('what the person chooses', () => {
  const cells = times(60, (i) => String((i % 6) * 10))
  test('is taken instead of the guess, which is still told', () => {
    const profile = profileOf('dose', cells, { columns: [{ at: 0, meaning: 'number' }] })
    expect(profile).toMatchObject({ meaning: 'number', guessed: 'category' })
    expect(profile.possible).toEqual(['number', 'category', 'id', 'text'])
    expect(profile.numbers).toMatchObject({ low: 0, high: 50, specials: [] })
  })

  test('every possible meaning can be taken', () => {
    const columns = [
      cells,
      times(60, (i) => `2012-01-${(i % 19) + 10}`),
      times(60, (i) => `w${i % 5}`),
      times(60, (i) => `k${i * 3}`),
      times(60, (i) => (i % 2 === 0 ? 'yes' : 'no')),
      times(60, () => 'same'),
    ]
    for (const column of columns) {
      for (const meaning of profileOf('c', column).possible)
        expect(profileOf('c', column, { columns: [{ at: 0, meaning }] }).meaning).toBe(meaning)
    }
  })

  test('a logarithm, or none, and which comes first of day and month', () => {
    const tail = times(200, (i) => String(Math.round(Math.exp(i / 15))))
    expect(profileOf('x', tail).numbers?.log).toBe(true)
    expect(profileOf('x', tail, { columns: [{ at: 0, log: false }] }).numbers?.log).toBe(false)
    const days = times(60, (i) => `${(i % 12) + 1}/${((i * 5) % 12) + 1}/2024`)
    const first = (dayFirst?: boolean) =>
      profileOf('d', days, { columns: [{ at: 0, ...(dayFirst === undefined ? {} : { dayFirst }) }] }).sentence
    expect(first()).toContain('read with the month first')
    expect(first(true)).toBe('Dates or times to the day; their form is kept.')
  })

  test('what cannot be is refused with a sentence', () => {
    const words = times(30, (i) => ['a', 'b', 'c'][i % 3] ?? '')
    const choose = (choice: Parameters<typeof profileOf>[2]) => code(() => profileOf('w', words, choice))
    expect(choose({ columns: [{ at: 0, meaning: 'number' }] })).toBe('column-not-numbers')
    expect(choose({ columns: [{ at: 0, meaning: 'date' }] })).toBe('column-not-dates')
    expect(choose({ columns: [{ at: 2, meaning: 'text' }] })).toBe('no-such-column')
    expect(choose({ target: 2 })).toBe('no-such-column')
    expect(choose({ target: 0 })).toBeNull()
  })
})

describe('rows as figures compare them', () => {
  test('hold the learnt columns alone, with their number in the file', () => {
    const text = `id,x,kind,note,when\n${times(40, (i) => `${i},${(bell[i] ?? 0).toFixed(2)},${'ab'[i % 2]},same,2012-01-${(i % 19) + 10}`).join('\n')}\n`
    const { readings, profiles } = understoodFrom(text)
    const columns = toColumns(
      readings,
      profiles.map(({ name }) => name),
    )
    expect(columns.map(({ at, column }) => [at, column.name, column.kind])).toEqual([
      [1, 'x', 'number'],
      [2, 'kind', 'category'],
      [4, 'when', 'number'],
    ])
    expect(
      columns.map(({ column }) => (column.kind === 'number' ? column.values : column.codes).length),
    ).toEqual([40, 40, 40])
  })

  test('the same categories by other labels', () => {
    const codes = Int32Array.of(0, 1, -1, 2)
    const column = { kind: 'category', name: 'k', codes, labels: ['b', 'a', 'new'] } as const
    expect(withLabels(column, ['a', 'b', 'c'])).toEqual({
      ...column,
      codes: Int32Array.of(1, 0, -1, 3),
      labels: ['a', 'b', 'c', 'new'],
    })
  })
})
