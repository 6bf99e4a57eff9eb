/**
 * How far two pictures are apart beyond what saving one of them again does: brighter, paler, moved or enlarged by a pixel. After
 * the tangent distance of Simard, LeCun and Denker (1993), taken at the middle of the two so that it has no direction. Knows
 * two pictures and no set.
 */

/** A picture made smooth, so that its slopes tell what moving it would do: [side, side, channels]. */
export interface Look {
  readonly values: Float32Array
  readonly side: number
  readonly channels: number
}

/** What may be explained away: contrast in shares; moves, and growth at the edge, in pixels and in shares of the side. */
const MOST_CONTRAST = 0.25
const MOST_PIXELS = 1.6
const MOST_OF_SIDE = 0.08
/** A variance below this, in brightness², is noise on flat ground: nothing to tell pictures by. */
const FLAT = 4

/** Functions that explain: the picture's contrast, moves along both sides, growth. */
const BASIS = 4

/**
 * The share of the flatter picture's variance that is left when brightness, contrast, a move and a growth are taken out: 0 of
 * the same picture saved again, 1 where nothing fits or more would be needed than saving does. The outermost pixels do not count.
 */
export function tangentDistance(a: Look, b: Look): number {
  const { left, across, down } = explain(a, b)
  const [x, y] = [Math.round(across), Math.round(down)]
  // Slopes tell of a small move; a whole pixel is taken out as such first.
  return x === 0 && y === 0 ? left : Math.min(left, explain(a, moved(b, x, y)).left)
}

interface Explained {
  readonly left: number
  /** By how much the second would have to be moved, in pixels. */
  readonly across: number
  readonly down: number
}

const UNLIKE: Explained = { left: 1, across: 0, down: 0 }

function explain(a: Look, b: Look): Explained {
  const { side, channels } = a
  const sums = new Float64Array(TERMS)
  for (let channel = 0; channel < channels; channel++) addChannel(a, b, channel, sums)
  const apart = sums[APART] ?? 0
  const flatter = Math.min(sums[FIRST] ?? 0, sums[SECOND] ?? 0)
  if (flatter < FLAT * (side - 2) ** 2 * channels) return UNLIKE
  const shares = solved(sums)
  const [contrast = 0, across = 0, down = 0, growth = 0] = shares
  // A pixel of eight is much: what was moved so far is another picture.
  const reach = Math.min(MOST_PIXELS, MOST_OF_SIDE * side)
  if (Math.abs(contrast) > MOST_CONTRAST || Math.hypot(across, down) > reach) return UNLIKE
  if (Math.abs(growth) > reach) return UNLIKE
  const explained = shares.reduce((sum, share, p) => sum + share * (sums[TARGETS + p] ?? 0), 0)
  return { left: Math.min(1, Math.max(0, apart - explained) / flatter), across, down }
}

/** Its edge stands in for what lies outside. */
function moved({ values, side, channels }: Look, across: number, down: number): Look {
  const out = new Float32Array(values.length)
  const inside = (at: number) => Math.min(side - 1, Math.max(0, at))
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      for (let channel = 0; channel < channels; channel++)
        out[(y * side + x) * channels + channel] =
          values[(inside(y - down) * side + inside(x - across)) * channels + channel] ?? 0
  return { values: out, side, channels }
}

/** Where in the sums stand: products of the basis (upper half, row by row), its products with the difference, squares. */
const TARGETS = 10
const APART = 14
const FIRST = 15
const SECOND = 16
const TERMS = 17

/** Adds the covariances of one channel. Written out: this is where the time goes. */
function addChannel(
  { values: a, side, channels }: Look,
  { values: b }: Look,
  channel: number,
  to: Float64Array,
) {
  const row = side * channels
  const middle = (side - 1) / 2
  let [mean, across, down, growth, apart] = [0, 0, 0, 0, 0]
  let [mm, ma, md, mg, aa, ad, ag, dd, dg, gg] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  let [mt, at, dt, gt, tt] = [0, 0, 0, 0, 0]
  for (let y = 1; y < side - 1; y++) {
    const fromMiddle = (y - middle) / middle
    for (let x = 1; x < side - 1; x++) {
      const i = y * row + x * channels + channel
      const one = a[i] ?? 0
      const other = b[i] ?? 0
      const m = (one + other) / 2
      const right = (a[i + channels] ?? 0) + (b[i + channels] ?? 0)
      const left = (a[i - channels] ?? 0) + (b[i - channels] ?? 0)
      const s = (right - left) / 4
      const d = ((a[i + row] ?? 0) + (b[i + row] ?? 0) - (a[i - row] ?? 0) - (b[i - row] ?? 0)) / 4
      const g = ((x - middle) / middle) * s + fromMiddle * d
      const t = other - one
      mean += m
      across += s
      down += d
      growth += g
      apart += t
      mm += m * m
      ma += m * s
      md += m * d
      mg += m * g
      aa += s * s
      ad += s * d
      ag += s * g
      dd += d * d
      dg += d * g
      gg += g * g
      mt += m * t
      at += s * t
      dt += d * t
      gt += g * t
      tt += t * t
    }
  }
  const count = (side - 2) ** 2
  const squared = (sum: number, square: number) => square - (sum * sum) / count
  const both = (p: number, q: number, product: number) => product - (p * q) / count
  const found = [
    squared(mean, mm),
    both(mean, across, ma),
    both(mean, down, md),
    both(mean, growth, mg),
    squared(across, aa),
    both(across, down, ad),
    both(across, growth, ag),
    squared(down, dd),
    both(down, growth, dg),
    squared(growth, gg),
    both(mean, apart, mt),
    both(across, apart, at),
    both(down, apart, dt),
    both(growth, apart, gt),
    squared(apart, tt),
  ]
  // Of the two pictures, from their mean and their difference.
  const inner = found[0] ?? 0
  const cross = found[TARGETS] ?? 0
  const quarter = (found[APART] ?? 0) / 4
  found.push(inner - cross + quarter, inner + cross + quarter)
  for (const [i, value] of found.entries()) to[i] = (to[i] ?? 0) + value
}

/** Least squares by elimination: a direction in which the pictures do not change explains nothing. */
function solved(sums: Float64Array): number[] {
  const rows = UPPER.map((places, p) => [...places.map((place) => sums[place] ?? 0), sums[TARGETS + p] ?? 0])
  const free = rows.map((row, p) => (row[p] ?? 0) * 1e-9)
  for (const [p, row] of rows.entries()) {
    const pivot = row[p] ?? 0
    if (pivot <= (free[p] ?? 0)) row.fill(0)
    else
      for (const other of rows.slice(p + 1)) {
        const factor = (other[p] ?? 0) / pivot
        for (let q = p; q <= BASIS; q++) other[q] = (other[q] ?? 0) - factor * (row[q] ?? 0)
      }
  }
  const shares = new Array<number>(BASIS).fill(0)
  for (let p = BASIS - 1; p >= 0; p--) {
    const row = rows[p] ?? []
    const pivot = row[p] ?? 0
    let rest = row[BASIS] ?? 0
    for (let q = p + 1; q < BASIS; q++) rest -= (row[q] ?? 0) * (shares[q] ?? 0)
    shares[p] = pivot === 0 ? 0 : rest / pivot
  }
  return shares
}

/** Where each product of the basis stands in the upper half. */
const UPPER: readonly (readonly number[])[] = [
  [0, 1, 2, 3],
  [1, 4, 5, 6],
  [2, 5, 7, 8],
  [3, 6, 8, 9],
]
