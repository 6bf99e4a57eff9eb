/**
 * Structural similarity of two pictures: Wang, Bovik, Sheikh and Simoncelli 2004, equation 13, with the windows and constants they use.
 * Plain numbers.
 */

/** Side of a window, pixels. */
export const WINDOW = 11
const DEVIATION = 1.5
/** (K L)² with a dynamic range L of 1. */
const C1 = 0.01 ** 2
const C2 = 0.03 ** 2
/** Sums to 1. */
const TAPS = gaussian()

/** A plane of numbers. */
interface Plane {
  readonly side: number
  readonly values: Float64Array
}

/**
 * Mean over all windows that lie wholly inside, and over channels; 1 for equal pictures.
 * @param a,b [size, size, channels] in [−1, 1]
 * @param counted [size, size]: only windows around such pixels; null: all
 * @returns null where there is no such window
 */
export function similarity(
  a: Float32Array,
  b: Float32Array,
  { size, channels }: { size: number; channels: number },
  counted: Float32Array | null,
): number | null {
  if (size < WINDOW) return null
  const places = placesOf(size, counted)
  if (places.length === 0) return null
  let total = 0
  for (let c = 0; c < channels; c++)
    total += ofChannel(plane(a, size, channels, c), plane(b, size, channels, c), places)
  return total / channels
}

function ofChannel(a: Plane, b: Plane, places: readonly number[]): number {
  const [meanA, meanB] = [blurred(a), blurred(b)]
  const [squareA, squareB, product] = [blurred(times(a, a)), blurred(times(b, b)), blurred(times(a, b))]
  let total = 0
  for (const at of places) {
    const [mA, mB] = [meanA[at] ?? NaN, meanB[at] ?? NaN]
    const [varA, varB] = [(squareA[at] ?? NaN) - mA * mA, (squareB[at] ?? NaN) - mB * mB]
    const both = (product[at] ?? NaN) - mA * mB
    total += ((2 * mA * mB + C1) * (2 * both + C2)) / ((mA * mA + mB * mB + C1) * (varA + varB + C2))
  }
  return total / places.length
}

/** Of the windows, row by row, those that count. */
function placesOf(size: number, counted: Float32Array | null): number[] {
  const across = size - WINDOW + 1
  const half = (WINDOW - 1) / 2
  const all = Array.from({ length: across * across }, (_, at) => at)
  if (counted === null) return all
  return all.filter((at) => {
    const [y, x] = [Math.floor(at / across) + half, (at % across) + half]
    return (counted[y * size + x] ?? 0) >= 0.5
  })
}

/** One channel on a scale from 0 to 1. */
function plane(picture: Float32Array, side: number, channels: number, channel: number): Plane {
  const of = (at: number) => ((picture[at * channels + channel] ?? NaN) + 1) / 2
  return { side, values: Float64Array.from({ length: side * side }, (_, at) => of(at)) }
}

function times(a: Plane, b: Plane): Plane {
  return { side: a.side, values: a.values.map((value, at) => value * (b.values[at] ?? NaN)) }
}

/** Weighted means over every window that lies inside, row by row. */
function blurred({ side, values }: Plane): Float64Array {
  const across = side - WINDOW + 1
  const lines = new Float64Array(side * across)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < across; x++) {
      let sum = 0
      for (let t = 0; t < WINDOW; t++) sum += (TAPS[t] ?? 0) * (values[y * side + x + t] ?? NaN)
      lines[y * across + x] = sum
    }
  const means = new Float64Array(across * across)
  for (let y = 0; y < across; y++)
    for (let x = 0; x < across; x++) {
      let sum = 0
      for (let t = 0; t < WINDOW; t++) sum += (TAPS[t] ?? 0) * (lines[(y + t) * across + x] ?? NaN)
      means[y * across + x] = sum
    }
  return means
}

function gaussian(): Float64Array {
  const raw = Float64Array.from({ length: WINDOW }, (_, i) =>
    Math.exp(-(((i - (WINDOW - 1) / 2) / DEVIATION) ** 2) / 2),
  )
  const sum = raw.reduce((all, one) => all + one, 0)
  return raw.map((one) => one / sum)
}
