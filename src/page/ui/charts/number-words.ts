/**
 * Figures as text: few digits, steady width, a true minus sign. Everything a person reads in the figures column goes
 * through here. Must not know where a number comes from.
 */

const NONE = '–'
const MINUS = '−'

/** Three significant places or so, of nearly constant width: `0.693`, `12.4`, `1.2e5`; a dash when there is none. */
export function figureText(value: number): string {
  if (Number.isNaN(value)) return NONE
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`
  const size = Math.abs(value)
  if (size !== 0 && (size >= 1e5 || size < 5e-4)) return trueMinus(value.toExponential(1).replace('e+', 'e'))
  return trueMinus(value.toFixed(size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3))
}

/** `22.93 dB`: a tenth is hardly seen; two places, so that a run is seen to move. */
export function decibelText(value: number): string {
  return Number.isFinite(value) ? `${trueMinus(value.toFixed(2))} dB` : figureText(value)
}

/** A share in [0, 1] as a percentage with one place: `98.9 %`. */
export function percentText(share: number): string {
  return Number.isNaN(share) ? NONE : `${(100 * share).toFixed(1)} %`
}

/** A step in full, with thin grouping: `12,480`. */
export function stepText(step: number): string {
  return Math.round(step).toLocaleString('en-GB')
}

/** A step on an axis, short: `0`, `800`, `2.5k`, `1.2M`. */
export function shortStep(step: number): string {
  if (step >= 1e6) return `${trimmed(step / 1e6)}M`
  if (step >= 1000) return `${trimmed(step / 1000)}k`
  return String(Math.round(step))
}

/** A value on an axis, at most five characters wide: `0.5`, `−1`, `10k`, `1e−4`. */
export function tickText(value: number): string {
  const size = Math.abs(value)
  if (size === 0) return '0'
  if (size >= 1e6 || size < 1e-3) return trueMinus(value.toExponential(0).replace('e+', 'e'))
  if (size >= 1000) return trueMinus(`${trimmed(value / 1000)}k`)
  return trueMinus(trimmed(value))
}

function trimmed(value: number): string {
  return String(Number(value.toPrecision(3)))
}

function trueMinus(text: string): string {
  return text.replaceAll('-', MINUS)
}
