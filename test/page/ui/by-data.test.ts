// @vitest-environment happy-dom
/**
 * What the page shows, offers and says for each dataset and for each kind of own files, held against a table that was
 * recorded before anything of it was asked of facts: nobody who changes how the page decides may change what it decides.
 */
import { act } from '@testing-library/react'
import { readFileSync } from 'node:fs'
import { createElement, Fragment } from 'react'
import { beforeAll, expect, test } from 'vitest'
import { REMEDIES } from '../../../src/common/catalog/remedies.ts'
import { runView } from '../../../src/page/state/run/sides.ts'
import { proposalOf } from '../../../src/common/config/remedy-change.ts'
import { whatItOpens } from '../../../src/page/ui/app/header/share-button.tsx'
import { stateWords } from '../../../src/page/ui/app/header/state-words.ts'
import { FigureGrid, selectHasModes } from '../../../src/page/ui/figures/figure-grid.tsx'
import { LatentPanel } from '../../../src/page/ui/latent/latent-panel.tsx'
import { SetupColumn } from '../../../src/page/ui/setup/setup-column.tsx'
import {
  readBlocked,
  SELECT_BLOCKED,
  SETTING_KEYS,
} from '../../../src/page/ui/setup/settings/setting-state.ts'
import { situationOf } from '../../../src/page/ui/stage/situation.ts'
import { StagePanel } from '../../../src/page/ui/stage/stage-panel.tsx'
import { stageWords } from '../../../src/page/ui/stage/stage-words.ts'
import { DATA_CASES, type DataCase } from '../../helpers/page/data-cases.ts'
import { renderPage } from '../../helpers/page/render-page.tsx'
import { built, settled } from '../../helpers/page/scripted-client.ts'

/** The whole page but the header and the charts, standing before its first step where there are data. */
async function standing({ config, summary }: DataCase) {
  const parts = [SetupColumn, StagePanel, FigureGrid, LatentPanel]
  const page = renderPage(
    createElement(
      Fragment,
      null,
      parts.map((part, at) => createElement(part, { key: at })),
    ),
    config,
  )
  if (summary !== null)
    act(() => {
      page.emit({ type: 'dataset', summary })
      page.emit(built(config.latent))
      page.emit({ type: 'state', state: 'ready', step: 0 })
    })
  // Parts that come when they are first shown.
  await act(settled)
  return page
}

const all = (selector: string): Element[] => [...document.querySelectorAll(selector)]
/** What each is called, or says. */
const named = (selector: string): string[] =>
  all(selector).map((element) => element.getAttribute('aria-label') ?? element.textContent)

/** What of the page depends on the data. */
async function seen(given: DataCase) {
  const state = (await standing(given)).state()
  const view = runView(state)
  const idle = { ...view, session: { state: 'idle' }, step: 0 } as const
  const blocked = SETTING_KEYS.map((key) => [key, readBlocked(SELECT_BLOCKED[key](state))] as const)
  return {
    config: view.config,
    settings: all('.setting').map((field) => field.getAttribute('data-setting')),
    blocked: Object.fromEntries(blocked.filter(([, options]) => Object.keys(options).length > 0)),
    cures: Object.fromEntries(
      REMEDIES.map((remedy) => [remedy.id, proposalOf(remedy, view.config, view.dataset)?.change ?? null]),
    ),
    setup: named('.panel-summary, .facts, .painter, .preview, .setup [role=application]'),
    toolbar: named('.stage-toolbar button, .stage-toolbar [role=radiogroup], .stage-toolbar p'),
    stage: named('.stage-box button, .stage-box p, .stage-box canvas, .stage-box [role=application]'),
    wide: [document.querySelector('.stage-box'), document.querySelector('.score-key')].map((element) =>
      element?.getAttribute('data-wide'),
    ),
    figures: named('.figure-label'),
    countsModes: selectHasModes(state),
    latent: named('.latent-body canvas, .latent-body [role=slider], .latent-body select'),
    portrait: document.querySelector('.latent-body')?.getAttribute('data-portrait'),
    words: {
      stage: stageWords(view),
      idle: [stateWords(idle), situationOf(idle).title],
      share: whatItOpens(view.config),
    },
  }
}

const RECORDED = JSON.parse(readFileSync('test/fixtures/page/by-data.json', 'utf8')) as Record<
  string,
  unknown
>

/** So that they are there as soon as they are asked for. */
beforeAll(() => import('../../../src/page/kinds/row/stage/row-stage.tsx'))
beforeAll(() => import('../../../src/page/kinds/row/columns/column-list.tsx'))

test('every case is on record', () => {
  expect(DATA_CASES.map(({ name }) => name)).toEqual(Object.keys(RECORDED))
})

test.for(DATA_CASES)('$name gets what it got', async (given) => {
  expect(await seen(given)).toEqual(RECORDED[given.name])
})
