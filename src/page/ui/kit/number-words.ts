/** Numbers as people type and read them in controls. Must not round away what was typed. */

/** Shortest form that reads back to the same number: 0.001, 2e-5, 0.9999. */
export function plainNumber(value: number): string {
  if (value !== 0 && Math.abs(value) < 1e-4) return value.toExponential().replace('e-0', 'e-')
  return String(value)
}

/** Reads a typed number; accepts a decimal comma and spaces. The text itself when it is none. */
export function readNumber(text: string): number | string {
  const cleaned = text
    .trim()
    .replaceAll(/[\s\u2009\u202f]/g, '')
    .replace('−', '-')
    .replace(',', '.')
  const value = Number(cleaned)
  return cleaned !== '' && Number.isFinite(value) ? value : text
}

const grouped = new Intl.NumberFormat('en-GB')

/** 12480 → 12,480. */
export function wholeNumber(value: number): string {
  return grouped.format(Math.round(value))
}
