/** The small distribution of one column: bars of a number's range, of its most frequent labels, or a few cells. No store. */
import type { ColumnPicture as Picture } from '../../../../common/tables/column-profile.ts'
import { wholeNumber } from '../../../ui/kit/number-words.ts'

const WIDTH = 100
const HEIGHT = 32
/** Labels that have a bar and a word. */
const MOST_LABELS = 4

export function ColumnPicture({ picture }: { picture: Picture }) {
  switch (picture.is) {
    case 'bars':
      return (
        <figure className="table-column-picture" role="img" aria-label={pictureWords(picture)}>
          <Bars counts={picture.counts} />
          <figcaption aria-hidden="true">
            <span>{picture.low}</span>
            <span>{picture.high}</span>
          </figcaption>
        </figure>
      )
    case 'labels':
      return <Labels {...picture} />
    case 'cells':
      return (
        <p className="table-column-cells" title={picture.cells.join(', ')}>
          {picture.cells.join(', ')}
        </p>
      )
  }
}

/** A picture's own words, for those who do not see it. */
export function pictureWords(picture: Picture): string {
  switch (picture.is) {
    case 'bars':
      return picture.low === ''
        ? 'No values'
        : `From ${picture.low} to ${picture.high}${picture.log ? ', drawn along the logarithm' : ''}`
    case 'labels':
      return picture.labels.map(({ label, count }) => `${label}: ${wholeNumber(count)}`).join(', ')
    case 'cells':
      return picture.cells.join(', ')
  }
}

/** One path for all of them: a table of hundreds of columns is many bars. */
function Bars({ counts }: { counts: readonly number[] }) {
  const most = Math.max(1, ...counts)
  const pitch = WIDTH / Math.max(1, counts.length)
  const wide = Math.max(0.5, pitch - 0.6)
  const bars = counts.map((count, i) => {
    const tall = count === 0 ? 0 : Math.max(1, (count / most) * HEIGHT)
    return `M${(i * pitch).toFixed(2)} ${HEIGHT}v${(-tall).toFixed(2)}h${wide.toFixed(2)}V${HEIGHT}z`
  })
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={bars.join('')} />
    </svg>
  )
}

/** Words stand on their bars, the most frequent first. */
function Labels({ labels, others }: Extract<Picture, { is: 'labels' }>) {
  const shown = labels.slice(0, MOST_LABELS)
  const rest = others + labels.slice(MOST_LABELS).reduce((sum, { count }) => sum + count, 0)
  const most = Math.max(1, ...labels.map(({ count }) => count))
  return (
    <ul className="table-column-labels" aria-label="Most frequent">
      {shown.map(({ label, count }) => (
        <li key={label} title={`${label}: ${wholeNumber(count)}`}>
          <i aria-hidden="true" style={{ inlineSize: `${(100 * count) / most}%` }} />
          <span>{label}</span>
          <b>{wholeNumber(count)}</b>
        </li>
      ))}
      {rest > 0 && (
        <li className="table-column-rest">
          <span>others</span>
          <b>{wholeNumber(rest)}</b>
        </li>
      )}
    </ul>
  )
}
