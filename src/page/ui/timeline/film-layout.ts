/**
 * Which kept steps the film shows and where: cells of one width from left to right, as many as fit, spread evenly over the
 * run. Between two cells a step lies in proportion, so that marks and cursors stand among the pictures. Pure.
 */

export interface FilmLayout {
  /** Steps of the cells shown, ascending. */
  readonly shown: readonly number[]
  /** Width of a cell, CSS pixels. */
  readonly cell: number
}

const STRIDES = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]

/**
 * @param steps all kept steps, ascending
 * @param width room for the film, CSS pixels
 * @param wanted a step that must be among the shown ones
 */
export function layOutFilm(
  steps: readonly number[],
  width: number,
  cell: number,
  wanted: number | null,
): FilmLayout {
  const room = Math.max(2, Math.floor(width / cell))
  if (steps.length <= room) return { shown: steps, cell }
  const must = steps.filter((step) => step === wanted || step === steps.at(-1))
  return { shown: pick(steps, room, must), cell }
}

/** The steps nearest to multiples of the smallest stride that fits: they stay where they are while the run grows. */
function pick(steps: readonly number[], room: number, must: readonly number[]): number[] {
  const last = steps.at(-1) ?? 0
  for (let power = 1; ; power *= 10) {
    for (const factor of STRIDES) {
      const stride = factor * power
      if (last / stride > 4 * room) continue
      const chosen = new Set(must)
      for (let at = 0; at * stride <= last; at++) chosen.add(nearest(steps, at * stride))
      if (chosen.size <= room) return [...chosen].sort((a, b) => a - b)
    }
  }
}

/** The kept step nearest to any number; 0 when nothing is kept. */
export function nearest(steps: readonly number[], wanted: number): number {
  return steps.reduce(
    (best, step) => (Math.abs(step - wanted) < Math.abs(best - wanted) ? step : best),
    steps[0] ?? 0,
  )
}

/** Where a step lies, pixels from the film's left edge: in the middle of its cell, or between two cells. */
export function xOfStep({ shown, cell }: FilmLayout, step: number): number {
  const after = shown.findIndex((one) => one >= step)
  const at = (index: number): number => (index + 0.5) * cell
  if (after < 0) return at(Math.max(0, shown.length - 1))
  if (after === 0) return at(0)
  const [low, high] = [shown[after - 1] ?? 0, shown[after] ?? 0]
  return at(after - 1) + ((step - low) / (high - low)) * cell
}

/** The step under a pixel; null right of the film, where the present is. */
export function stepUnder({ shown, cell }: FilmLayout, x: number): number | null {
  if (shown.length === 0 || x > shown.length * cell) return null
  const place = Math.max(0, Math.min(shown.length - 1, x / cell - 0.5))
  const before = Math.floor(place)
  const low = shown[before] ?? 0
  const high = shown[before + 1] ?? low
  return Math.round(low + (place - before) * (high - low))
}
