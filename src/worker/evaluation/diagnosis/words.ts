/** Figures as words for evidence: few digits, always with their unit. */

/** `13 %`; never rounds something to nothing. */
export function percent(share: number): string {
  const value = 100 * share
  if (value > 0 && value < 1) return 'under 1 %'
  return `${Math.round(value)} %`
}

/** Two or three significant digits: `0.87`, `12.4`, `3400`. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'not a number' : 'infinite'
  if (Math.abs(value) >= 100) return String(Math.round(value))
  return String(Number(value.toPrecision(Math.abs(value) >= 10 ? 3 : 2)))
}
