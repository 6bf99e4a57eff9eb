/** Marks of changed settings that would stand on top of each other become one. Pure. */
import type { Mark } from '../../../state/run/side-types.ts'
import type { StepAxis } from '../axes/step-axis.ts'

export interface MarkGroup {
  /** Where it stands: the step of its last change. */
  readonly step: number
  /** What a person reads on hover. */
  readonly label: string
}

/** Marks nearer than this share of the axis are one group. */
const NEAR = 0.012
/** So many labels are named; the rest are counted. */
const NAMED = 3

/** The marks within the axis, grouped, ascending. @param marks in any order */
export function groupMarks(marks: readonly Mark[], { low, high }: StepAxis): MarkGroup[] {
  const inside = marks.filter((mark) => mark.step >= low && mark.step <= high).sort((a, b) => a.step - b.step)
  const groups: Mark[][] = []
  for (const mark of inside) {
    const group = groups.at(-1)
    const start = group?.[0]
    if (group !== undefined && start !== undefined && mark.step - start.step <= NEAR * (high - low))
      group.push(mark)
    else groups.push([mark])
  }
  return groups.map((group) => ({ step: group.at(-1)?.step ?? 0, label: labelOf(group) }))
}

/** The group nearest to a step, if one is near enough for a pointer. */
export function markNear(
  groups: readonly MarkGroup[],
  step: number,
  { low, high }: StepAxis,
): MarkGroup | null {
  const reach = 2 * NEAR * (high - low)
  return groups.reduce<MarkGroup | null>((best, group) => {
    const distance = Math.abs(group.step - step)
    return distance <= reach && (best === null || distance < Math.abs(best.step - step)) ? group : best
  }, null)
}

function labelOf(group: readonly Mark[]): string {
  const labels = [...new Set(group.map((mark) => mark.label))]
  const rest = labels.length - NAMED
  const named = rest > 0 ? labels.slice(-NAMED) : labels
  return rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(', ')
}
