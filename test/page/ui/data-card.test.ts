// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { createElement } from 'react'
import { describe, expect, test } from 'vitest'
import type { DataCard as Card } from '../../../src/common/items/data-card.ts'
import type { SkippedItem } from '../../../src/common/protocol/report.ts'
import { byReason } from '../../../src/page/ui/setup/data/left-out.tsx'
import { cameWords, DataCard } from '../../../src/page/ui/setup/data/data-card.tsx'
import { CARD, settled, SUMMARY } from '../../helpers/page/scripted-client.ts'
import { renderPage } from '../../helpers/page/render-page.tsx'

async function show(change: Partial<Card> = {}, skipped: readonly SkippedItem[] = []) {
  const page = renderPage(createElement(DataCard))
  await act(async () => {
    page.emit({
      type: 'dataset',
      summary: { ...SUMMARY, skipped: [...skipped], card: { ...CARD, ...change } },
    })
    await settled()
  })
  const rereads = () => page.calls.filter(([name]) => name === 'reread').map(([, choice]) => choice)
  return { ...page, rereads }
}
const skip = (name: string, code: string, sentence: string): SkippedItem => ({
  name,
  reason: { code, sentence, nextStep: 'Do something.' },
})

test('what the pictures came as, in a line', () => {
  const small = { width: 28, height: 28 }
  const large = { width: 1024, height: 768 }
  const sizes = { smallest: small, largest: large, alike: false }
  expect(cameWords({ files: 350, sizes: { ...sizes, largest: small, alike: true } })).toBe(
    'From 350 files, pictures of 28 × 28 pixels.',
  )
  expect(cameWords({ files: 1, sizes })).toBe('From 1 file, pictures of 28 × 28 to 1,024 × 768 pixels.')
  expect(cameWords({ files: 2, sizes: null })).toBe('From 2 files.')
  expect(cameWords({ files: 0, sizes: null })).toBe('')
})

test('nothing is shown of data that are not the person’s own', () => {
  const { emit, view } = renderPage(createElement(DataCard))
  act(() => emit({ type: 'dataset', summary: { ...SUMMARY, id: 'mnist' } }))
  expect(view.container.textContent).toBe('')
})

test('troubles are said with the step that helps', async () => {
  await show({ troubles: [{ id: 'few', sentence: '12 are few.', nextStep: 'Add more.' }] })
  const list = screen.getByRole('list', { name: 'Worth knowing' })
  expect(
    within(list)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual(['12 are few. Add more.'])
})

describe('a guess', () => {
  const guess = (labels: readonly string[]) => ({
    about: 'classesFrom' as const,
    sentence: 'Classes from the folder: cats, dogs.',
    options: labels.map((label, i) => ({
      label,
      change: { classesFrom: i === 0 ? ('folder:0' as const) : ('none' as const) },
      inForce: i === 0,
    })),
  })

  test('with few short options is a row; another reads the files again', async () => {
    const { rereads } = await show({ guesses: [guess(['Folder', 'None'])] })
    const row = screen.getByRole('radiogroup', { name: 'Classes from' })
    expect(within(row).getByRole<HTMLInputElement>('radio', { name: 'Folder' }).checked).toBe(true)
    fireEvent.click(within(row).getByRole('radio', { name: 'None' }))
    expect(rereads()).toEqual([{ classesFrom: 'none' }])
  })

  test('with long options is a list', async () => {
    const { rereads } = await show({ guesses: [guess(['The outermost folder: cats, dogs', 'No classes'])] })
    const list = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Classes from' })
    expect(list.value).toBe('0')
    fireEvent.change(list, { target: { value: '1' } })
    expect(rereads()).toEqual([{ classesFrom: 'none' }])
  })

  test('cannot be changed while files are read', async () => {
    const { store } = await show({ guesses: [guess(['Folder', 'None'])] })
    act(() => store.setState({ opening: true }))
    expect(screen.getByRole('radiogroup', { name: 'Classes from' }).closest('fieldset')?.disabled).toBe(true)
  })
})

describe('all pictures', () => {
  test('are turned by another quarter, mirrored, and put on a ground', async () => {
    const choice = { ...CARD.choice, turn: 270, mirror: true, background: '#102030' } as const
    const { rereads } = await show({ choice })
    fireEvent.click(screen.getByRole('button', { name: 'Turn by a quarter: now 270 degrees' }))
    fireEvent.click(screen.getByRole('button', { name: 'Mirror', pressed: true }))
    fireEvent.click(screen.getByRole('button', { name: 'Auto' }))
    expect(rereads()).toEqual([{ turn: 0 }, { mirror: false }, { background: 'auto' }])
  })

  test('the ground is taken when the picker closes, not on the way', async () => {
    const { rereads } = await show()
    const swatch = screen.getByLabelText<HTMLInputElement>('Background')
    expect(swatch.value).toBe('#ffffff')
    act(() => {
      swatch.value = '#445566'
      swatch.dispatchEvent(new Event('change', { bubbles: true }))
    })
    expect(rereads()).toEqual([{ background: '#445566' }])
  })

  test('of points there is nothing of the kind', async () => {
    await show({ item: { kind: 'point', extent: 1.6 } })
    expect(screen.queryByRole('button', { name: 'Mirror' })).toBeNull()
  })
})

test('classes are listed with their counts, the first few until somebody asks for all', async () => {
  const classes = Array.from({ length: 9 }, (_, i) => ({ name: `class ${i}`, count: 10 * (i + 1) }))
  await show({ classes })
  const items = () => within(screen.getByRole('list', { name: 'Classes' })).getAllByRole('listitem')
  expect(items()).toHaveLength(6)
  expect(items()[0]?.textContent).toBe('class 010')
  fireEvent.click(screen.getByRole('button', { name: 'Show all 9 classes' }))
  expect(items()).toHaveLength(9)
})

test('fitted settings are told, and put back', async () => {
  const { emit, calls } = await show()
  act(() => emit({ type: 'fitted', fitted: { sentence: 'Settings were fitted.', undo: { batch: 64 } } }))
  expect(screen.getByText(/Settings were fitted\./)).toBeDefined()
  fireEvent.click(screen.getByRole('button', { name: 'Undo the fitted settings' }))
  expect(calls.find(([name]) => name === 'configure')?.[1]).toEqual({ batch: 64 })
  expect(screen.queryByText(/Settings were fitted\./)).toBeNull()
})

describe('what was left out', () => {
  test('is grouped by reason, the most frequent first', () => {
    const groups = byReason([skip('a', 'x', 'a is x.'), skip('b', 'y', 'b is y.'), skip('c', 'y', 'c is y.')])
    expect(groups.map(({ code, first, others }) => [code, first.name, others.length])).toEqual([
      ['y', 'b', 1],
      ['x', 'a', 0],
    ])
  })

  test('names each file once', async () => {
    await show({}, [
      skip('long name.png', 'x', 'long name.png is empty.'),
      skip('other.png', 'z', 'Unexpected.'),
    ])
    const said = screen.getAllByText(/is empty|Unexpected/).map(({ textContent }) => textContent)
    expect(said).toEqual(['long name.png is empty.', 'other.png: Unexpected.'])
  })
})
