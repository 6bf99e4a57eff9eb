import { describe, expect, test } from 'vitest'
import { READERS_CHOICE, type DataChoice } from '../../../../src/common/items/data-card.ts'
import { pointsIn } from '../../../../src/worker/data/tables/points.ts'
import { looksLikeTable } from '../../../../src/worker/data/tables/text/looks-like-table.ts'
import { readTable } from '../../../../src/worker/data/tables/table.ts'

const read = (text: string, change: Partial<DataChoice> = {}) => {
  const choice = { ...READERS_CHOICE, ...change }
  return pointsIn(readTable('p.csv', text, choice), choice)
}
const points = (text: string, change: Partial<DataChoice> = {}) => [...read(text, change).points]
const guess = (text: string, about: string) => read(text).guesses.find((found) => found.about === about)
const failure = (text: string) => {
  try {
    read(text)
  } catch (thrown) {
    return thrown
  }
  throw new Error('accepted')
}
const rows = (count: number, row: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => row(i)).join('\n')

describe('what parts the cells', () => {
  test.each([
    ['commas', '1,2\n3,4'],
    ['a header', 'x,y\n1,2\n3,4\n'],
    ['Windows line ends', '1,2\r\n3,4\r\n'],
    ['old Mac line ends', '1,2\r3,4\r'],
    ['tabs', '1\t2\n3\t4'],
    ['bars', '1|2\n3|4'],
    ['semicolons', 'x;y\n1;2\n3;4'],
    ['blanks', '  1   2\n3 4  '],
    ['quotes', '"x","y"\n"1","2"\n"3","4"'],
    ['quotes between blanks', '"x" "y"\n1 2\n"3" "4"'],
    ['empty lines', '\n1,2\n\n3,4\n\n\n'],
    ['blanks around', ' 1 , 2\n 3 , 4'],
    ['separators at the end', '1,2,\n3,4,\n'],
    ['empty columns in front', ',x,y\n,1,2\n,3,4'],
    ['a byte order mark', '\uFEFFx,y\n1,2\n3,4'],
    ['Ctrl-Z and NULs at the end', '1,2\n3,4\n\x1A\0\0\0'],
    ['a first line that names the separator', 'sep=;\nx;y\n1;2\n3;4'],
    ['the same in quotes', '"sep=,"\r\n1,2\r\n3,4'],
    ['a header with other separators than the rows', 'x, y\n1 2\n3 4'],
    ['a title above', 'My points\nx,y\n1,2\n3,4'],
  ])('%s', (_, text) => expect(points(text)).toEqual([1, 2, 3, 4]))

  test('commas, though blanks in dates part as many numbers', () => {
    const text = `symbol,date,price\n${rows(40, (i) => `MSFT,Jan ${i} 2000,${i % 10 === 0 ? 24 : 39.81}`)}`
    expect(readTable('p.csv', text).rows[0]).toEqual(['MSFT', 'Jan 0 2000', '24'])
  })

  test('the rows decide, not the first line', () => {
    expect(points('a; b, c\n1,5;2,5\n3,5;4,5')).toEqual([1.5, 2.5, 3.5, 4.5])
    expect(points('time,x;y\n1;2\n3;4')).toEqual([1, 2, 3, 4])
  })
})

describe('headers of many lines', () => {
  const weka =
    "% flowers\n@RELATION iris\n\n@ATTRIBUTE 'petal length' NUMERIC\n@attribute width real\n@attribute class {a,b}\n\n@DATA\n1,2,a\n% one more\n3,4,b\n5,6,a\n"
  const ply =
    'ply\nformat ascii 1.0\ncomment by hand\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\nelement face 1\nproperty list uchar int vertex_indices\nend_header\n1 2 9\n3 4 9\n5 6 8\n3 0 1 2\n'

  test.each([
    ['Weka', weka, ['petal length', 'width']],
    ['PLY', ply, ['x', 'y']],
  ])('of %s name the columns and are no rows', (_, text, names) => {
    const found = read(text)
    expect([...found.points]).toEqual([1, 2, 3, 4, 5, 6])
    expect(found.leftOut).toEqual([])
    expect(readTable('p', text).header?.slice(0, 2)).toEqual(names)
    expect(looksLikeTable(text, false)).toBe(true)
  })

  test('of Weka name the classes’ column, too', () => {
    expect(readTable('p', weka).header).toEqual(['petal length', 'width', 'class'])
  })
})

describe('comments', () => {
  test.each([
    ['#', '# made by hand\n1,2\n# between\n3,4'],
    ['%', '% made by hand\n1,2\n3,4'],
    ['//', '// made by hand\n1,2\n3,4'],
    ['several, and blanks in front', '# one\n#two\n  # three, four\n1 2\n3 4'],
  ])('%s', (_, text) => expect(points(text)).toEqual([1, 2, 3, 4]))

  test.each(['# y x', '# y, x', '#y\tx', '% y;x'])(
    'the last one above the rows names the columns: %s',
    (head) => {
      expect(points(`# made by hand\n${head}\n1 2\n3 4`)).toEqual([2, 1, 4, 3])
    },
  )

  test('an error of a spreadsheet is a cell, and a colour is one', () => {
    expect(read('x,y\n1,2\n#N/A,4\n5,6').leftOut).toHaveLength(1)
    expect(points('#ff0000,1.5,2\n#00ff00,3,4\n#0000ff,5,7')).toEqual([1.5, 2, 3, 4, 5, 7])
  })

  test('lines keep their numbers', () => {
    expect(read('# a\n# b\nx,y\n1,2\nNaN,3\n4,5').leftOut[0]?.reason.sentence).toBe(
      'p.csv, line 5: “NaN” is not a number.',
    )
  })
})

