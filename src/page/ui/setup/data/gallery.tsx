/** The datasets as pictures to choose from. One radio group, worked by the arrow keys. */
import { ImagePlus } from 'lucide-react'
import { DATASETS, type DatasetEntry, type DatasetId } from '../../../../common/catalog/datasets.ts'
import { useActions, useGanvas } from '../../../state/page.ts'
import { SELECT_LOCK, SELECT_VALUE } from '../settings/setting-state.ts'

export function Gallery() {
  const chosen = useGanvas(SELECT_VALUE.dataset)
  const lock = useGanvas(SELECT_LOCK.dataset)
  const actions = useActions()
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
          onChoose={() => actions.configure({ dataset: entry.id })}
        />
      ))}
    </fieldset>
  )
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
