/** The datasets as pictures to choose from. One radio group, worked by the arrow keys. */
import { ImagePlus } from 'lucide-react'
import { DATASETS, type DatasetEntry, type DatasetId } from '../../../../common/catalog/datasets.ts'
import type { RunConfig } from '../../../../common/config/run-config.ts'
import { taskKept } from '../../../../common/config/task.ts'
import { USUAL_RESTORE } from '../../../../common/restore/restore-config.ts'
import { shownConfig } from '../../../state/run/sides.ts'
import { useActions, useGanvas, useReadNow } from '../../../state/page.ts'
import { SELECT_LOCK, SELECT_VALUE } from '../settings/setting-state.ts'

export function Gallery() {
  const chosen = useGanvas(SELECT_VALUE.dataset)
  const lock = useGanvas(SELECT_LOCK.dataset)
  const actions = useActions()
  const readNow = useReadNow()
  return (
    <fieldset
      className="gallery setting-lock"
      role="radiogroup"
      aria-label="Dataset"
      data-setting="dataset"
      disabled={lock !== ''}
      title={lock === '' ? undefined : lock}
    >
      {DATASETS.map((entry) => (
        <Tile
          key={entry.id}
          id={entry.id}
          entry={entry}
          chosen={entry.id === chosen}
          onChoose={() => actions.configure({ dataset: entry.id, ...keptFor(entry, shownConfig(readNow())) })}
        />
      ))}
    </fieldset>
  )
}

/** What the run is about goes with it to other pictures, where they have what is to be restored. */
function keptFor({ item, shipped }: DatasetEntry, config: RunConfig): Partial<RunConfig> {
  if (item !== 'picture') return {}
  const kept = taskKept(config)
  return kept.source === 'gray' && shipped?.channels === 1 ? { ...kept, source: USUAL_RESTORE.source } : kept
}

interface TileProps {
  id: DatasetId
  entry: DatasetEntry
  chosen: boolean
  onChoose: () => void
}

function Tile({ id, entry, chosen, onChoose }: TileProps) {
  return (
    <label className="tile" title={entry.meaning}>
      <input type="radio" name="dataset" value={id} checked={chosen} onChange={onChoose} />
      <span className="tile-picture">
        {entry.origin === 'own' ? (
          <ImagePlus size={20} strokeWidth={1.5} aria-hidden="true" />
        ) : (
          <img src={`thumbs/${id}.png`} alt="" width={48} height={48} />
        )}
      </span>
      <span className="tile-name">{entry.label}</span>
    </label>
  )
}
