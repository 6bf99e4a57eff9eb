/** A kept step of a table: the bars of its first columns, fakes outlined before reals. */
import type { FilmOf } from '../kind.ts'

const ACROSS = 3
const CELL = 90

export function FilmRows({ picture: { columns } }: { picture: FilmOf<'row'> }) {
  const rows = Math.max(1, Math.ceil(columns.length / ACROSS))
  return (
    <svg
      className="frame-picture"
      viewBox={`0 0 ${ACROSS * CELL} ${rows * CELL}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {columns.map(({ reals, fakes }, at) => {
        const [x, y] = [(at % ACROSS) * CELL + 6, Math.floor(at / ACROSS) * CELL + 6]
        return (
          <g key={at} transform={`translate(${x} ${y})`}>
            <path className="frame-bars-real" d={bars(reals, CELL - 12)} />
            <path className="frame-bars-fake" d={bars(fakes, CELL - 12)} />
          </g>
        )
      })}
    </svg>
  )
}

/** @param side of the square that the bars stand in */
function bars(heights: Uint8Array, side: number): string {
  const wide = side / Math.max(1, heights.length)
  let path = ''
  heights.forEach((height, i) => {
    const tall = Math.min(side, (height / 255) * 1.6 * side)
    path += `M${(i * wide).toFixed(1)} ${side}v${(-tall).toFixed(1)}h${wide.toFixed(1)}v${tall.toFixed(1)}`
  })
  return path
}
