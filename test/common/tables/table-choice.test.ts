import { describe, expect, test } from 'vitest'
import {
  acceptTableChoice,
  chooseColumn,
  READERS_COLUMNS,
  repairTableChoice,
} from '../../../src/common/tables/table-choice.ts'

describe('what is decided about columns', () => {
  test('a change is added to what was decided of the column before', () => {
    const once = chooseColumn(READERS_COLUMNS, { at: 3, meaning: 'number' })
    const twice = chooseColumn(chooseColumn(once, { at: 1, dayFirst: true }), { at: 3, log: false })
    expect(twice.columns).toEqual([
      { at: 1, dayFirst: true },
      { at: 3, meaning: 'number', log: false },
    ])
  })

  test.each([
    ['no column', { meaning: 'number' }, 'at'],
    ['a column before the first', { at: -1 }, 'at'],
    ['half a column', { at: 0.5 }, 'at'],
    ['an unknown meaning', { at: 1, meaning: 'colour' }, 'meaning'],
    ['an unknown key', { at: 1, meanings: 'date' }, 'meanings'],
    ['no object', 7, 'the change'],
  ])('%s is refused by name', (_, change, named) => {
    expect(() => chooseColumn(READERS_COLUMNS, change)).toThrow(
      `This is no decision about columns: ${named}.`,
    )
  })

  test('a whole choice is taken, or refused', () => {
    const choice = { columns: [{ at: 2, meaning: 'id' }], target: 1 }
    expect(acceptTableChoice(choice)).toEqual(choice)
    expect(() => acceptTableChoice({ columns: [{ at: 2 }, { at: 2 }], target: null })).toThrow('columns')
    expect(() => acceptTableChoice({ columns: [], target: 'last' })).toThrow('target')
  })

  test('of a kept one what is wrong is forgotten', () => {
    expect(repairTableChoice(null)).toEqual(READERS_COLUMNS)
    expect(repairTableChoice({ columns: 'all', target: 1 })).toEqual(READERS_COLUMNS)
    const kept = { columns: [{ at: 2, meaning: 'colour' }, { at: 3, log: true }, { at: 3 }, 5], target: -1 }
    expect(repairTableChoice(kept)).toEqual({ columns: [{ at: 3, log: true }], target: null })
  })
})
