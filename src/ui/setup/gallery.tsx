/** The datasets as pictures to choose from: points, then images. One radio group, worked by the arrow keys. */
import { Brush, ImagePlus } from 'lucide-react'
import { DATASETS, type DatasetEntry, type DatasetId } from '../../catalog/datasets.ts'
import { useActions, useGanvas } from '../../state/page.ts'
import { SELECT_VALUE } from './setting-state.ts'
import { Pictogram } from './pictogram.tsx'

const GROUPS = ['points', 'images'] as const
const entriesOf = (kind: (typeof GROUPS)[number]) => DATASETS.filter((entry) => entry.kind === kind)

export function Gallery() {
  const chosen = useGanvas(SELECT_VALUE.dataset)
  const actions = useActions()
  return (
    <div className="gallery" role="radiogroup" aria-label="Dataset" data-setting="dataset">
      {GROUPS.map((kind) => (
        <div key={kind} className="gallery-row">
          {entriesOf(kind).map((entry) => (
            <Tile
              key={entry.id}
              id={entry.id}
              entry={entry}
              chosen={entry.id === chosen}
              onChoose={() => actions.configure({ dataset: entry.id })}
            />
          ))}
        </div>
      ))}
    </div>
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
      <input
        type="radio"
        className="hidden-words"
        name="dataset"
        value={id}
        checked={chosen}
        onChange={onChoose}
      />
      <span className="tile-picture">
        <TilePicture id={id} entry={entry} />
      </span>
      <span className="tile-name">{entry.label}</span>
    </label>
  )
}

function TilePicture({ id, entry }: Pick<TileProps, 'id' | 'entry'>) {
  switch (entry.origin) {
    case 'mixture':
      return <Pictogram dataset={id} />
    case 'painted':
      return <Brush size={22} strokeWidth={1.5} aria-hidden="true" />
    case 'shipped':
      return <img src={`thumbs/${id}.png`} alt="" width={64} height={64} loading="lazy" />
    case 'own':
      return <ImagePlus size={22} strokeWidth={1.5} aria-hidden="true" />
  }
}
