// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { createElement } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { LatentPanel } from '../../../../src/page/ui/latent/latent-panel.tsx'
import { built, ring, settled } from '../../../helpers/page/scripted-client.ts'
import { withSide } from '../../../../src/page/state/run/sides.ts'
import { renderPage } from '../../../helpers/page/render-page.tsx'

/** A page whose networks stand, with a latent of so many dimensions; frames come when the test says so. */
async function standing(latent: number, change: Partial<RunConfig> = {}) {
  const page = renderPage(createElement(LatentPanel), { latent, ...change })
  act(() => {
    page.emit(built(latent))
    page.emit({ type: 'state', state: 'ready', step: 0 })
  })
  await act(settled)
  if (latent !== 2) act(() => page.state().actions.setLatent(new Float32Array(latent)))
  const holds = () =>
    page.calls
      .filter(([name]) => name === 'setLatent')
      .map(([, latent]) => Array.from(latent as Float32Array))
  return { ...page, holds }
}

let frames = new Map<number, (now: number) => void>()
let asked = 0
let now = 0
/** Runs the frame that was asked for. */
const frame = (ms = 16) =>
  act(() => {
    now += ms
    const due = frames
    frames = new Map()
    for (const call of due.values()) call(now)
  })

beforeEach(() => {
  frames = new Map()
  now = performance.now()
  vi.stubGlobal('requestAnimationFrame', (call: (now: number) => void) => {
    frames.set(++asked, call)
    return asked
  })
  vi.stubGlobal('cancelAnimationFrame', (handle: number) => frames.delete(handle))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const slider = (name: string) => screen.getByRole<HTMLInputElement>('slider', { name })
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })

describe('the hand', () => {
  test('the seed shown at first is the one that the store holds', async () => {
    const { calls } = await standing(2)
    const seeds = calls.filter(([name]) => name === 'noise').map(([, seed]) => String(seed))
    expect(seeds).toEqual([screen.getByRole<HTMLInputElement>('textbox', { name: 'Latent seed' }).value])
  })

  test('a prior that has no such place takes the seed again', async () => {
    const { calls, state, store } = await standing(2)
    act(() => state().actions.setLatent(Float32Array.of(2.5, 0)))
    const before = calls.length
    act(() => store.setState(withSide(state(), 'run', { config: ring({ prior: 'uniform' }) })))
    await act(settled)
    expect(calls.slice(before)).toContainEqual(['noise', 1])
  })

  test('many moves in one frame are one message', async () => {
    const { holds } = await standing(3)
    const before = holds().length
    for (const value of ['0.5', '1', '1.5']) fireEvent.change(slider('z 2'), { target: { value } })
    expect(holds().length).toBe(before)
    frame()
    expect(holds().slice(before)).toEqual([[0, 1.5, 0]])
  })

  test('a slider names its dimension, its range follows the prior', async () => {
    await standing(3)
    expect([slider('z 3').min, slider('z 3').max]).toEqual(['-3', '3'])
    cleanup()
    await standing(3, { prior: 'uniform' })
    expect([slider('z 3').min, slider('z 3').max]).toEqual(['-1', '1'])
  })

  test('moving one dimension renders its own slider only', async () => {
    const { count } = await standing(8)
    const before = count.renders
    fireEvent.change(slider('z 5'), { target: { value: '2' } })
    frame()
    // One for the value, one for leaving the seed.
    expect(count.renders - before).toBeLessThanOrEqual(2)
    expect(slider('z 5').getAttribute('aria-valuetext')).toBe('2.00')
  })
})

describe('the pad', () => {
  test('arrow keys move two dimensions', async () => {
    const { holds } = await standing(8)
    const pad = slider('Latent pad')
    fireEvent.keyDown(pad, { key: 'ArrowUp', shiftKey: true })
    frame()
    fireEvent.keyDown(pad, { key: 'ArrowLeft', shiftKey: true })
    frame()
    const last = holds().at(-1) ?? []
    expect(last.slice(0, 3)).toEqual([expect.closeTo(-0.6, 5), expect.closeTo(0.6, 5), 0])
    expect(pad.getAttribute('aria-valuetext')).toBe('z 1 −0.60, z 2 0.60')
  })

  test('other dimensions can be put on it', async () => {
    await standing(8)
    fireEvent.change(screen.getByRole('combobox', { name: 'Across on the pad' }), { target: { value: '6' } })
    expect(slider('Latent pad').getAttribute('aria-valuetext')).toBe('z 7 0.00, z 2 0.00')
  })

  test('one dimension makes a pad with one way', async () => {
    const { holds } = await standing(1)
    fireEvent.keyDown(slider('Latent pad'), { key: 'ArrowRight', shiftKey: true })
    frame()
    expect(holds().at(-1)).toEqual([expect.closeTo(0.6, 5)])
  })
})

describe('at one press', () => {
  test('Random takes a new seed and shows it', async () => {
    const { calls } = await standing(2)
    fireEvent.click(button('Random'))
    await act(settled)
    const seed = calls.filter(([name]) => name === 'noise').at(-1)?.[1]
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Latent seed' }).value).toBe(String(seed))
  })

  test('a typed seed is held on Enter; nonsense is marked and leaves the old one', async () => {
    const { calls } = await standing(2)
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Latent seed' })
    fireEvent.change(field, { target: { value: 'x' } })
    expect(field.getAttribute('aria-invalid')).toBe('true')
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(field.value).toBe('1')
    fireEvent.change(field, { target: { value: '77' } })
    fireEvent.keyDown(field, { key: 'Enter' })
    await act(settled)
    expect(calls.filter(([name]) => name === 'noise').at(-1)).toEqual(['noise', 77])
  })

  test('Zero goes to the middle', async () => {
    const { holds } = await standing(2)
    fireEvent.click(button('Zero'))
    frame()
    expect(holds().at(-1)).toEqual([0, 0])
  })

  test('nothing can be pressed before there is a latent', () => {
    renderPage(createElement(LatentPanel))
    for (const name of ['Random', 'Walk', 'Zero']) expect(button(name).disabled).toBe(true)
  })
})

describe('Walk', () => {
  test('is off at first, moves frame by frame, and stops when the hand moves', async () => {
    const { holds } = await standing(4)
    frame()
    const before = holds().length
    fireEvent.click(button('Walk'))
    expect(button('Walk').getAttribute('aria-pressed')).toBe('true')
    for (let i = 0; i < 20; i++) frame(50)
    expect(holds().length).toBeGreaterThan(before + 8)
    fireEvent.change(slider('z 1'), { target: { value: '2' } })
    expect(button('Walk').getAttribute('aria-pressed')).toBe('false')
    frame()
    frame()
    expect(holds().at(-1)?.[0]).toBe(2)
  })
})

describe('many dimensions', () => {
  test('come eight at a time', async () => {
    await standing(20)
    expect(screen.getAllByRole('slider', { name: /^z \d+$/ }).length).toBe(8)
    fireEvent.click(button('Later dimensions'))
    fireEvent.click(button('Later dimensions'))
    expect(slider('z 20')).toBeTruthy()
    expect(button('Later dimensions').disabled).toBe(true)
    expect(screen.getByText('z 17–20 of 20')).toBeTruthy()
  })
})
