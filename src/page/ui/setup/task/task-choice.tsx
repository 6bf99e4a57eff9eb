/**
 * What the run is about, first of all: new pictures, pictures that lack something made whole and what they lack, or two classes translated into each other. Stands beside the
 * data, for it says what is done with them.
 */
import { useMemo } from 'react'
import { itemKindOf } from '../../../../common/config/item-kind.ts'
import { kindEntry } from '../../../../common/items/kinds.ts'
import { useGanvas } from '../../../state/page.ts'
import { runData, shownConfig } from '../../../state/run/sides.ts'
import type { PageState } from '../../../state/store-types.ts'
import { later } from '../../kit/later.tsx'
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
import './task.css'

/** Come with the first run that is about what they ask. */
const SourceTiles = later(async () => (await import('./source-tiles.tsx')).SourceTiles)
const WaysChoice = later(async () => (await import('./ways-choice.tsx')).WaysChoice)

const selectMany = (state: PageState): string => kindEntry(itemKindOf(runData(state))).many
const selectTask = (state: PageState) => shownConfig(state).task

/** Nothing but new ones is made of points and rows, but a run that was asked for all the same can be left. */
const selectOffered = (state: PageState): boolean =>
  itemKindOf(runData(state)) === 'picture' || shownConfig(state).task !== 'imagine'

export function TaskChoice() {
  const offered = useGanvas(selectOffered)
  const task = useGanvas(selectTask)
  if (!offered) return null
  return (
    <div className="task">
      <Tasks />
      {task === 'restore' && <Restored />}
      {task === 'translate' && <Translated />}
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
        label: 'Restore',
        meaning: 'The forger is given pictures that lack something and makes them whole.',
        blocked: readBlocked(blocked)['restore'],
      },
      {
        id: 'translate',
        label: 'Translate',
        meaning: 'Pictures of one class are made to look like those of another, and back.',
        blocked: readBlocked(blocked)['translate'],
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

/** Which classes, and what the two networks are to mind. */
function Translated() {
  return (
    <>
      <WaysChoice />
      <p className="field-note">
        No two pictures need belong together. What is translated there and back should be the same again.
      </p>
    </>
  )
}

/** What is lost, with a small example of each, and how much of it. */
function Restored() {
  return (
    <>
      <SourceTiles />
      {settingsIn('task')
        .filter((key) => key !== 'task' && key !== 'source' && key !== 'from' && key !== 'to')
        .map((key) => (
          <SettingField key={key} settingKey={key} />
        ))}
    </>
  )
}
