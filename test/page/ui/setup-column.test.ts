// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react'
import { createElement } from 'react'
import { describe, expect, test } from 'vitest'
import { LOSSES } from '../../../src/common/catalog/losses.ts'
import { SETTINGS } from '../../../src/common/catalog/settings/all.ts'
import { SetupColumn } from '../../../src/page/ui/setup/setup-column.tsx'
import { SELECT_SHOWN, SETTING_KEYS, settingOf } from '../../../src/page/ui/setup/settings/setting-state.ts'
import { tick } from '../../helpers/page/scripted-client.ts'
import { renderPage } from '../../helpers/page/render-page.tsx'

const column = () => createElement(SetupColumn)
const changes = (calls: [string, unknown?][]) =>
  calls.filter(([name]) => name === 'configure').map(([, c]) => c)

describe('the set-up column', () => {
  test('a hundred ticks render nothing of it', () => {
    const { emit, count, state } = renderPage(column())
    const before = count.renders
    for (let i = 0; i < 100; i++) act(() => emit(tick(i + 1, i + 1)))
    expect(state().sides.run.step).toBe(100)
    expect(count.renders).toBe(before)
  })

  test.each(LOSSES)('$id: under the loss stands which values are usual', ({ id, usual }) => {
    renderPage(column(), { loss: id })
    expect(usual).toMatch(/^Usual: /)
    expect(screen.getByText(usual, { exact: false })).toBeTruthy()
  })

  test('a change of one setting renders it again', () => {
    const { count, state } = renderPage(column())
    const before = count.renders
    act(() => state().actions.configure({ gLr: 0.004 }))
    expect(count.renders).toBeGreaterThan(before)
    expect(screen.getByLabelText<HTMLInputElement>(SETTINGS.gLr.label).value).toBe('0.004')
  })

  test('every setting that means something has a control of its own name', () => {
    const { state } = renderPage(column(), { penalty: 'clip' })
    const shown = SETTING_KEYS.filter((key) => SELECT_SHOWN[key](state()))
    expect(shown.length).toBeGreaterThan(20)
    for (const key of shown) {
      expect(screen.getAllByLabelText(settingOf(key).label, { exact: true }), key).not.toHaveLength(0)
    }
  })

  test('what means nothing here is not shown', () => {
    renderPage(column())
    expect(screen.queryByLabelText(SETTINGS.side.label)).toBeNull()
    expect(screen.queryByLabelText(SETTINGS.size.label)).toBeNull()
  })
})

test('how exactly a GPU multiplies is asked where it can otherwise, or was told to', () => {
  const { emit, state } = renderPage(column())
  const asked = () => screen.queryAllByLabelText(SETTINGS.precision.label).length > 0
  const report = { backend: 'webgpu', adapter: 'some', software: false, passedOver: [] } as const
  expect(asked()).toBe(false)
  act(() => emit({ type: 'backend', report: { ...report, halves: false, passedOver: [] } }))
  expect(asked()).toBe(false)
  act(() => emit({ type: 'backend', report: { ...report, halves: true, passedOver: [] } }))
  expect(asked()).toBe(true)
  act(() => emit({ type: 'backend', report: { ...report, halves: false, passedOver: [] } }))
  act(() => state().actions.configure({ precision: 'half' }))
  expect(asked()).toBe(true)
})

test('a penalty with batch norm is allowed, with a word of care beside both settings', () => {
  const { state } = renderPage(column(), { penalty: 'r1', gamma: 1 })
  const said = () => screen.queryAllByText(/batch norm mixes the items/)
  expect(said()).toHaveLength(0)
  act(() => state().actions.configure({ dNorm: 'batch' }))
  expect(said()).toHaveLength(2)
})

