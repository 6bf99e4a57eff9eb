/** A number as its column writes it. Pure. */
import type { NumberFormat } from '../../../../common/tables/column-formats.ts'

/** @param value finite; rounded to the format's digits */
export function writeNumber(value: number, format: NumberFormat): string {
  const { mark, group, before, behind, zero, negative } = format
  const bare = digits(Math.abs(value), format)
  // What is rounded to nothing has no sign.
  const below = value < 0 && /[1-9]/.test(bare)
  const [whole = '', fraction] = bare.split('.')
  const bareWhole = !zero && whole === '0' && fraction !== undefined ? '' : whole
  const grouped = group === '' ? bareWhole : bareWhole.replace(/\B(?=(\d{3})+$)/g, group)
  const number = fraction === undefined ? grouped : `${grouped}${mark}${fraction}`
  if (!below) return `${before}${number}${behind}`
  if (negative === 'brackets') return `(${before}${number}${behind})`
  return negative === 'outside' ? `-${before}${number}${behind}` : `${before}-${number}${behind}`
}

/** With a point, and without a sign. */
function digits(value: number, { least, most, style }: NumberFormat): string {
  if (style === 'exponent') {
    const [mantissa = '', power = ''] = value.toExponential(most).split('e')
    return `${trimmed(mantissa, least, most)}e${power}`
  }
  return trimmed(value.toFixed(most), least, most)
}

/** Without zeros at the end, as far as so many digits stay behind the point. */
function trimmed(text: string, least: number, most: number): string {
  if (least === most || !text.includes('.')) return text
  let end = text.length
  const point = text.indexOf('.')
  while (end - 1 > point + least && text[end - 1] === '0') end--
  return least === 0 && end - 1 === point ? text.slice(0, point) : text.slice(0, end)
}

/** The number that is left of it once it is written and read again. */
export function rounded(value: number, decimals: number): number {
  const factor = 10 ** decimals
  const scaled = value * factor
  // Beyond, every double is whole.
  if (Math.abs(scaled) > Number.MAX_SAFE_INTEGER) return value
  return Math.round(scaled) / factor + 0
}
