/** A kept step of points: crosses among the reals' dots. */
import type { FilmOf } from '../kind.ts'

/** Half a side of the drawing, in the picture's own units. */
const HALF = 136

export function FilmPoints({ picture }: { picture: FilmOf<'point'> }) {
  return (
    <svg className="frame-picture" viewBox={`${-HALF} ${-HALF} ${2 * HALF} ${2 * HALF}`} aria-hidden="true">
      <path className="frame-reals" d={dots(picture.reals)} />
      <path className="frame-fakes" d={dots(picture.fakes)} />
    </svg>
  )
}

/** A line of no length per point: its round ends are the dot. */
function dots(points: Int8Array): string {
  let path = ''
  for (let at = 0; at + 1 < points.length; at += 2) path += `M${points[at] ?? 0} ${-(points[at + 1] ?? 0)}h0`
  return path
}