describe('numbers', () => {
  test('signs, fractions, exponents', () => {
    expect(points('-1.5,+2\n1e-2,.25\n3.,4E1\n−7,1.5D+01')).toEqual([
      -1.5,
      2,
      Math.fround(0.01),
      0.25,
      3,
      40,
      -7,
      15,
    ])
  })

  test('decimal commas, where commas do not part columns, or between quotes', () => {
    expect(points('x;y\n1,5;2,5')).toEqual([1.5, 2.5])
    expect(points('1,5\t-2,5')).toEqual([1.5, -2.5])
    expect(points('"4,6","8,4"\n"6,3","7,3"')).toEqual([4.6, 8.4, 6.3, 7.3].map(Math.fround))
    expect(points('1,5 2,5\n3,5 4,5')).toEqual([1.5, 2.5, 3.5, 4.5])
  })

  test.each([
    ['1,234.5\t2', [1234.5, 2]],
    ['1.234,5;2', [1234.5, 2]],
    ['1 234,5;2 000', [1234.5, 2000]],
    ['1\u00a0234.5;2\u202f000', [1234.5, 2000]],
    ["1'234.5;1’234", [1234.5, 1234]],
    ['"1,234,567","2,000.5"', [1_234_567, 2000.5]],
    ['1.234.567;2', [1_234_567, 2]],
  ])('groups of thousands: %s', (text, values) => expect(points(text)).toEqual(values))

  test.each([
    ['1,234;2,5', [1.234, 2.5]],
    ['0,123;2,345', [0.123, 2.345]],
    ['1.234;2.5', [1.234, 2.5]],
    ['1.234;0.5\n1,5;2', [1.234, 0.5, 1.5, 2]],
  ])('what other cells say decides: %s', (text, values) => {
    expect(points(text)).toEqual(values.map(Math.fround))
    expect(guess(text, 'decimals')).toBeUndefined()
  })

  test.each([
    ['1,234;2,345', [1.234, 2.345], 'comma'],
    ['1,234\t2,345', [1234, 2345], 'point'],
    ['"1,234","2,345"', [1234, 2345], 'point'],
    ['1.234;2.345', [1.234, 2.345], 'point'],
    ['1,234;2345', [1.234, 2345], 'comma'],
  ])('in doubt it is read one way, and told: %s', (text, values, mark) => {
    expect(points(text)).toEqual(values.map(Math.fround))
    const found = guess(text, 'decimals')
    expect(found?.sentence).toContain(`the ${mark} marks the fraction`)
    expect(found?.options.find(({ inForce }) => inForce)?.change).toEqual({ decimals: mark })
    const other = found?.options.find(({ inForce }) => !inForce)?.change
    expect(points(text, other)).not.toEqual(points(text))
  })

  test.each([
    ['12 cm,5 %\n13 cm,6 %\n14 cm,7', [12, 5, 13, 6, 14, 7]],
    ['€ 3.20,1 m/s\n€ 4.50,2 m/s', [3.2, 1, 4.5, 2]],
    ['3,20 €;1°\n4,50 €;2°', [3.2, 1, 4.5, 2]],
    ['EUR 3,1 km²\nEUR 4,2 km²', [3, 1, 4, 2]],
  ])('a unit that is the same down a column: %s', (text, values) => {
    expect(points(text)).toEqual(values.map(Math.fround))
  })

  test('a unit that differs is none: that row is left out', () => {
    const { points: kept, leftOut } = read('12 cm,1\n13 cm,2\n14 mm,3')
    expect([...kept]).toEqual([12, 1, 13, 2])
    expect(leftOut[0]?.reason.sentence).toBe('p.csv, line 3: “14 mm” is not a number.')
  })
})

