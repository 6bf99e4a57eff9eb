/** A real row to look for the latent of: chosen among some. */
import type { TargetProps } from '../kind.ts'
import { Thumb, type ThumbItem } from '../../ui/latent/thumb.tsx'
import { drawRow } from './row-thumb.ts'

/** So many are offered. */
const OFFERED = 24

export function RowTarget({ target, surroundings, onTarget }: TargetProps) {
  const width = surroundings.reals.length / OFFERED
  const rows = Array.from({ length: width > 0 ? OFFERED : 0 }, (_, i): ThumbItem => ({
    shape: [width],
    values: surroundings.reals.subarray(i * width, (i + 1) * width),
  }))
  return (
    <div className="row-targets" role="group" aria-label="Real rows">
      {rows.map((row, i) => (
        <button
          key={i}
          type="button"
          aria-label={`Real row ${i + 1}`}
          aria-pressed={target !== null && target.values.every((value, at) => value === row.values[at])}
          onClick={() => onTarget(row)}
        >
          <Thumb item={row} draw={drawRow} />
        </button>
      ))}
    </div>
  )
}
