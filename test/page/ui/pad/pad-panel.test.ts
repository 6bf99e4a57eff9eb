// @vitest-environment happy-dom
/** The pad in the latent panel's place: what is drawn is held, once a frame; by keys as by a pointer. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { createElement } from 'react'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { RestoreSourceId } from '../../../../src/common/restore/sources.ts'
import { LatentPanel } from '../../../../src/page/ui/latent/latent-panel.tsx'
import { LowerTabs } from '../../../../src/page/ui/story/lower-tabs.tsx'
import { renderPage } from '../../../helpers/page/render-page.tsx'
import { built, settled, SUMMARY } from '../../../helpers/page/scripted-client.ts'

const SIDE = 8

async function standing(source: RestoreSourceId) {
  const panel = createElement(LatentPanel)
  const page = renderPage(createElement(LowerTabs, { latent: panel }), {
    dataset: 'own',
    task: 'restore',
    source,
    size: SIDE,
  })
  act(() => {
    const item = { kind: 'picture', size: SIDE, channels: 1 } as const
    page.emit({ type: 'dataset', summary: { ...SUMMARY, item, size: SIDE, channels: 1 } })
    page.emit(built(0))
    page.emit({ type: 'state', state: 'ready', step: 0 })
  })
  await act(settled)
  frame()
  const held = (): number[] => [...(page.state().latentCursor ?? [])]
  return { ...page, held }
}

/** So that it is there as soon as it is asked for. */
beforeAll(() => import('../../../../src/page/ui/pad/pad-panel.tsx'))

let due: (() => void)[] = []
const frame = () =>
  act(() => {
    const now = due
    due = []
    now.forEach((call) => call())
  })

beforeEach(() => {
  due = []
  vi.stubGlobal('requestAnimationFrame', (call: () => void) => due.push(call))
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const pad = () => screen.getByRole('application', { name: 'Drawing' })
const button = (name: string) => screen.getByRole('button', { name: new RegExp(name) })

describe('the pad', () => {
  test('stands where the latent tools have no meaning, and none of those is left', async () => {
    await standing('half')
    const tabs = screen.getAllByRole('tab').map((tab) => tab.textContent)
    expect(tabs).toEqual(['Try it', 'Slow motion', 'Draw', 'Webcam'])
    expect(screen.queryByLabelText('Latent seed')).toBeNull()
  })

  test('begins with a picture that training never sees, and another one when asked', async () => {
    const { calls, held } = await standing('noise')
    expect(calls.filter(([name]) => name === 'startPicture')).toEqual([['startPicture', [0]]])
    const first = held()
    expect(first.length).toBe(SIDE * SIDE)
    fireEvent.click(button('Another picture'))
    await act(settled)
    frame()
    expect(held()).not.toEqual(first)
    expect(screen.getByText(/one that training never sees/)).toBeTruthy()
  })

  test('holds a hole that is wiped by keys, and goes back', async () => {
    const { held } = await standing('hole')
    fireEvent.click(button('Clear'))
    frame()
    const missing = () =>
      held()
        .filter((_, i) => i % 2 === 1)
        .reduce((sum, gone) => sum + gone, 0)
    expect(missing()).toBe(0)
    fireEvent.keyDown(pad(), { key: ' ' })
    frame()
    const wiped = missing()
    expect(wiped).toBeGreaterThan(0)
    fireEvent.keyDown(pad(), { key: 'ArrowRight', shiftKey: true })
    fireEvent.keyDown(pad(), { key: 'Enter' })
    frame()
    expect(missing()).toBeGreaterThan(wiped)
    fireEvent.click(button('Undo the last stroke'))
    frame()
    expect(missing()).toBe(wiped)
    fireEvent.keyDown(pad(), { key: 'z', ctrlKey: true })
    frame()
    expect(missing()).toBe(0)
  })

  test('is worked by a pointer, and tells of a stroke once a frame', async () => {
    const { calls, held } = await standing('edges')
    fireEvent.click(button('Clear'))
    frame()
    expect(new Set(held())).toEqual(new Set([-1]))
    const canvas = pad()
    canvas.getBoundingClientRect = () => new DOMRect(0, 0, 80, 80)
    canvas.setPointerCapture = () => undefined
    const told = () => calls.filter(([name]) => name === 'setLatent').length
    const before = told()
    fireEvent.pointerDown(canvas, { pointerId: 1, button: 0, clientX: 10, clientY: 40 })
    for (let x = 20; x <= 70; x += 10)
      fireEvent.pointerMove(canvas, { pointerId: 1, clientX: x, clientY: 40 })
    fireEvent.pointerUp(canvas, { pointerId: 1 })
    expect(told()).toBe(before)
    frame()
    expect(told()).toBe(before + 1)
    expect(held()[4 * SIDE + 4]).toBeGreaterThan(0)
    fireEvent.pointerMove(canvas, { pointerId: 1, clientX: 40, clientY: 5 })
    frame()
    expect(held()[4]).toBe(-1)
  })
})
