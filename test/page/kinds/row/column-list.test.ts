// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { createElement } from 'react'
import { beforeAll, describe, expect, test } from 'vitest'
import type { DatasetSummary } from '../../../../src/common/protocol/report.ts'
import { DataCard } from '../../../../src/page/ui/setup/data/data-card.tsx'
import {
  costWords,
  countWords,
  dayComesFirst,
  mayBeLogged,
  missingWords,
} from '../../../../src/page/kinds/row/columns/column-words.ts'
import { renderPage } from '../../../helpers/page/render-page.tsx'
import { settled } from '../../../helpers/page/scripted-client.ts'
import { ITEM, PROFILES, TABLE, TABLE_CARD } from '../../../helpers/page/tables.ts'

/** So that it is there as soon as it is asked for. */
beforeAll(() => import('../../../../src/page/kinds/row/columns/column-list.tsx'))

async function show(change: Partial<DatasetSummary> = {}) {
  const page = renderPage(createElement(DataCard))
  await act(async () => {
    page.emit({ type: 'dataset', summary: { ...TABLE, ...change } })
    await settled()
  })
  return { rereads: () => page.calls.filter(([name]) => name === 'reread').map(([, choice]) => choice) }
}

const row = (name: string) => {
  const found = screen.getAllByRole('listitem').find((item) => within(item).queryByTitle(name) !== null)
  if (found === undefined) throw new Error(`No column ${name}`)
  return within(found)
}

describe('the columns of a table', () => {
  test('each stands there with what it is taken for, its sentence and what is missing', async () => {
    await show()
    expect(screen.getByRole('region', { name: 'Columns of the table' }).textContent).toContain(
      '4 columns, 3 of them learnt.',
    )
    expect(row('age').getByText('About age.')).toBeDefined()
    expect(row('age').getByText('12 % missing')).toBeDefined()
    expect(row('age').getByRole('img', { name: 'From 18 to 90' })).toBeDefined()
    expect(row('town').getByTitle('Bonn: 60')).toBeDefined()
    expect(row('town').getByText('predicted')).toBeDefined()
  })

  test('another meaning reads the same file again', async () => {
    const { rereads } = await show()
    fireEvent.change(screen.getByLabelText('age is taken for'), { target: { value: 'category' } })
    expect(rereads()).toEqual([{ rows: { columns: [{ at: 1, meaning: 'category' }], target: null } }])
  })

  test('what was decided before stays when another column is decided', async () => {
    const choice = { ...TABLE_CARD.choice, rows: { columns: [{ at: 1, log: true }], target: 3 } }
    const { rereads } = await show({ card: { ...TABLE_CARD, choice } })
    fireEvent.click(screen.getByLabelText('Day first: joined'))
    expect(rereads()).toEqual([
      {
        rows: {
          columns: [
            { at: 1, log: true },
            { at: 2, dayFirst: false },
          ],
          target: 3,
        },
      },
    ])
  })

  test('the logarithm is offered where one can be taken, and the target can be named or given up', async () => {
    const { rereads } = await show()
    fireEvent.click(screen.getByLabelText('Logarithm: age'))
    const target = screen.getByLabelText('To be predicted')
    expect(
      within(target)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['no column', 'age', 'joined', 'town'])
    fireEvent.change(target, { target: { value: 'none' } })
    fireEvent.change(target, { target: { value: '1' } })
    expect(rereads()).toEqual([
      { rows: { columns: [{ at: 1, log: true }], target: null } },
      { rows: { columns: [], target: null } },
      { rows: { columns: [], target: 1 } },
    ])
  })

  test('of a table that comes with the page only what is to be predicted can be chosen', async () => {
    await show({ id: 'weather' })
    expect(row('age').getByText('number')).toBeDefined()
    expect(screen.getAllByRole('combobox')).toEqual([screen.getByLabelText('To be predicted')])
    expect(screen.queryAllByRole('checkbox')).toEqual([])
  })

  test('one of two hundred is found by its name', async () => {
    const [first] = PROFILES
    if (first === undefined) throw new Error('no profile')
    const columns = Array.from({ length: 200 }, (_, at) => ({ ...first, at, name: `q${at}` }))
    await show({ card: { ...TABLE_CARD, columns } })
    expect(within(screen.getByRole('list', { name: 'Columns' })).getAllByRole('listitem')).toHaveLength(200)
    fireEvent.change(screen.getByLabelText('Find a column'), { target: { value: 'Q19' } })
    expect(within(screen.getByRole('list', { name: 'Columns' })).getAllByRole('listitem')).toHaveLength(11)
    fireEvent.change(screen.getByLabelText('Find a column'), { target: { value: 'nothing' } })
    expect(screen.getByText('No column is called so.')).toBeDefined()
  })
})

test('words', () => {
  expect([0, 0.004, 0.126].map(missingWords)).toEqual(['', '< 1 % missing', '13 % missing'])
  expect(countWords({ ...ITEM.encoding, columns: ITEM.encoding.columns.slice(1) })).toBe(
    '3 columns, all of them learnt',
  )
  expect(costWords(ITEM, null)).toBe('A row becomes 4 numbers.')
  expect(costWords(ITEM, 12_345)).toBe('A row becomes 4 numbers; the two networks learn 12,345.')
})

test('what can be chosen of a column follows from what is in it', () => {
  expect(PROFILES.map(mayBeLogged)).toEqual([false, true, false, false])
  expect(ITEM.encoding.columns.map(dayComesFirst)).toEqual([null, null, true, null])
})
