// @vitest-environment happy-dom
/** The panel of a search for settings, as a person and a screen reader meet it. */
import { act, fireEvent, screen, within } from '@testing-library/react'
import { createElement } from 'react'
import { describe, expect, test } from 'vitest'
import { SearchButton } from '../../../src/page/ui/search/search-button.tsx'
import { changeWords, curveWords, figuresOf, inOrder } from '../../../src/page/ui/search/candidate-words.ts'
import { lookAt, OVER, rowOf, searched } from '../../helpers/page/found.ts'
import { built, ring, SUMMARY } from '../../helpers/page/scripted-client.ts'
import { renderPage } from '../../helpers/page/render-page.tsx'

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })

function standing() {
  const page = renderPage(createElement(SearchButton))
  act(() => {
    page.emit({
      type: 'dataset',
      summary: { ...SUMMARY, id: 'ring', item: { kind: 'point', extent: 1 }, count: 0, size: 0 },
    })
    page.emit(built())
    page.emit({ type: 'state', state: 'ready', step: 0 })
  })
  const asked = () => page.calls.filter(([name]) => ['find', 'stopFinding', 'keepCandidate'].includes(name))
  return { ...page, asked }
}

/** The panel is open. */
async function opened() {
  const page = standing()
  fireEvent.click(button('Find settings for me'))
  // It comes when it is first opened.
  await screen.findByRole('dialog')
  return page
}

describe('before a search', () => {
  test('there is nothing to open before networks stand', () => {
    renderPage(createElement(SearchButton))
    expect(button('Find settings for me').disabled).toBe(true)
  })

  test('the panel says what happens to the run and what is tried, and begins it within the time chosen', async () => {
    const { asked } = await opened()
    const panel = screen.getByRole('dialog', { name: 'Find settings for me' })
    expect(panel.textContent).toContain('Your present run pauses meanwhile.')
    expect(panel.textContent).toContain('8 are tried: As it is now; Paired loss with R1 and R2;')
    fireEvent.click(screen.getByRole('radio', { name: '2 min' }))
    expect(panel.textContent).toContain('4 are tried:')
    fireEvent.click(button('Start'))
    expect(asked()).toEqual([['find', { minutes: 2 }]])
  })

  test('a challenge asks a person to find them', () => {
    const { store } = standing()
    act(() => store.setState({ challenge: { id: 'grid', phase: 'open', found: null } }))
    expect(screen.queryByRole('button', { name: 'Find settings for me' })).toBeNull()
  })
})

describe('during a search', () => {
  test('progress, time left and a way out; the button tells as much where the panel is closed', async () => {
    const { emit, asked } = await opened()
    act(() => emit({ type: 'search', search: searched() }))
    expect(screen.getByRole('progressbar', { name: 'Search' }).getAttribute('value')).toBe('20')
    expect(screen.getByText('Round 1 of 1: 2 of 2 still race.')).toBeDefined()
    act(() => emit({ type: 'search-progress', spent: 285_000, round: 1, training: 'small' }))
    expect(screen.getByText('0:15 left')).toBeDefined()
    expect(screen.getByText('training')).toBeDefined()
    fireEvent.click(button('Cancel'))
    expect(asked()).toEqual([['stopFinding', undefined]])
    fireEvent.click(button('Close'))
    expect(button('Finding settings: 0:15 left')).toBeDefined()
  })

  test('rows stay where they are; whoever made no step cannot be kept', async () => {
    const { emit, asked } = await opened()
    const rows = [
      rowOf('now', { rank: 2, step: 5, measurements: [lookAt(5, 0.1)] }),
      rowOf('small', { rank: 1 }),
    ]
    act(() => emit({ type: 'search', search: searched({ rows }) }))
    const items = within(screen.getByRole('list', { name: 'Candidates' })).getAllByRole('heading')
    expect(items.map(({ textContent }) => textContent)).toEqual(['2The now onewaits', '1The small onewaits'])
    expect(button('Keep: The small one').disabled).toBe(true)
    fireEvent.click(button('Keep: The now one'))
    expect(asked()).toEqual([['keepCandidate', 'now']])
  })
})

describe('after a search', () => {
  test('best first, the winner stands, the others and the run from before can be had', async () => {
    const { emit, asked } = await opened()
    act(() => emit({ type: 'search', search: OVER }))
    const list = screen.getByRole('list', { name: 'Candidates' })
    expect(
      within(list)
        .getAllByRole('heading')
        .map(({ textContent }) => textContent),
    ).toEqual(['Your run from before', '1The small onewinner', '2The now onefell'])
    expect(within(list).getByText('Your run now')).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Keep: The small one' })).toBeNull()
    expect(within(list).getByText('At step 1,234, as you left it.')).toBeDefined()
    fireEvent.click(button('Take back: your run from before'))
    fireEvent.click(button('Keep: The now one'))
    expect(asked()).toEqual([
      ['keepCandidate', 'before'],
      ['keepCandidate', 'now'],
    ])
    expect(button('Search again')).toBeDefined()
  })

  test('stopped, it says that nothing was changed', async () => {
    const { emit } = await opened()
    act(() => emit({ type: 'search', search: searched({ state: 'stopped' }) }))
    expect(screen.getByText('Stopped: nothing was changed. Any of these can be kept.')).toBeDefined()
  })
})

describe('in words', () => {
  test('what differs, as everywhere on the page', () => {
    expect(changeWords(ring(), { penalty: 'r1', gamma: 0.02 })).toBe('R1, γ 0.02 instead of none')
    expect(changeWords(ring(), { batch: 128 })).toMatch(/^Batch\D* 128 instead of 256$/)
    expect(changeWords(ring(), {})).toBe('The settings as they were')
  })

  test('figures by their names, variety first; the curve in numbers', () => {
    expect(figuresOf(lookAt(5, 0.25)).map(({ name, value }) => `${name} ${value}`)).toEqual([
      'Variety 25.0 %',
      'Modes covered 7 / 8',
      'High-quality samples 50.0 %',
      'Coverage 60.0 %',
      'Diversity 0.900 ×',
    ])
    expect(curveWords([lookAt(1, 0.1), lookAt(2, 0.25)])).toBe('Looks and variety, by time: 10 %, 25 %')
    expect(curveWords([])).toBe('No look yet')
  })

  test('whoever was never looked at comes last', () => {
    const rows = [rowOf('a'), rowOf('b', { rank: 2 }), rowOf('c', { rank: 1 })]
    expect(inOrder(rows).map(({ id }) => id)).toEqual(['c', 'b', 'a'])
  })
})
