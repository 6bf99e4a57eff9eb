/** Keys that move along the film. Pure. */

/** Frames passed by Page Up and Page Down. */
const LEAP = 5

/**
 * The kept step a key leads to; null is the present; undefined for keys that mean nothing here.
 * @param steps kept steps, ascending
 * @param looked the step looked at, null for the present
 */
export function walkFilm(
  key: string,
  steps: readonly number[],
  looked: number | null,
): number | null | undefined {
  const at = looked === null ? steps.length : steps.indexOf(looked)
  const to = (index: number): number | null =>
    index >= steps.length ? null : (steps[Math.max(0, index)] ?? null)
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      // The newest frame is nearly the present: the first key goes one further.
      return to(looked === null ? Math.max(0, steps.length - 2) : at - 1)
    case 'ArrowRight':
    case 'ArrowUp':
      return to(at + 1)
    case 'PageDown':
      return to(at - LEAP)
    case 'PageUp':
      return to(at + LEAP)
    case 'Home':
      return to(0)
    case 'End':
    case 'Escape':
      return null
    default:
      return undefined
  }
}
