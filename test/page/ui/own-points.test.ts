// @vitest-environment happy-dom
/** The page around a person's own table of points: whatever the ring shows, and nothing that only pictures have. */
import { act, fireEvent, screen, within } from '@testing-library/react'
import { createElement, type ReactNode } from 'react'
import { describe, expect, test } from 'vitest'
import { SETTINGS } from '../../../src/common/catalog/settings/all.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { CLASS_HUES } from '../../../src/common/items/point-classes.ts'
import type { DatasetSummary, Verdict } from '../../../src/common/protocol/report.ts'
import { Remedies } from '../../../src/page/ui/figures/remedies.tsx'
import { LatentPanel } from '../../../src/page/ui/latent/latent-panel.tsx'
import { SetupColumn } from '../../../src/page/ui/setup/setup-column.tsx'
import { StagePanel } from '../../../src/page/ui/stage/stage-panel.tsx'
import { CompareButton } from '../../../src/page/ui/comparison/compare-button.tsx'
import { built, CARD, SUMMARY, tick } from '../../helpers/page/scripted-client.ts'
import { renderPage } from '../../helpers/page/render-page.tsx'

const TABLE: DatasetSummary = {
  ...SUMMARY,
  item: { kind: 'point', extent: 1.6 },
  count: 200,
  size: 0,
  channels: 2,
}

/** A part of the page, with own files of some kind and the networks that fit them. */
function withOwn(summary: DatasetSummary, part: ReactNode) {
  const base = summary.item.kind === 'point' ? defaultsFor('ring') : defaultsFor('own')
  const page = renderPage(part, { ...base, dataset: 'own' })
  act(() => {
    page.emit({ type: 'dataset', summary })
    page.emit(built())
    page.emit({ type: 'state', state: 'ready', step: 0 })
  })
  return page
}

/** The run has collapsed, and these remedies are asked for. */
function collapse(emit: ReturnType<typeof renderPage>['emit'], remedies: string[]) {
  const event = tick(1, 1)
  const verdict: Verdict = { kind: 'mode-collapse', since: 1, evidence: [], remedies }
  act(() => emit({ ...event, tick: { ...event.tick, verdict } }))
}

describe('the stage of a table', () => {
  const layers = () => screen.queryByRole('button', { name: 'Fakes' })
  const pictures = () => screen.queryByRole('radiogroup', { name: 'Pictures shown' })

  test('has the layers of points, and no controls of pictures', () => {
    withOwn(TABLE, createElement(StagePanel))
    expect(layers()).not.toBeNull()
    expect(pictures()).toBeNull()
    expect(document.querySelector('.score-key')?.getAttribute('data-wide')).toBe('false')
  })

  test('is laid out as a plane', () => {
    withOwn(TABLE, createElement(StagePanel))
    expect(screen.getByRole('region', { name: 'Stage' }).getAttribute('data-lower-panel')).toBe('beside')
    expect(document.querySelector('.stage-box')?.getAttribute('data-wide')).toBe('false')
  })

  test('names the classes of its points with their colours, while they are shown', () => {
    const classes = [
      { name: 'setosa', count: 50 },
      { name: 'virginica', count: 1200 },
    ]
    const coloured = { ...TABLE, coloured: true, card: { ...CARD, item: TABLE.item, classes } }
    const { state, emit } = withOwn(coloured, createElement(StagePanel))
    const legend = () =>
      screen.queryByRole('list', { name: 'Classes of the real points' })?.querySelectorAll('li')
    const entries = () => [...(legend() ?? [])].map(({ textContent }) => textContent)
    expect(entries()).toEqual(['setosa 50', 'virginica 1,200'])
    const colours = [...(legend() ?? [])].map((entry) => entry.querySelector('i')?.getAttribute('style'))
    CLASS_HUES.dark.slice(0, 2).forEach((hue, at) => expect(colours[at]).toContain(hue))
    act(() => state().actions.setView({ layers: { ...state().view.layers, real: false } }))
    expect(entries()).toEqual([])
    act(() => state().actions.setView({ layers: { ...state().view.layers, real: true } }))
    // Kept by an edition that did not keep which point is of which class.
    act(() => emit({ type: 'dataset', summary: { ...coloured, coloured: false } }))
    expect(entries()).toEqual([])
  })

  test('becomes one of pictures with the files', () => {
    const { emit } = withOwn(TABLE, createElement(StagePanel))
    act(() => emit({ type: 'dataset', summary: SUMMARY }))
    expect(layers()).toBeNull()
    expect(pictures()).not.toBeNull()
    expect(screen.getByRole('region', { name: 'Stage' }).getAttribute('data-lower-panel')).toBe('below')
    expect(document.querySelector('.stage-box')?.getAttribute('data-wide')).toBe('true')
  })
})

