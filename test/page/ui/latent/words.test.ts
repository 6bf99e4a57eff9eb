// @vitest-environment happy-dom
/** Directions for words on the page: words are chosen, the search is told, and what was found is moved along. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { createElement } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { WordsView } from '../../../../src/page/ui/latent/words/words-view.tsx'
import type { WordReport, WordsReport } from '../../../../src/common/words/protocol.ts'
import { wordsOf } from '../../../../src/common/words/word.ts'
import { built, settled, SUMMARY } from '../../../helpers/page/scripted-client.ts'
import { renderPage } from '../../../helpers/page/render-page.tsx'

afterEach(cleanup)

const ATTRIBUTES = [
  { name: 'Hat', kind: 'yes-no' },
  { name: 'age', kind: 'number' },
] as const
const [HAT, AGE] = wordsOf({ classes: [], attributes: ATTRIBUTES })

async function standing(
  attributes: readonly (typeof ATTRIBUTES)[number][] = ATTRIBUTES,
  classes: string[] = [],
) {
  const moves: number[][] = []
  const held = Float32Array.of(0.5, 2)
  const cursor = { read: () => held, move: (next: Float32Array) => void moves.push([...next]) }
  const page = renderPage(
    createElement(WordsView, { dimensions: 2, prior: 'normal', cursor, onGrasp: () => undefined }),
    { dataset: 'mnist', latent: 2 },
  )
  act(() => {
    page.emit({ type: 'dataset', summary: { ...SUMMARY, classes, attributes } })
    page.emit(built())
    page.emit({ type: 'state', state: 'ready', step: 40 })
    page.state().actions.setLatent(held)
  })
  await act(settled)
  return { ...page, moves }
}

const report = (words: readonly WordReport[], state: WordsReport['state'] = 'over'): WordsReport => ({
  ...{ state, step: 40, named: 2000, moved: 500, words, caveats: ['Hat and age come together.'] },
  progress: { share: 0.4, label: 'Fakes are named' },
})

function found(): WordReport {
  if (HAT === undefined) throw new Error('There is no hat.')
  return {
    ...{
      word: HAT,
      state: 'found',
      judge: { score: 0.91, asked: 410 },
      measurer: { score: 0.9, asked: 410 },
    },
    ...{ reals: 0.25, fakes: 0.3, plane: { score: 0.84, asked: 400 }, left: 0.98, measured: null },
    ...{ direction: Float32Array.of(0, 1), sentence: 'It flips.' },
  }
}

const chip = (name: string) => screen.getByRole('button', { name })

describe('before', () => {
  test('the words of the data are offered, all chosen, with what to know of them', async () => {
    const page = await standing()
    expect(['Hat', 'age'].map((name) => chip(name).getAttribute('aria-pressed'))).toEqual(['true', 'true'])
    expect(document.body.textContent).toContain('ask those whom your pictures show')
    fireEvent.click(chip('age'))
    fireEvent.click(chip('Find directions'))
    expect(page.calls.filter(([name]) => name === 'words')).toEqual([['words', [HAT?.id]]])
    await act(settled)
  })

  test('without words it is said how pictures get them, and nothing can be pressed', async () => {
    await standing([])
    expect(document.body.textContent).toContain('Put them into folders')
    expect(screen.queryAllByRole('button')).toHaveLength(0)
  })

  test('classes are words where nothing else is', async () => {
    await standing([], ['young', 'old'])
    expect(chip('young – old').getAttribute('aria-pressed')).toBe('true')
  })
})

describe('while it goes on', () => {
  test('how far it is stands there, and it can be stopped', async () => {
    const page = await standing()
    act(() => page.emit({ type: 'words', report: report([], 'finding') }))
    expect(screen.getByRole('status').textContent).toContain('Fakes are named')
    fireEvent.click(chip('Stop'))
    expect(page.calls.some(([name]) => name === 'stopWords')).toBe(true)
    await act(settled)
  })
})

describe('what was found', () => {
  test('is a slider that moves along the direction alone, between ends of its own name', async () => {
    const page = await standing()
    act(() => page.emit({ type: 'words', report: report([found()]) }))
    const slider = screen.getByRole('slider', { name: 'Hat' })
    expect(slider.getAttribute('aria-valuetext')).toContain('from not Hat to Hat')
    fireEvent.change(slider, { target: { value: '-1.5' } })
    expect(page.moves).toEqual([[0.5, -1.5]])
    const text = document.body.textContent
    for (const told of [
      'It flips.',
      'right on 91 % of 410',
      '25 % of the real pictures',
      'right on 84 %',
      'come together',
      'step 40',
    ])
      expect(text).toContain(told)
  })

  test('is old once the forger has learnt on, and gone with its networks', async () => {
    const page = await standing()
    act(() => page.emit({ type: 'words', report: { ...report([found()]), step: 20 } }))
    expect(document.body.textContent).toContain('The forger is another now')
    act(() => page.emit({ type: 'words', report: null }))
    expect(screen.queryByRole('slider')).toBeNull()
    expect(chip('Find directions')).toBeDefined()
  })

  test('that no judge learnt has no slider, but its reason', async () => {
    const page = await standing()
    if (AGE === undefined) throw new Error('There is no age.')
    const untold: WordReport = {
      ...found(),
      ...{
        word: AGE,
        state: 'untold',
        direction: null,
        plane: null,
        left: null,
        sentence: 'Nobody tells it.',
      },
    }
    act(() => page.emit({ type: 'words', report: report([untold]) }))
    expect(screen.queryByRole('slider')).toBeNull()
    expect(document.body.textContent).toContain('Nobody tells it.')
  })
})
