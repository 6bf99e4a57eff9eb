import { describe, expect, test } from 'vitest'
import { conflictsIn } from '../../../../src/common/config/check.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import { READERS_CHOICE, type DataChoice } from '../../../../src/common/items/data-card.ts'
import { joinTables } from '../../../../src/worker/data/tables/join.ts'
import { pointsIn } from '../../../../src/worker/data/tables/points.ts'
import { readTable } from '../../../../src/worker/data/tables/table.ts'

const read = (text: string, change: Partial<DataChoice> = {}) => {
  const choice = { ...READERS_CHOICE, ...change }
  return pointsIn(readTable('p.csv', text, choice), choice)
}
const rows = (row: (i: number) => string, count = 12) =>
  Array.from({ length: count }, (_, i) => row(i)).join('\n')
const value = (i: number) => ((i * 7) % 11) + 0.5
const other = (i: number) => ((i * 5) % 13) + 0.25
const columns = (text: string) => read(text).columns
const guess = (text: string) => read(text).guesses.find(({ about }) => about === 'columns')

describe('which columns are x and y', () => {
  test.each([
    ['two: the first and the second', 'a,b', [value, other], [0, 1]],
    ['a counting one in front is left out', 'id,x,y', [(i) => i, value, other], [1, 2]],
    ['so is one without a name', ',x,y', [(i) => i, value, other], [1, 2]],
    ['also with gaps, where its name says so', 'index,u,v', [(i) => 3 * i + 7, value, other], [1, 2]],
    [
      'numbers that are called id, in any order',
      'place_id,u,v',
      [(i) => (i * 7919) % 1009, value, other],
      [1, 2],
    ],
    [
      'and those that are called a number of something',
      'Sample Number,length,depth',
      [(i) => 1 + ((i * 5) % 40), value, other],
      [1, 2],
    ],
    ['a constant is left out', 'u,v,w', [() => 5, value, other], [1, 2]],
    ['words are left out', 'place,u,v', [(i) => `Site ${i}`, value, other], [1, 2]],
    ['names win over places', 'y,other,x', [value, (i) => i * i, other], [2, 0]],
    ['longitude is x', 'lat,long', [value, other], [1, 0]],
    ['under other names', 'Latitude,height,Longitude', [value, (i) => i * i, other], [2, 0]],
    ['names that are alike but for x and y', 'speed,pos_y,pos_x', [(i) => i * i, value, other], [2, 1]],
    ['units in brackets', 't,y [cm],x [cm]', [(i) => i * i, value, other], [2, 1]],
    ['counted ones', 'name,PC1,PC2,PC3', [(i) => `s${i}`, value, other, value], [1, 2]],
    ['time against a value stays', 't,v', [(i) => i, value], [0, 1]],
  ] as [string, string, ((i: number) => string | number)[], [number, number]][])(
    '%s',
    (_, head, cells, [x, y]) => {
      expect(columns(`${head}\n${rows((i) => cells.map((cell) => cell(i)).join(','))}`)).toMatchObject({
        x,
        y,
      })
    },
  )

  test('what was chosen is told, with the other pairs', () => {
    const text = `a,b,c,d,e,f\n${rows((i) => [value(i), other(i), i * i, value(i + 3), other(i + 4), 1 / (i + 1)].join(','))}`
    const told = guess(text)
    expect(told?.sentence).toBe('Points from “a” (x) and “b” (y). Left out: “c”, “d”, “e”, “f”.')
    expect(told?.options).toHaveLength(8)
    expect(told?.options[0]).toEqual({
      label: '“a”, “b”',
      change: { columns: { x: 0, y: 1, classes: null } },
      inForce: true,
    })
    expect(told?.options.filter(({ inForce }) => inForce)).toHaveLength(1)
  })

  test('any pair can be had', () => {
    const text = `a,b,c\n${rows((i) => [value(i), other(i), i * i].join(','))}`
    const { points, guesses } = read(text, { columns: { x: 2, y: 0, classes: null } })
    expect([...points.subarray(2, 4)]).toEqual([1, value(1)])
    expect(guesses[0]?.options[0]).toMatchObject({ label: '“c”, “a”', inForce: true })
    expect(() => read(text, { columns: { x: 0, y: 3, classes: null } })).toThrow('p.csv has 3 columns only.')
  })

  test('two columns in their order need no words', () => {
    expect(guess(`x,y\n${rows((i) => `${value(i)},${other(i)}`)}`)).toBeUndefined()
  })
})

