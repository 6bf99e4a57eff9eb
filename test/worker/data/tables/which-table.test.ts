/** Several sets in what was opened: which becomes the data, and how the person gets another. */
import { describe, expect, test } from 'vitest'
import { openFiles } from '../../../../src/worker/data/open-files.ts'
import type { DataChoice } from '../../../../src/common/items/data-card.ts'
import { file, plainPng } from '../../../helpers/data/files.ts'
import { choosing, config, services } from '../../../helpers/data/opening.ts'

const rows = (count: number, row: (i: number) => string) => Array.from({ length: count }, (_, i) => row(i))
const table = (name: string, head: string, count: number) =>
  file(name, [head, ...rows(count, (i) => `${(i * 37) % 101},${(i * 53) % 89}`)].join('\n'))
const cars = table('cars.csv', 'weight,power', 80)
const birds = table('birds.csv', 'wing,beak', 120)
const pictures = rows(5, String).map((i) => file(`${i}.png`, plainPng(Number(i) * 40)))

const open = async (files: File[], choice: Partial<DataChoice> = {}) => {
  const { summary } = await openFiles(files, config(), services(choosing(choice)))
  const guess = summary.card?.guesses.find(({ about }) => about === 'table')
  return { summary, guess, inForce: guess?.options.find(({ inForce }) => inForce)?.label }
}

describe('tables with different columns', () => {
  test('the largest is opened, and the others are offered', async () => {
    const { summary, guess, inForce } = await open([cars, birds])
    expect(summary.count).toBe(120)
    expect(guess?.sentence).toBe('Of 2 tables with different columns “birds.csv” is opened.')
    expect(guess?.options.map(({ label }) => label)).toEqual(['birds.csv, 120 points', 'cars.csv, 80 points'])
    expect(inForce).toBe('birds.csv, 120 points')
  })

  test('the wanted one is opened, with columns of its own', async () => {
    const { guess } = await open([cars, birds])
    const change = guess?.options[1]?.change ?? {}
    const { summary, inForce } = await open([cars, birds], change)
    expect(summary.count).toBe(80)
    expect(inForce).toBe('cars.csv, 80 points')
    expect(change).toEqual({ table: 'cars.csv', columns: null })
  })

  test('that share a name are told apart by their folders, in the choice too', async () => {
    const [north, south] = [table('north/a.csv', 'weight,power', 80), table('south/a.csv', 'wing,beak', 120)]
    const { guess } = await open([north, south])
    expect(guess?.options.map(({ label }) => label)).toEqual([
      'south/a.csv, 120 points',
      'north/a.csv, 80 points',
    ])
  })

  test('columns that are chosen of the one in force move no other to its place', async () => {
    const wide = file(
      'wide.csv',
      ['a,b,c', ...rows(70, (i) => `${i % 7},${(i * 5) % 31},${(i * 11) % 43}`)].join('\n'),
    )
    const columns = { x: 1, y: 2, classes: null }
    const { summary } = await open([wide, cars], { table: 'wide.csv', columns })
    expect(summary.count).toBe(70)
  })

  test('one table alone, or several with the same columns, leave nothing to choose', async () => {
    expect((await open([cars])).guess).toBeUndefined()
    expect((await open([cars, table('more.csv', 'weight,power', 20)])).guess).toBeUndefined()
  })
})

describe('a table beside pictures', () => {
  test('is offered', async () => {
    const { summary, guess, inForce } = await open([...pictures, birds])
    expect(summary.item.kind).toBe('picture')
    expect(guess?.sentence).toBe('The pictures are opened; a table of 120 points lies beside them.')
    expect(inForce).toBe('5 pictures')
    const { summary: wanted, guess: back } = await open([...pictures, birds], guess?.options[1]?.change)
    expect(wanted).toMatchObject({ count: 120, item: { kind: 'point' } })
    expect(back?.options.map(({ label }) => label)).toEqual(['5 pictures', 'birds.csv, 120 points'])
    expect(back?.options[0]?.change).toEqual({ table: null })
  })

  test('is not, where it has few rows, only counts, or tells the classes of the pictures', async () => {
    const labels = file('labels.csv', ['name,label', ...rows(5, (i) => `${i}.png,${i % 2}`)].join('\n'))
    const few = table('few.csv', 'x,y', 10)
    const counts = file('counts.csv', ['id,name', ...rows(90, (i) => `${i},n${i}`)].join('\n'))
    expect((await open([...pictures, labels, few, counts])).guess).toBeUndefined()
  })
})
