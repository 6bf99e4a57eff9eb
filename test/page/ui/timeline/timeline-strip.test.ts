// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react'
import { createElement } from 'react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { FilmFrame } from '../../../../src/common/protocol/film.ts'
import { PastBadge } from '../../../../src/page/ui/timeline/past-badge.tsx'
import { TimelineStrip } from '../../../../src/page/ui/timeline/timeline-strip.tsx'
import { settled, tick } from '../../../helpers/page/scripted-client.ts'
import { renderPage } from '../../../helpers/page/render-page.tsx'

// Nothing is laid out here: room for ten cells.
beforeEach(() => void vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(560))

function frame(step: number): FilmFrame {
  const picture = { kind: 'point', fakes: Int8Array.of(step, 1), reals: Int8Array.of(0, 0) } as const
  return { step, marked: false, picture }
}

function show() {
  const page = renderPage(createElement('div', null, createElement(TimelineStrip), createElement(PastBadge)))
  const say = (event: Parameters<typeof page.emit>[0]) => act(() => page.emit(event))
  return { ...page, say, film: screen.getByRole('slider', { name: 'Timeline' }) }
}

describe('the timeline', () => {
  test('before the first step it says what it is for', () => {
    const { film } = show()
    expect(film.textContent).toContain('The film grows')
    expect(film.getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByText('Nothing to look back on yet.')).toBeDefined()
  })

  test('frames come, are replaced and go; the words say where it stands', () => {
    const { say, film } = show()
    say({ type: 'film', added: [frame(0), frame(40)], dropped: [] })
    say({ type: 'film', added: [frame(20), frame(90)], dropped: [40] })
    expect([...film.querySelectorAll('.film-step')].map((label) => label.textContent)).toEqual([
      '0',
      '20',
      '90',
    ])
    expect(film.getAttribute('aria-valuetext')).toBe('now, step 90')
    say({ type: 'rewound', side: 'run', step: 20 })
    expect(film.getAttribute('aria-valuenow')).toBe('20')
    expect(film.getAttribute('aria-valuetext')).toBe('step 20 of 90')
    expect(screen.getByText(/70 steps ago/)).toBeDefined()
  })

  test('keys look back and come back; only the last place counts while the worker is busy', async () => {
    const { say, film, calls } = show()
    const rewinds = () => calls.filter(([name]) => name === 'rewind').map(([, step]) => step)
    say({ type: 'film', added: [frame(0), frame(40), frame(90)], dropped: [] })
    fireEvent.keyDown(film, { key: 'Home' })
    fireEvent.keyDown(film, { key: 'ArrowLeft' })
    fireEvent.keyDown(film, { key: 'Escape' })
    await act(settled)
    expect(rewinds()).toEqual([0, null])
  })

  test('a branch starts at the step looked at; the badge leads back', async () => {
    const { say, calls } = show()
    say({ type: 'film', added: [frame(0), frame(40), frame(90)], dropped: [] })
    expect(screen.queryByRole('button')).toBeNull()
    say({ type: 'rewound', side: 'run', step: 40 })
    fireEvent.click(screen.getByRole('button', { name: 'Branch from here' }))
    fireEvent.click(screen.getByRole('button', { name: 'Back to now' }))
    await act(settled)
    expect(calls.filter(([name]) => name === 'branch' || name === 'rewind')).toEqual([
      ['branch', 40],
      ['rewind', null],
    ])
  })

  test('troubles are drawn from where they began, and those of a lost future go', () => {
    const { say, film, state } = show()
    say({ type: 'film', added: [frame(0), frame(40), frame(90)], dropped: [] })
    const verdict = { kind: 'mode-collapse' as const, since: 40, evidence: [] }
    const { tick: about } = tick(1, 90)
    say({ type: 'tick', side: 'run', tick: { ...about, verdict } })
    expect(state().sides.run.timeline.troubles).toEqual([{ kind: 'mode-collapse', from: 40, to: null }])
    expect(film.querySelector('.film-trouble')?.getAttribute('title')).toBe('Mode collapse since step 40')
    say({ type: 'rewound', side: 'run', step: 90 })
    expect(film.getAttribute('aria-valuetext')).toBe('step 90 of 90, mode collapse since step 40')
    say({ type: 'run', side: 'run', step: 40 })
    expect(state().sides.run.timeline.troubles).toEqual([])
  })
})
