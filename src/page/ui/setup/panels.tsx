/** The panels of the set-up column, in order: each is its settings from the catalogue, and what belongs to no setting. */
import { Fragment, type ReactNode } from 'react'
import type { SettingKey } from '../../../common/catalog/settings/all.ts'
import type { Panel as PanelId } from '../../../common/catalog/settings/setting.ts'
import { originOf } from '../../../common/config/dataset-kind.ts'
import { useGanvas } from '../../state/page.ts'
import { shownConfig } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'
import { Panel } from '../kit/panel.tsx'
import { AddFiles } from './data/add-files.tsx'
import { DataCard } from './data/data-card.tsx'
import { DatasetFacts } from './data/dataset-facts.tsx'
import { DensityPainter } from './drawing/density-painter.tsx'
import { Gallery } from './data/gallery.tsx'
import { NetworksTable } from './networks-table.tsx'
import { Preview } from './data/preview.tsx'
import { TaskChoice } from './task/task-choice.tsx'
import { SettingField } from './settings/setting-field.tsx'
import { isShown, settingsIn } from './settings/setting-state.ts'
import { valueWords } from './settings/setting-words.ts'

interface PanelSpec {
  id: PanelId
  title: string
  /** Settings named in the line of the folded panel. */
  summary: readonly SettingKey[]
  open: boolean
}

const PANELS: readonly PanelSpec[] = [
  { id: 'dataset', title: 'Dataset', summary: ['dataset'], open: true },
  { id: 'networks', title: 'Networks', summary: ['model', 'gLayers', 'width'], open: false },
  { id: 'objective', title: 'Objective', summary: ['loss', 'penalty'], open: true },
  { id: 'optimiser', title: 'Optimiser', summary: ['optimizer', 'gLr', 'dLr'], open: false },
  { id: 'regularisation', title: 'Cures', summary: ['diversity', 'augment', 'ema'], open: false },
  { id: 'run', title: 'Run', summary: ['seed', 'steps'], open: false },
]

/** One text per panel: equal answers are equal values. Settings at "none" or 0 go unsaid. */
const SUMMARIES = Object.fromEntries(
  PANELS.map(({ id, summary }) => [
    id,
    (state: PageState): string => {
      const config = shownConfig(state)
      return summary
        .filter((key) => isShown(key, config, state.dataset) || key === 'dataset')
        .filter((key) => config[key] !== 'none' && config[key] !== 0)
        .map((key) => valueWords(key, config[key]))
        .join(' · ')
    },
  ]),
) as Record<PanelId, (state: PageState) => string>

export function Panels() {
  return PANELS.map((spec) => (
    <Panel key={spec.id} title={spec.title} open={spec.open} summary={<Summary panel={spec.id} />}>
      <Body panel={spec.id} />
    </Panel>
  ))
}

function Summary({ panel }: { panel: PanelId }) {
  return useGanvas(SUMMARIES[panel])
}

function Body({ panel }: { panel: PanelId }): ReactNode {
  const fields = settingsIn(panel)
    .filter((key) => key !== 'dataset')
    .map((key) => <SettingField key={key} settingKey={key} />)
  if (panel === 'dataset') return <DatasetBody fields={fields} />
  if (panel === 'networks') {
    return (
      <>
        {fields}
        <NetworksTable />
      </>
    )
  }
  return <Fragment>{fields}</Fragment>
}

const selectPainted = (state: PageState) => originOf(state.sides.run.config) === 'painted'

function DatasetBody({ fields }: { fields: ReactNode }) {
  const painted = useGanvas(selectPainted)
  return (
    <>
      <TaskChoice />
      <Gallery />
      <DatasetFacts />
      <DataCard />
      {painted && <DensityPainter />}
      {fields}
      <Preview />
      <AddFiles />
    </>
  )
}
