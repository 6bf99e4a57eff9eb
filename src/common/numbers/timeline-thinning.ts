/**
 * Which steps of the past are worth keeping: dense near the present, sparse long ago, with the start and what was marked
 * for longest. Pure: knows steps, not networks.
 */

/** A kept step, as far as thinning needs to know it. */
export interface KeptStep {
  readonly step: number
  readonly marked: boolean
}

/** So many marked steps, the newest, are kept whatever the spacing says. */
const MARKS_KEPT = 12
/** Without this share of the whole run, old steps would thin out to nothing: spacing grows with age plus it. */
const EVENNESS = 0.05

/**
 * The step to let go of next: the one whose absence leaves the smallest hole for its age. Holes then grow in proportion
 * to age, so that a run of any length needs only a number of steps that grows with its logarithm. The first step, the
 * newest, the newest marks and those in `held` stay.
 * @param kept ascending
 * @returns null when every step must stay
 */
export function stepToDrop(kept: readonly KeptStep[], held: ReadonlySet<number>): number | null {
  const newest = kept.at(-1)?.step ?? 0
  const marks = new Set(kept.filter(({ marked }) => marked).slice(-MARKS_KEPT))
  let best: { step: number; hole: number } | null = null
  for (let at = 1; at < kept.length - 1; at++) {
    const [before, here, after] = [kept[at - 1], kept[at], kept[at + 1]]
    if (before === undefined || here === undefined || after === undefined) continue
    if (marks.has(here) || held.has(here.step)) continue
    const hole = (after.step - before.step) / (newest - here.step + EVENNESS * newest)
    if (best === null || hole < best.hole) best = { step: here.step, hole }
  }
  return best?.step ?? null
}

/** The kept step nearest to one asked for, the earlier of two equally near; null when nothing is kept. */
export function nearestStep(steps: readonly number[], wanted: number): number | null {
  return steps.reduce<number | null>(
    (best, step) => (best === null || Math.abs(step - wanted) < Math.abs(best - wanted) ? step : best),
    null,
  )
}
