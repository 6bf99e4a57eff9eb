/** One row of restored pictures, magnified. Knows no store: it is told the row and its place. */
import { X } from 'lucide-react'
import type { RestoredRow, RestoredTile } from '../../../../common/protocol/picture-explanation.ts'
import { IconButton } from '../../../ui/kit/button.tsx'
import { PixelCanvas } from '../pixel-canvas.tsx'
import type { MagnifierPlace } from './restored-geometry.ts'
import { rowName, tileFigures } from './restored-words.ts'

interface MagnifierProps {
  readonly row: RestoredRow
  readonly place: MagnifierPlace
  /** It stays, and can be closed; null while it follows the hand. */
  readonly onClose: (() => void) | null
}

export function Magnifier({ row, place, onClose }: MagnifierProps) {
  const { across, side, edge } = place
  return (
    <div
      className="magnifier"
      data-pinned={onClose !== null}
      style={{ ...edge, '--across': across, '--side': `${side}px` }}
    >
      <div className="magnifier-head">
        <p>
          {rowName(row)}
          {!row.heldOut && ', as fewer than 40 leave none to hold back'}
        </p>
        {onClose !== null && <IconButton name="Close" icon={<X size={14} />} onClick={onClose} />}
      </div>
      <div className="magnifier-row">
        {row.pictures.map((tile) => (
          <Tile key={tile.id} tile={tile} size={row.size} />
        ))}
      </div>
    </div>
  )
}

function Tile({ tile, size }: { tile: RestoredTile; size: number }) {
  return (
    <figure className="magnifier-tile" data-of={tile.id}>
      <PixelCanvas bytes={tile.rgba} side={size} label="" />
      <figcaption>
        <b>{tile.label}</b>
        {tileFigures(tile).map((figure) => (
          <span key={figure}>{figure}</span>
        ))}
      </figcaption>
    </figure>
  )
}
