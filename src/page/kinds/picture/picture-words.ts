/** The wall of pictures, and the one under the hand, in words. Pure. */
import { classesOf, pickedName } from '../../state/stage/classes.ts'
import type { PageKind, Seen } from '../kind.ts'

/** “fake pictures beside real ones, 8 across, 28 pixels a side”. */
export function gridWords(seen: Seen): string {
  const { view, dataset } = seen
  const across = `${view.columns} across, ${dataset.size} pixels a side${sortWords(seen)}${classWords(seen)}`
  switch (view.show) {
    case 'fake':
      return `fake pictures, ${across}`
    case 'real':
      return `real pictures, ${across}`
    case 'both':
      return `fake pictures beside real ones, ${across}`
  }
}

function sortWords(seen: Seen): string {
  const sorted = seen.view.sorted && (classesOf(seen) === null || pickedName(seen) !== null)
  return sorted ? ', the most real first' : ''
}

/** Which classes the grid shows, where the run is told any. */
function classWords(seen: Seen): string {
  const classes = classesOf(seen)
  if (classes === null) return ''
  const picked = pickedName(seen)
  if (picked !== null) return `, all of class ${picked}`
  const shown = classes.slice(0, seen.view.columns).join(', ')
  const missing = classes.length - seen.view.columns
  return `, each column a class: ${shown}${missing > 0 ? ` and ${missing} more on a wider grid` : ''}`
}

/** What the portrait under the hand is of. */
export const portraitName: NonNullable<PageKind<'picture'>['portrait']> = (state) => {
  const picked = pickedName(state)
  if (picked !== null) return `The fake picture of class ${picked} under the hand`
  return classesOf(state) === null
    ? 'The fake picture under the hand'
    : 'Fake pictures under the hand, one of each class'
}
