/**
 * Linear changes of a picture that treat rows and columns alike, each as one matrix, row by row, and their use on plain numbers.
 * Whoever trains multiplies by the same matrices on the device: see src/worker/gan/tasks/restore/. Knows no tensors.
 */

/** [to, from] */
export interface Matrix {
  readonly to: number
  readonly from: number
  readonly values: Float64Array
}

/** Bicubic interpolation of Keys 1981. */
const KEYS = -0.5
/** A Gaussian is cut off after so many deviations. */
const REACH = 4

/** Means over pixels of `from / to` places each, parts of places by their share. */
export function boxMatrix(from: number, to: number): Matrix {
  const length = from / to
  return matrix(to, from, (row, column) => {
    const inside = Math.min((row + 1) * length, column + 1) - Math.max(row * length, column)
    return Math.max(0, inside) / length
  })
}

/** Each place takes what is nearest to its middle. */
export function nearestMatrix(from: number, to: number): Matrix {
  return matrix(to, from, (row, column) => (nearest(row, from, to) === column ? 1 : 0))
}

/** Cubic convolution; beyond the border the last pixel goes on. Meant for enlarging. */
export function bicubicMatrix(from: number, to: number): Matrix {
  const made = matrix(to, from, () => 0)
  for (let row = 0; row < to; row++) {
    const middle = ((row + 0.5) * from) / to - 0.5
    const first = Math.floor(middle) - 1
    for (let place = first; place < first + 4; place++)
      addTo(made, row, clamped(place, from), cubic(middle - place))
  }
  return made
}

/** e^(−d²/2σ²), each row made to sum to 1: at the border less of it is seen. @param deviation 0: nothing changes */
export function gaussianMatrix(side: number, deviation: number): Matrix {
  const weight = (distance: number): number => {
    if (deviation === 0) return distance === 0 ? 1 : 0
    return Math.abs(distance) > REACH * deviation ? 0 : Math.exp(-((distance / deviation) ** 2) / 2)
  }
  const rows = Array.from({ length: side }, (_, row) =>
    Array.from({ length: side }, (__, column) => weight(row - column)).reduce((sum, one) => sum + one, 0),
  )
  return matrix(side, side, (row, column) => weight(row - column) / (rows[row] ?? 1))
}

/** Blocks of `block` pixels from the first on, each one its mean; the last may be shorter. */
export function mosaicMatrix(side: number, block: number): Matrix {
  return matrix(side, side, (row, column) => {
    const first = row - (row % block)
    return column >= first && column < first + block ? 1 / Math.min(block, side - first) : 0
  })
}

/** Half the difference of both neighbours; beyond the border the last pixel goes on. */
export function differenceMatrix(side: number): Matrix {
  const made = matrix(side, side, () => 0)
  for (let row = 0; row < side; row++) {
    addTo(made, row, clamped(row + 1, side), 0.5)
    addTo(made, row, clamped(row - 1, side), -0.5)
  }
  return made
}

/** A quarter, a half, a quarter; beyond the border the last pixel goes on. */
export function smoothMatrix(side: number): Matrix {
  const made = matrix(side, side, () => 0)
  for (let row = 0; row < side; row++)
    for (const [shift, share] of SMOOTH) addTo(made, row, clamped(row + shift, side), share)
  return made
}

const SMOOTH = [
  [-1, 0.25],
  [0, 0.5],
  [1, 0.25],
] as const

/** Shrunk by means to 1/`factor` of the side, at least one pixel, and enlarged to the side again. */
export function shrunkMatrix(side: number, factor: number, enlarge: 'nearest' | 'bicubic'): Matrix {
  const small = Math.max(1, Math.round(side / factor))
  const back = enlarge === 'nearest' ? nearestMatrix(small, side) : bicubicMatrix(small, side)
  return product(back, boxMatrix(side, small))
}

/** First `b`, then `a`. */
export function product(a: Matrix, b: Matrix): Matrix {
  return matrix(a.to, b.from, (row, column) => {
    let sum = 0
    for (let k = 0; k < a.from; k++) sum += at(a, row, k) * at(b, k, column)
    return sum
  })
}

/**
 * A picture with `columns` applied to each of its rows and `rows` to each of its columns.
 * @param picture [rows.from, columns.from, channels] @returns [rows.to, columns.to, channels]
 */
export function separably(
  picture: ArrayLike<number>,
  channels: number,
  rows: Matrix,
  columns: Matrix = rows,
): Float32Array {
  const across = new Float64Array(rows.from * columns.to * channels)
  for (let y = 0; y < rows.from; y++)
    for (let x = 0; x < columns.to; x++)
      for (let from = 0; from < columns.from; from++) {
        const share = at(columns, x, from)
        if (share === 0) continue
        for (let c = 0; c < channels; c++)
          add(
            across,
            (y * columns.to + x) * channels + c,
            share * (picture[(y * columns.from + from) * channels + c] ?? 0),
          )
      }
  const line = columns.to * channels
  const made = new Float64Array(rows.to * line)
  for (let y = 0; y < rows.to; y++)
    for (let from = 0; from < rows.from; from++) {
      const share = at(rows, y, from)
      if (share !== 0)
        for (let i = 0; i < line; i++) add(made, y * line + i, share * (across[from * line + i] ?? 0))
    }
  return Float32Array.from(made)
}

function matrix(to: number, from: number, of: (row: number, column: number) => number): Matrix {
  return {
    to,
    from,
    values: Float64Array.from({ length: to * from }, (_, i) => of(Math.floor(i / from), i % from)),
  }
}

function at({ from, values }: Matrix, row: number, column: number): number {
  return values[row * from + column] ?? 0
}

function addTo({ from, values }: Matrix, row: number, column: number, more: number): void {
  add(values, row * from + column, more)
}

function add(values: Float64Array, index: number, more: number): void {
  values[index] = (values[index] ?? 0) + more
}

function clamped(place: number, side: number): number {
  return Math.min(side - 1, Math.max(0, place))
}

function nearest(row: number, from: number, to: number): number {
  return Math.min(from - 1, Math.floor(((row + 0.5) * from) / to))
}

/** Keys' kernel, of support 2. */
function cubic(distance: number): number {
  const d = Math.abs(distance)
  if (d < 1) return (KEYS + 2) * d ** 3 - (KEYS + 3) * d ** 2 + 1
  return d < 2 ? KEYS * (d ** 3 - 5 * d ** 2 + 8 * d - 4) : 0
}
