import { describe, expect, test } from 'vitest'
import { READERS_CHOICE } from '../../../../src/common/items/data-card.ts'
import { pointsIn } from '../../../../src/worker/data/tables/points.ts'
import { readTable } from '../../../../src/worker/data/tables/table.ts'

const points = (text: string) => pointsIn(readTable('p.csv', text), READERS_CHOICE).points
const read = (text: string) => [...points(text)]
const failure = (text: string) => {
  try {
    points(text)
  } catch (thrown) {
    return thrown
  }
  throw new Error('accepted')
}

describe('points of a table', () => {
  test.each([
    ['commas', '1,2\n3,4'],
    ['a header', 'x,y\n1,2\n3,4\n'],
    ['Windows line ends', '1,2\r\n3,4\r\n'],
    ['tabs', '1\t2\n3\t4'],
    ['bars', '1|2\n3|4'],
    ['semicolons', 'x;y\n1;2\n3;4'],
    ['blanks', '  1   2\n3 4  '],
    ['quotes', '"x","y"\n"1","2"\n"3","4"'],
    ['empty lines', '\n1,2\n\n3,4\n\n\n'],
    ['blanks around', ' 1 , 2\n 3 , 4'],
  ])('%s', (_, text) => expect(read(text)).toEqual([1, 2, 3, 4]))

  test('signs, fractions, exponents', () => {
    expect(read('-1.5,+2\n1e-2,.25\n3.,4E1')).toEqual([-1.5, 2, Math.fround(0.01), 0.25, 3, 40])
  })

  test('decimal commas, where commas do not part columns', () => {
    expect(read('x;y\n1,5;2,5')).toEqual([1.5, 2.5])
    expect(read('1,5\t-2,5')).toEqual([1.5, -2.5])
  })

  test.each([
    ['1,2\n3,red', 'table-cell', 'line 2, column 2: “red” is not a number'],
    ['x,y\n1,2\nNaN,4', 'table-cell', 'line 3, column 1: “NaN” is not a number'],
    ['nan,1\n1,2', 'table-cell', 'line 1, column 1: “nan” is not a number'],
    ['1,2\n\n3,inf', 'table-cell', 'line 3, column 2: “inf” is not a number'],
    ['1,2\n3,', 'table-cell', 'line 2, column 2: the cell is empty'],
    ['1,2\n3,1e99', 'table-cell', 'line 2, column 2: “1e99” is not a number'],
    ['1,0x10', 'table-cell', 'line 1, column 2: “0x10” is not a number'],
    ['a,b\nc,d', 'table-cell', 'line 2, column 1: “c” is not a number'],
    ['x,y,z\n1,2,3', 'table-columns', 'line 2: 3 columns'],
    ['1,2\n3', 'table-columns', 'line 2: 1 column;'],
    ['1\n2', 'table-columns', 'line 1: 1 column;'],
    ['x,y\n', 'table-empty', 'p.csv holds no points'],
  ])('%j is refused: %s, %s', (text, code, words) => {
    expect(failure(text)).toMatchObject({ code, message: expect.stringContaining(words) as string })
  })
})
