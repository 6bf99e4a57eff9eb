/**
 * What the run is about, first of all: new pictures, or pictures that lack something made whole; and what they lack. Stands beside the
 * data, for it says what is done with them.
 */
import { useMemo } from 'react'
import { itemKindOf } from '../../../../common/config/item-kind.ts'
import { kindEntry } from '../../../../common/items/kinds.ts'
import { useGanvas } from '../../../state/page.ts'
import { runData, shownConfig } from '../../../state/run/sides.ts'
import type { PageState } from '../../../state/store-types.ts'
import { Segments } from '../../kit/segments.tsx'
import { SettingField } from '../settings/setting-field.tsx'
import {
  readBlocked,
  SELECT_BLOCKED,
  SELECT_LOCK,
  SELECT_VALUE,
  settingsIn,
} from '../settings/setting-state.ts'
import { useSettingCommit } from '../settings/use-setting.ts'
import { SourceTiles } from './source-tiles.tsx'
import './task.css'

const selectMany = (state: PageState): string => kindEntry(itemKindOf(runData(state))).many
const selectRestores = (state: PageState): boolean => shownConfig(state).task === 'restore'

export function TaskChoice() {
  const restores = useGanvas(selectRestores)
  return (
    <div className="task">
      <Tasks />
      {restores && <Restored />}
    </div>
  )
}

function Tasks() {
  const many = useGanvas(selectMany)
  const chosen = useGanvas(SELECT_VALUE.task)
  const lock = useGanvas(SELECT_LOCK.task)
  const blocked = useGanvas(SELECT_BLOCKED.task)
  const { commit } = useSettingCommit('task')
  const options = useMemo(
    () => [
      { id: 'imagine', label: `Make new ${many}`, meaning: 'The forger makes them of noise.' },
      {
        id: 'restore',
        label: 'Restore pictures',
        meaning: 'The forger is given pictures that lack something and makes them whole.',
        blocked: readBlocked(blocked)['restore'],
      },
    ],
    [many, blocked],
  )
  return (
    <fieldset
      className="setting-lock"
      data-setting="task"
      disabled={lock !== ''}
      title={lock === '' ? undefined : lock}
    >
      <Segments
        name="task"
        aria-label="What the run is about"
        options={options}
        chosen={String(chosen)}
        onChoose={commit}
      />
    </fieldset>
  )
}

/** What is lost, with a small example of each, and how much of it. */
function Restored() {
  return (
    <>
      <SourceTiles />
      {settingsIn('task')
        .filter((key) => key !== 'task' && key !== 'source')
        .map((key) => (
          <SettingField key={key} settingKey={key} />
        ))}
    </>
  )
}
