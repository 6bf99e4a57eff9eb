/** JSON as people have it: one value, a value a line, with Python's words for what is missing, or as Python prints lists and arrays. */

export interface JsonRead {
  readonly value: unknown
  /** Where each element of it stands, where each has a line; null where all is one value. */
  readonly lines: readonly number[] | null
}

/** Null for any other text. */
export function readJson(text: string): JsonRead | null {
  if (!/^\s*(?:[[{]|array\()/.test(text)) return null
  const whole = parsed(text)
  if (whole !== undefined) return { value: whole, lines: null }
  const filled = text
    .split(/\r\n|\r|\n/)
    .flatMap((line, i) => (line.trim() === '' ? [] : [{ line, at: i + 1 }]))
  const values: unknown[] = []
  for (const { line } of filled) {
    const value = parsed(line)
    if (value === undefined) return printed(text)
    values.push(value)
  }
  return { value: values, lines: filled.map(({ at }) => at) }
}

/** Undefined for what is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return withoutNaN(text)
  }
}

const NOT_FINITE = /([[,:]\s*)-?(?:NaN|Infinity)(?=\s*[\],}])/g

/** Python writes NaN and Infinity where JSON knows no such numbers. */
function withoutNaN(text: string): unknown {
  // Twice, for one may stand beside another.
  const plain = text.replace(NOT_FINITE, '$1null').replace(NOT_FINITE, '$1null')
  if (plain === text) return undefined
  try {
    return JSON.parse(plain)
  } catch {
    return undefined
  }
}

/** `[(1, 2), (3, 4)]`, and NumPy's `array([[1. 2.]\n [3. 4.]])`: numbers and brackets alone. */
function printed(text: string): JsonRead | null {
  const bare = text
    .trim()
    .replace(/^array\(/, '')
    .replace(/(?:,\s*dtype=[\w.]+)?\)$/, (end) => (text.trimStart().startsWith('array(') ? '' : end))
  if (!/^[\d\s.,eE+\-()[\]]+$/.test(bare)) return null
  const commas = bare
    .replace(/\(/g, '[')
    .replace(/\)/g, ']')
    // NumPy writes "1." for 1.0.
    .replace(/(\d)\.(?!\d)/g, '$1')
    .replace(/([\d\]])\s+(?=[\d[+-])/g, '$1,')
    .replace(/,\s*\]/g, ']')
  try {
    return { value: JSON.parse(commas), lines: null }
  } catch {
    return null
  }
}
