/** Which colour each class of the real points has on the stage, and how many points: a row of the stage's toolbar. */
import type { DataCard } from '../../../common/items/data-card.ts'
import { CLASS_HUES, shownClasses, type ShownClass } from '../../../common/items/point-classes.ts'
import type { DatasetSummary } from '../../../common/protocol/report.ts'
import { useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { wholeNumber } from '../../ui/kit/number-words.ts'
import './point-layers.css'

/** The classes that the stage tells apart by colour; null where it tells none. */
export function colouredClasses({ coloured, card }: DatasetSummary): DataCard['classes'] | null {
  return coloured === true ? (card?.classes ?? null) : null
}

const selectClasses = ({ dataset, view }: PageState): DataCard['classes'] | null =>
  dataset === null || !view.layers.real ? null : colouredClasses(dataset)

export function ClassLegend() {
  const classes = useGanvas(selectClasses)
  if (classes === null) return null
  return (
    <ul className="class-legend" aria-label="Classes of the real points">
      {shownClasses(classes).shown.map((shown, hue) => (
        <Entry key={hue} {...shown} hue={hue} />
      ))}
    </ul>
  )
}

function Entry({ name, count, hue }: ShownClass & { hue: number }) {
  return (
    <li>
      <i
        style={{ '--hue': `light-dark(${CLASS_HUES.light[hue] ?? ''}, ${CLASS_HUES.dark[hue] ?? ''})` }}
        aria-hidden="true"
      />
      <span className="legend-name" title={name}>
        {name}
      </span>{' '}
      {count !== null && <span className="legend-count">{wholeNumber(count)}</span>}
    </li>
  )
}