describe('the latent panel', () => {
  const portrait = () => document.querySelector('.latent-portrait-box')

  test('keeps no place for a portrait of a point', () => {
    withOwn(TABLE, createElement(LatentPanel))
    expect(portrait()).toBeNull()
    expect(document.querySelector('.latent-body')?.getAttribute('data-portrait')).toBe('false')
  })

  test('keeps one for a picture', () => {
    withOwn(SUMMARY, createElement(LatentPanel))
    expect(portrait()).not.toBeNull()
  })
})

describe('the set-up column', () => {
  const settings = () =>
    [...document.querySelectorAll('.setting')].map((field) => field.getAttribute('data-setting'))

  test.each(['size', 'channels', 'fit', 'augment', 'conditional'] as const)(
    'shows %s for pictures, not for points',
    (key) => {
      withOwn(TABLE, createElement(SetupColumn))
      expect(settings()).not.toContain(key)
      withOwn(SUMMARY, createElement(SetupColumn))
      expect(settings()).toContain(key)
    },
  )

  test('shows the ring’s settings without those of the circle', () => {
    renderPage(createElement(SetupColumn))
    const circle = ['modes', 'radius', 'std']
    const ofRing = settings().filter((key) => !circle.includes(key ?? ''))
    withOwn(TABLE, createElement(SetupColumn))
    expect(settings()).toEqual(ofRing)
  })

  test('offers no networks for pictures', () => {
    const blocked = () =>
      within(screen.getByLabelText(SETTINGS.model.label))
        .getAllByRole<HTMLOptionElement>('option')
        .filter(({ disabled }) => disabled)
        .map(({ value }) => value)
    withOwn(TABLE, createElement(SetupColumn))
    expect(blocked()).toEqual(['dcgan', 'residual', 'unet', 'translator', 'ctgan'])
    withOwn(SUMMARY, createElement(SetupColumn))
    expect(blocked()).toEqual(['unet', 'translator', 'ctgan'])
  })

  test('names no augmentation in the line of a folded panel', () => {
    const { state } = withOwn(TABLE, createElement(SetupColumn))
    act(() => state().actions.configure({ augment: 'diffaugment' }))
    expect(document.body.textContent).not.toContain('DiffAugment')
  })
})

describe('what is offered', () => {
  test('among the cures is weighed for points', () => {
    const { emit, calls } = withOwn(TABLE, createElement(Remedies))
    collapse(emit, ['r1', 'diffaugment'])
    fireEvent.click(screen.getByRole('button', { name: 'Cures' }))
    expect(screen.queryByRole('button', { name: /^Augment/ })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: /^R1 penalty/ }))
    expect(calls).toContainEqual(['configure', { penalty: 'r1', gamma: 0.02 }])
  })

  test('to a twin is weighed for points', () => {
    const { calls } = withOwn(TABLE, createElement(CompareButton))
    fireEvent.click(screen.getByRole('button', { name: 'Compare' }))
    expect(screen.queryByRole('button', { name: /^Augment/ })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: /^Instance noise/ }))
    expect(calls).toContainEqual(['compare', { instanceNoise: 0.03 }])
  })

  test('by the preset for own files fits the table', () => {
    const { state, calls } = withOwn(TABLE, createElement(CompareButton))
    act(() => state().actions.applyPreset('own'))
    expect(calls).toContainEqual(['configure', expect.objectContaining({ dataset: 'own', model: 'mlp' })])
  })
})