describe('classes', () => {
  const three = (head: string, kind: (i: number) => string | number, at: 0 | 2 = 2) =>
    read(
      `${head}\n${rows((i) => (at === 2 ? [value(i), other(i), kind(i)] : [kind(i), value(i), other(i)]).join(','))}`,
    )
  test.each([
    ['words', 'kind,u,v', (i: number) => ['upper', 'lower'][i % 2] ?? '', 0],
    ['whole numbers called label', 'u,v,label', (i: number) => i % 3, 2],
    ['called target, with fractions of zero', 'u,v,target', (i: number) => `${i % 3}.0`, 2],
    ['y after several x', 'x1,x2,y', (i: number) => i % 2, 2],
  ] as const)('%s give them', (_, head, kind, at) => {
    const { classes, columns: chosen } = three(head, kind, at)
    expect(chosen.classes).toBe(at)
    expect(new Set(classes).size).toBeGreaterThan(1)
    expect(classes?.every((name) => name !== null && !name.includes('.'))).toBe(true)
  })

  test('are told as what they are: counted, and not learnt, as the refusal of conditional training says', () => {
    const told = three('u,v,species', (i) => ['upper', 'lower'][i % 2] ?? '').guesses[0]?.sentence
    expect(told).toBe(
      'Points from “u” (x) and “v” (y); classes from “species” are counted and shown by colour, but points are learnt without them.',
    )
    const one = `u,v,species\n${rows((i) => `${value(i)},${other(i)},all`)}`
    expect(read(one, { columns: { x: 0, y: 1, classes: 2 } }).guesses[0]?.sentence).toBe(
      'Points from “u” (x) and “v” (y); “species” is the same in every row and gives no classes.',
    )
    const item = { kind: 'point', extent: 1 } as const
    const dataset = { id: 'own', classes: ['lower', 'upper'], item }
    const refused = conflictsIn({ ...defaultsFor('own'), model: 'mlp', conditional: 'projection' }, dataset)
    expect(refused).toEqual([expect.stringContaining('not told the classes of points')])
  })

  test('without names the last of few whole numbers gives them', () => {
    expect(columns(rows((i) => `${value(i)},${other(i)},${i % 2}`)).classes).toBe(2)
  })

  test.each([
    ['names that are all different', 'place,u,v', (i: number) => `Site ${i}`, 0],
    ['many numbers', 'u,v,w', (i: number) => i * i, 2],
  ] as const)('%s give none', (_, head, kind, at) => expect(three(head, kind, at).classes).toBeNull())

  test('are none where there are more names than classes can be, though the first rows hold few', () => {
    const sorted = (names: number) =>
      `u,v,gene\n${rows((i) => `${value(i)},${other(i)},g${i < 3000 ? 0 : i % names}`, 9000)}`
    expect(read(sorted(20)).classes).not.toBeNull()
    expect(read(sorted(2000)).classes).toBeNull()
  })

  test('can be declined', () => {
    const text = `u,v,label\n${rows((i) => `${value(i)},${other(i)},${i % 2}`)}`
    expect(read(text, { columns: { x: 0, y: 1, classes: null } }).classes).toBeNull()
  })
})

describe('several tables together', () => {
  const join = (...texts: string[]) =>
    joinTables(
      texts.map((text, i) => readTable(`${'abc'[i]}.csv`, text)),
      READERS_CHOICE,
    )
  const body = (count: number) => rows((i) => `${i},${value(i)},${other(i)}`, count)

  test('the same columns are joined, whatever stands beside them', () => {
    const { usable, skipped } = join(
      `id,x,y\n${body(4)}`,
      `y,x\n${rows((i) => `${other(i)},${value(i)}`, 3)}`,
    )
    expect(usable.map(({ points }) => points.length / 2)).toEqual([4, 3])
    expect([...(usable[1]?.points.subarray(0, 2) ?? [])]).toEqual([value(0), other(0)])
    expect(skipped).toEqual([])
  })

  test('a part without names has its columns where the largest has them', () => {
    const { usable } = join(
      `x,t,y\n${body(9)}`,
      rows((i) => `${i},${value(i)},${other(i)}`, 4),
    )
    expect(usable.map(({ columns: chosen }) => [chosen.x, chosen.y])).toEqual([
      [0, 2],
      [0, 2],
    ])
  })

  test('of different ones the largest is used, the others are left out', () => {
    const { usable, skipped } = join(`u,v\n${rows((i) => `${i},${value(i)}`, 3)}`, `id,x,y\n${body(9)}`)
    expect(usable.map(({ name }) => name)).toEqual(['b.csv'])
    expect(skipped.map(({ reason }) => reason.sentence)).toEqual([
      'a.csv has other columns than b.csv, which was opened.',
    ])
  })
})

describe('several columns that could give classes', () => {
  const text = (rows: number) =>
    [
      'x,y,species,island,sex',
      ...Array.from(
        { length: rows },
        (_, i) => `${i * 1.5},${(i * i) % 7}.5,s${i % 3},i${i % 2},${i % 2 === 0 ? 'm' : 'f'}`,
      ),
    ].join('\n')
  const told = (change: Partial<DataChoice> = {}) => {
    const choice = { ...READERS_CHOICE, ...change }
    return pointsIn(readTable('p.csv', text(30), choice), choice)
  }

  test('are a choice, with none of them as well', () => {
    const guess = told().guesses.find(({ sentence }) => sentence.startsWith('Classes could'))
    expect(guess?.sentence).toBe('Classes could come from “species”, “island”, “sex”.')
    expect(guess?.options.map(({ label, inForce }) => [label, inForce])).toEqual([
      ['“species”', true],
      ['“island”', false],
      ['“sex”', false],
      ['no classes', false],
    ])
    const island = told(guess?.options[1]?.change)
    expect(island.classes?.slice(0, 3)).toEqual(['i0', 'i1', 'i0'])
    expect([...island.points]).toEqual([...told().points])
    expect(told(guess?.options[3]?.change).classes).toBeNull()
  })
})
