// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { createElement } from 'react'
import { expect, test, vi } from 'vitest'
import {
  askedOf,
  choosable,
  conditionOf,
  firstDraft,
  madeWords,
} from '../../../../src/page/kinds/row/leaving/conditions.ts'
import { knownCells, lineOf } from '../../../../src/page/kinds/row/leaving/fill-row-words.ts'
import { MakeRows } from '../../../../src/page/kinds/row/leaving/make-rows.tsx'
import type { Saving } from '../../../../src/page/ui/latent/save/use-saving.ts'
import { renderPage } from '../../../helpers/page/render-page.tsx'
import { settled } from '../../../helpers/page/scripted-client.ts'
import { ITEM, TABLE } from '../../../helpers/page/tables.ts'

const COLUMNS = choosable(ITEM.encoding)

test('only what is learnt can be asked for; a category comes first', () => {
  expect(COLUMNS).toEqual([
    { name: 'age', labels: null },
    { name: 'joined', labels: null },
    { name: 'town', labels: ['Bonn', 'Köln'] },
  ])
  expect(firstDraft(COLUMNS, 1)).toEqual({ id: 1, column: 'town', is: 'Bonn', from: '', to: '' })
  expect(firstDraft([], 1)).toBeNull()
})

test('a bound that was left empty is none, and two empty ones ask for nothing', () => {
  const draft = { id: 1, column: 'age', is: '', from: ' 18 ', to: '' }
  expect(conditionOf(draft, COLUMNS)).toEqual({ column: 'age', from: '18', to: null })
  expect(conditionOf({ ...draft, from: ' ' }, COLUMNS)).toBeNull()
  expect(conditionOf({ ...draft, column: 'gone' }, COLUMNS)).toBeNull()
  const town = { id: 2, column: 'town', is: 'Köln', from: '1', to: '2' }
  expect(conditionOf(town, COLUMNS)).toEqual({ column: 'town', is: 'Köln' })
  expect(askedOf({ count: 5, seed: 3, drafts: [draft, town], balance: null }, COLUMNS)).toEqual({
    count: 5,
    seed: 3,
    where: [
      { column: 'age', from: '18', to: null },
      { column: 'town', is: 'Köln' },
    ],
  })
  expect(askedOf({ count: 5, seed: 3, drafts: [], balance: 'town' }, COLUMNS)).toEqual({
    count: 5,
    seed: 3,
    balance: 'town',
  })
})

test('what came is said, and why fewer came', () => {
  const where = [{ column: 'town', is: 'Köln' }]
  expect(madeWords({ count: 500 }, { rows: 500, acceptance: 1 })).toBe('500 rows.')
  expect(madeWords({ count: 500, where }, { rows: 500, acceptance: 0.0434 })).toBe(
    '500 rows; 4.3 % of the rows drawn had what was asked for.',
  )
  expect(madeWords({ count: 500, where }, { rows: 12, acceptance: 0.00012 })).toBe(
    'Only 12 of 500 rows came: 0.012 % of the rows drawn had what was asked for, and drawing was given up. Ask for less, or train on.',
  )
})

test('the form asks for as many rows as the table has, with what was set', async () => {
  const made: Blob[] = []
  const saving: Saving = {
    ...{ progress: null, told: null, stop: vi.fn(), forget: vi.fn() },
    save: (_name, _total, make) => void make(() => undefined).then((blob) => made.push(blob)),
  }
  const page = renderPage(createElement(MakeRows, { saving, stem: 'ganvas-own-step-5' }))
  await act(async () => {
    page.emit({ type: 'dataset', summary: TABLE })
    await settled()
  })
  fireEvent.click(screen.getByRole('button', { name: 'Add a condition' }))
  fireEvent.change(screen.getByLabelText('Category of condition 1'), { target: { value: 'Köln' } })
  fireEvent.click(screen.getByRole('button', { name: 'And …' }))
  fireEvent.change(screen.getByLabelText('Column of condition 2'), { target: { value: 'age' } })
  const second = within(screen.getByRole('group', { name: 'Condition 2' }))
  expect(second.getByLabelText('Lowest value of condition 2').getAttribute('placeholder')).toBe('18')
  fireEvent.change(second.getByLabelText('Highest value of condition 2'), { target: { value: '30' } })
  fireEvent.change(screen.getByLabelText('Which categories come equally often'), {
    target: { value: 'of town' },
  })
  fireEvent.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(made).toHaveLength(1))
  expect(await made[0]?.text()).toBe('a\n1\n')
  expect(page.calls.filter(([name]) => name === 'makeRows').map(([, asked]) => asked)).toEqual([
    {
      count: 100,
      seed: 0,
      where: [
        { column: 'town', is: 'Köln' },
        { column: 'age', from: null, to: '30' },
      ],
      balance: 'town',
    },
  ])
  fireEvent.click(screen.getByRole('button', { name: 'Remove condition 1' }))
  expect(screen.queryByRole('group', { name: 'Condition 2' })).toBeNull()
})

test('cells that were left empty are not known, and a row becomes a line of the table', () => {
  expect(knownCells({ a: ' x ', b: '  ' })).toEqual({ a: 'x' })
  expect(lineOf(['a;b', 'c"d', 'e,f'], ';')).toBe('"a;b";"c""d";e,f')
})
