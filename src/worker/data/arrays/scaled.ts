/** Numbers of any kind as bytes of pictures. Pure. */

export type NumberType =
  | 'bool'
  | 'uint8'
  | 'int8'
  | 'uint16'
  | 'int16'
  | 'uint32'
  | 'int32'
  | 'uint64'
  | 'int64'
  | 'float16'
  | 'float32'
  | 'float64'

export interface Scaled {
  readonly bytes: Uint8Array
  /** The numbers that became 0 and 255 where their kind does not tell; null where it does. */
  readonly span: readonly [low: number, high: number] | null
}

/** 0 … 1, −1 … 1, 0 … 255 and the range of small whole numbers speak for themselves; others go from their least to their most. */
export function scaled(values: ArrayLike<number>, type: NumberType): Scaled {
  if (type === 'uint8' && values instanceof Uint8Array) return { bytes: values, span: null }
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    if (value < low) low = value
    if (value > high && value !== Infinity) high = value
  }
  const known = knownSpan(type, low, high)
  const [from, to] = known ?? [low, high]
  const factor = to > from ? 255 / (to - from) : 0
  const bytes = new Uint8ClampedArray(values.length)
  // What is no number becomes the least.
  for (let i = 0; i < values.length; i++) bytes[i] = ((values[i] ?? 0) - from) * factor || 0
  return { bytes: new Uint8Array(bytes.buffer), span: known === null ? [low, high] : null }
}

function knownSpan(type: NumberType, low: number, high: number): readonly [number, number] | null {
  if (type === 'bool') return [0, 1]
  if (type === 'int8') return low >= 0 ? [0, 255] : [-128, 127]
  if (type.startsWith('float')) {
    if (low >= 0 && high <= 1) return [0, 1]
    if (low >= -1 && high <= 1) return [-1, 1]
  }
  return low >= 0 && high <= 255 ? [0, 255] : null
}