describe('a typed number', () => {
  const start = () => renderPage(column(), { gLr: 0.001 })
  const rate = () => screen.getByLabelText<HTMLInputElement>(SETTINGS.gLr.label)

  test('is handed on with Enter', () => {
    const { calls } = start()
    fireEvent.change(rate(), { target: { value: '5e-4' } })
    fireEvent.keyDown(rate(), { key: 'Enter' })
    expect(changes(calls)).toEqual([{ gLr: 0.0005 }])
  })

  test('out of range it is named in a sentence, and the old value stands', () => {
    const { calls } = start()
    fireEvent.change(rate(), { target: { value: '7' } })
    fireEvent.blur(rate())
    expect(changes(calls)).toEqual([])
    expect(rate().value).toBe('0.001')
    expect(rate().getAttribute('aria-invalid')).toBe('true')
    const [alert] = screen.getAllByRole('alert')
    expect(alert?.textContent).toMatch(/^Generator rate must be a number from .*7 is not\.$/)
  })

  test('text is named as well, and the complaint goes with the next good value', () => {
    const { calls } = start()
    fireEvent.change(rate(), { target: { value: 'fast' } })
    fireEvent.blur(rate())
    expect(screen.getByRole('alert').textContent).toContain('“fast” is not.')
    fireEvent.change(rate(), { target: { value: '0,002' } })
    fireEvent.blur(rate())
    expect(screen.queryByRole('alert')).toBeNull()
    expect(changes(calls)).toEqual([{ gLr: 0.002 }])
  })

  test('arrow keys go to the next round value, Escape to the old one', () => {
    const { calls } = start()
    fireEvent.change(rate(), { target: { value: '9' } })
    fireEvent.keyDown(rate(), { key: 'Escape' })
    expect(rate().value).toBe('0.001')
    fireEvent.keyDown(rate(), { key: 'ArrowUp' })
    expect(changes(calls)).toEqual([{ gLr: 0.0011 }])
  })
})

describe('other controls', () => {
  test('a slider of a dear setting waits until it is let go', () => {
    const { calls } = renderPage(column())
    const slider = screen.getByLabelText(`${SETTINGS.latent.label} slider`)
    fireEvent.pointerDown(slider)
    fireEvent.change(slider, { target: { value: '40' } })
    fireEvent.change(slider, { target: { value: '64' } })
    expect(changes(calls)).toEqual([])
    fireEvent.pointerUp(slider)
    expect(changes(calls)).toEqual([{ latent: 64 }])
  })

  test('widths are typed or grown layer by layer', () => {
    const { calls, answer } = renderPage(column())
    const widths = screen.getByLabelText<HTMLInputElement>(SETTINGS.gLayers.label, { exact: true })
    fireEvent.change(widths, { target: { value: '64 32' } })
    fireEvent.blur(widths)
    fireEvent.click(screen.getByLabelText(`Add a layer to ${SETTINGS.dLayers.label}`))
    expect(changes(calls)).toEqual([{ gLayers: [64, 32] }, { dLayers: [128, 128, 128] }])
    expect(answer).toHaveLength(2)
  })

  test('the gallery chooses a dataset, and its controls change with it', () => {
    const { calls } = renderPage(column())
    fireEvent.click(screen.getByLabelText('Grid'))
    expect(changes(calls)).toEqual([{ dataset: 'grid' }])
    expect(screen.getByLabelText(SETTINGS.side.label)).toBeTruthy()
  })

  test('a network that cannot take points cannot be chosen for them', () => {
    renderPage(column())
    const option = document.querySelector<HTMLInputElement | HTMLOptionElement>('[value=dcgan]')
    expect(option?.disabled).toBe(true)
  })

  test('what a change demands is part of what is said about a control', () => {
    renderPage(column())
    const latent = screen.getByLabelText(SETTINGS.latent.label, { exact: true })
    const about = document.getElementById(latent.getAttribute('aria-describedby') ?? '')
    expect(about?.textContent).toContain(SETTINGS.latent.meaning)
    expect(about?.textContent).toContain('training starts over')
  })

  test('files that are picked from a folder keep their path', async () => {
    const { calls } = renderPage(column())
    const file = new File(['x'], 'a.png', { type: 'image/png' })
    Object.defineProperty(file, 'webkitRelativePath', { value: 'cats/a.png' })
    fireEvent.change(screen.getByLabelText('Add a folder'), { target: { files: [file] } })
    await act(() => Promise.resolve())
    const [, files] = calls.find(([name]) => name === 'open') ?? []
    expect(files).toMatchObject([{ name: 'cats/a.png', type: 'image/png' }])
  })
})
