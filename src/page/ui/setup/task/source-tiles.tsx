/**
 * What pictures are restored from, each as one of the person’s own pictures would look. One radio group. What these pictures cannot
 * lose can be pointed at all the same, and says why not.
 */
import { Columns2 } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { entryOf } from '../../../../common/catalog/entry.ts'
import type { RestoreConfig } from '../../../../common/restore/restore-config.ts'
import { RESTORE_SOURCES, type RestoreSourceId } from '../../../../common/restore/sources.ts'
import { useGanvas } from '../../../state/page.ts'
import { shownConfig } from '../../../state/run/sides.ts'
import type { PageState } from '../../../state/store-types.ts'
import { drawPicture } from '../../../kinds/picture/picture-thumb.ts'
import { readBlocked, SELECT_BLOCKED, SELECT_LOCK, SELECT_VALUE } from '../settings/setting-state.ts'
import { useSettingCommit } from '../settings/use-setting.ts'
import { exampleOf, type Example } from './example.ts'
import { useOwnExample } from './use-own-example.ts'

export function SourceTiles() {
  const chosen = useGanvas(SELECT_VALUE.source) as RestoreSourceId
  const lock = useGanvas(SELECT_LOCK.source)
  const blocked = readBlocked(useGanvas(SELECT_BLOCKED.source))
  const [refused, setRefused] = useState('')
  const { commit } = useSettingCommit('source')
  const picture = useOwnExample()
  const choose = (id: RestoreSourceId): void => {
    const reason = blocked[id] ?? ''
    setRefused(reason)
    if (reason === '') commit(id)
  }
  return (
    <div className="sources" data-setting="source">
      <fieldset
        className="source-tiles setting-lock"
        role="radiogroup"
        aria-label="Restored from"
        disabled={lock !== ''}
        title={lock === '' ? undefined : lock}
      >
        {RESTORE_SOURCES.map(({ id, label, meaning }) => (
          <label key={id} className="tile" title={blocked[id] ?? meaning} data-blocked={id in blocked}>
            <input
              type="radio"
              name="source"
              value={id}
              checked={id === chosen}
              aria-disabled={id in blocked}
              onChange={() => choose(id)}
            />
            <span className="tile-picture">
              <Lost source={id} picture={picture} />
            </span>
            <span className="tile-name">{label}</span>
          </label>
        ))}
      </fieldset>
      <p className="field-note">{entryOf(RESTORE_SOURCES, chosen).meaning}</p>
      <p className="field-complaint" role="status" hidden={refused === ''}>
        {refused}
      </p>
    </div>
  )
}

/** What decides how an example looks, as one text: equal answers are equal values. */
const selectStrengths = (state: PageState): string => {
  const { hole, sourceNoise, sourceBlur, mosaic, edgeLevel } = shownConfig(state)
  return JSON.stringify({ hole, sourceNoise, sourceBlur, mosaic, edgeLevel })
}

function Lost({ source, picture }: { source: RestoreSourceId; picture: Example | null }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const strengths = useGanvas(selectStrengths)
  const shown = useMemo(() => {
    const how = JSON.parse(strengths) as Omit<RestoreConfig, 'source' | 'l1' | 'lively'>
    return picture === null ? null : exampleOf(picture, { ...how, source })
  }, [picture, source, strengths])
  useEffect(() => {
    if (canvas.current !== null && shown !== null) drawPicture(canvas.current, shown)
  }, [shown])
  if (source === 'pairs' && picture !== null && shown === null)
    return <Columns2 size={22} strokeWidth={1.25} aria-hidden="true" />
  return shown === null ? null : <canvas ref={canvas} className="pixels" aria-hidden="true" />
}
