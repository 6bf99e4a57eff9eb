// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { createElement } from 'react'
import { expect, test } from 'vitest'
import type { Need } from '../../../../src/common/need/need.ts'
import { NeedLine } from '../../../../src/page/ui/need/need-line.tsx'
import { SUMMARY, tick } from '../../../helpers/page/scripted-client.ts'
import { renderPage } from '../../../helpers/page/render-page.tsx'

const NEED: Need = {
  gflopPerStep: 7,
  rate: { stepsPerSecond: 2.5, basis: 'tried' },
  recognisable: { pictures: 64_000, steps: 1000, effort: 1000 },
  warm: { steps: 0, share: 0.25 },
  sides: [
    { side: 64, steps: 2000, effort: 2000, gflopPerStep: 41 },
    { side: 128, steps: 6000, effort: 6000, gflopPerStep: 190 },
  ],
}

function show() {
  const page = renderPage(createElement(NeedLine))
  act(() => {
    page.emit({ type: 'dataset', summary: { ...SUMMARY, count: 271 } })
    page.emit({ type: 'state', state: 'ready', step: 0 })
    page.emit({ type: 'need', need: NEED })
  })
  return page
}
const line = () => screen.getByRole('region', { name: 'What will it need?' })

test('is there once the worker told, and gone with the data', () => {
  const { emit } = show()
  expect(line().textContent).toContain('About 7 min here')
  expect(
    within(line())
      .getByText(/About 7 min/)
      .getAttribute('aria-live'),
  ).toBe('polite')
  act(() => emit({ type: 'state', state: 'idle', step: 0 }))
  expect(screen.queryByRole('region')).toBeNull()
  // Nor does it stand beside others before they were told of.
  act(() => emit({ type: 'dataset', summary: { ...SUMMARY, count: 12 } }))
  expect(screen.queryByRole('region')).toBeNull()
})

test('while it trains a bar says how far it is, and no reader is told at each tick', () => {
  const { emit } = show()
  act(() => {
    emit({ type: 'state', state: 'running', step: 0 })
    emit(tick(1, 400))
  })
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('40')
  expect(
    within(line())
      .getByText(/^Step 400/)
      .getAttribute('aria-live'),
  ).toBe('off')
  act(() => emit(tick(401, 1000)))
  expect(screen.queryByRole('progressbar')).toBeNull()
  expect(line().textContent).toContain('Recognisable by now')
})

test('other sizes stand in a table, with those that are not realistic here', () => {
  show()
  fireEvent.click(screen.getByRole('button', { name: 'Other sizes' }))
  const rows = within(screen.getByRole('dialog', { name: 'What other sizes need' })).getAllByRole('row')
  // 17.5 GFLOP/s: 2,000 · 41 of them take 78 minutes, 6,000 · 190 eighteen hours.
  expect(rows.map(({ textContent }) => textContent)).toEqual([
    'SideStepsHereGood GPU',
    '64 px2,0001½ h15 s',
    '128 px6,00018 h: not here4 min',
  ])
})