describe('the first line', () => {
  const away = (i: number) => `${1000 + ((i * 7) % 11)}.5,${2000 + ((i * 5) % 13)}.5`
  const near = (i: number) => `${((i * 7) % 11) / 2},${((i * 5) % 13) / 2}`

  test('counts the columns, and is unlike the rows: no row, and told', () => {
    const text = `0,1\n${rows(20, away)}`
    expect(points(text)).toHaveLength(40)
    expect(guess(text, 'header')?.sentence).toContain('names the columns')
    expect(points(text, { header: 'no' })).toHaveLength(42)
  })

  test('counts the columns, and may be a row: a row, and told', () => {
    const text = `0,1\n${rows(20, near)}`
    expect(points(text)).toHaveLength(42)
    expect(guess(text, 'header')?.sentence).toContain('is a row like the others')
    expect(points(text, { header: 'yes' })).toHaveLength(40)
  })

  test('lies in the midst of rows that have fractions: a row, for a point more does less harm than one lost', () => {
    const wave = (i: number) => `${(i % 2) * 4 + Math.sin(i)},${Math.cos(i)}`
    const text = rows(20, wave)
    expect(text.startsWith('0,1\n')).toBe(true)
    expect(points(text)).toHaveLength(40)
    expect(guess(text, 'header')?.sentence).toContain('is a row like the others')
  })

  test('counts the rows and names the classes, as scikit-learn writes it: no row, and told', () => {
    const text = `20,2,setosa,virginica\n${rows(20, (i) => `${near(i)},${near(i + 3).split(',')[0] ?? ''},${i % 2}`)}`
    expect(points(text.replace('20,2,', '20,3,'))).toHaveLength(40)
    expect(guess(text.replace('20,2,', '20,3,'), 'header')?.sentence).toBe(
      'The first line, “20, 3, setosa, virginica”, says how many rows there are, names their classes, and is no row.',
    )
    expect(points(text.replace('20,2,', '20,3,'), { header: 'no' })).toHaveLength(42)
    expect(new Set(read(text.replace('20,2,', '20,3,')).classes)).toEqual(new Set(['setosa', 'virginica']))
    const other = text.replace('20,2,', '20,3,').replace(/,1$/gm, ',5')
    expect(new Set(read(other).classes)).toEqual(new Set(['0', '5']))
    // Other numbers are a row.
    expect(points(text)).toHaveLength(42)
    expect(points(text.replace('20,2,', '19,3,'))).toHaveLength(42)
  })

  test('counts the rows of many more columns', () => {
    const wide = (i: number) => [near(i), near(i + 1), near(i + 2), near(i + 3), i % 2].join(',')
    const { classes, leftOut } = read(`20,8,odd,even\n${rows(20, wide)}`)
    expect(classes).toHaveLength(20)
    expect(classes?.slice(0, 2)).toEqual(['odd', 'even'])
    expect(leftOut).toEqual([])
  })

  test('numbers beside a head without a name are names', () => {
    expect(points(`,0,1\n${rows(20, (i) => `${i},${near(i)}`)}`)).toHaveLength(40)
  })

  test('words are names, and nobody needs to be told', () => {
    expect(guess(`x,y\n${rows(5, near)}`, 'header')).toBeUndefined()
    expect(points(`a,b\n${rows(5, near)}`)).toHaveLength(10)
  })

  test('words in a column of words are no names', () => {
    expect(points(`upper,1.5,2\n${rows(6, (i) => `lower,${near(i)}`)}`)).toHaveLength(14)
  })

  test('R leaves out the head of its row names', () => {
    expect(points(`"x" "y"\n"1" 1.5 2\n"2" 3 4\n"3" 5 7`)).toEqual([1.5, 2, 3, 4, 5, 7])
  })
})

describe('rows that cannot be used', () => {
  const good = rows(9, (i) => `${i * i},${10 - i}`)

  test.each([
    ['NaN,4', '“NaN” is not a number'],
    ['NA,4', '“NA” is not a number'],
    ['#N/A,4', '“#N/A” is not a number'],
    ['3,inf', '“inf” is not a number'],
    ['3,1e99', '“1e99” is not a number'],
    ['3,red', '“red” is not a number'],
    ['3,0x10', '“0x10” is not a number'],
    [',4', 'a cell is empty'],
    ['3,', 'a cell is empty'],
    ['3', '1 cell, where the others have 2'],
    ['3,4,5', '3 cells, where the others have 2'],
  ])('%s is left out with its line', (row, words) => {
    const { points: kept, leftOut } = read(`x,y\n${good}\n${row}`)
    expect(kept).toHaveLength(18)
    expect(leftOut).toMatchObject([
      { name: 'p.csv, line 11', reason: { code: 'table-row', sentence: `p.csv, line 11: ${words}.` } },
    ])
  })

  test('many are counted, some told', () => {
    const { leftOut } = read(rows(4000, (i) => (i % 2 === 0 ? `${i},3` : 'NaN,4')))
    expect(leftOut).toHaveLength(500)
    expect(leftOut.reduce((sum, { count = 1 }) => sum + count, 0)).toBe(2000)
  })

  test.each([
    ['nan,1\nnan,2\n1,2', 'table-row', 'line 1: “nan” is not a number'],
    ['1,0x10', 'table-row', 'line 1: “0x10” is not a number'],
    ['a,b\nc,d', 'table-row', 'line 2: “c” is not a number'],
    ['1\n2', 'table-columns', 'line 1: 1 column;'],
    ['x,y\n', 'table-empty', 'p.csv holds no points'],
    ['', 'table-empty', 'p.csv holds no points'],
  ])('where most are bad, the first reason is given: %j', (text, code, words) => {
    expect(failure(text)).toMatchObject({ code, message: expect.stringContaining(words) as string })
  })
})
