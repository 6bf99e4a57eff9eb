/** Shapes to begin a drawing with, as formulas over the square. Pure; x to the right, y up, both in [−1, 1]. */

export interface Shape {
  readonly id: string
  readonly label: string
  /** Ink at a place, in [0, 1]. */
  readonly ink: (x: number, y: number) => number
}

/** Full inside, fading to nothing over a little of the outside. */
const soft = (outside: number): number => Math.min(1, Math.max(0, 1 - outside / 0.04))

/** (u² + v² − 1)³ ≤ u²v³. */
function heart(x: number, y: number): number {
  const [u, v] = [1.5 * x, 1.5 * y + 0.12]
  return (u * u + v * v - 1) ** 3 - u * u * v ** 3 <= 0 ? 1 : 0
}

function star(x: number, y: number): number {
  const angle = Math.atan2(x, y)
  const fifth = (2 * Math.PI) / 5
  const from = Math.abs(((angle % fifth) + 1.5 * fifth) % fifth) - fifth / 2
  // The edge between a tip at 0.85 and a notch at 0.34, straight in polar angle.
  const rim = 0.34 + (0.85 - 0.34) * (1 - Math.min(1, Math.abs(from) / (fifth / 2))) ** 1.6
  return soft(Math.hypot(x, y) - rim)
}

/** Bernoulli's lemniscate with a width. */
function eight(x: number, y: number): number {
  const square = x * x + y * y
  const off = Math.abs(square * square - 0.7 * (x * x - y * y))
  const slope = Math.hypot(4 * x * square - 1.4 * x, 4 * y * square + 1.4 * y)
  return soft(off / (slope + 0.08) - 0.06)
}

export const SHAPES: readonly Shape[] = [
  { id: 'heart', label: 'Heart', ink: heart },
  { id: 'star', label: 'Star', ink: star },
  { id: 'eight', label: 'Figure eight', ink: eight },
  {
    id: 'waves',
    label: 'Waves',
    ink: (x, y) =>
      Math.abs(x) > 0.85
        ? 0
        : Math.max(...[-0.5, 0, 0.5].map((at) => soft(Math.abs(y - at - 0.14 * Math.sin(6 * x)) - 0.05))),
  },
  {
    id: 'islands',
    label: 'A large and a small island',
    ink: (x, y) =>
      Math.max(soft(Math.hypot(x + 0.3, y + 0.15) - 0.42), soft(Math.hypot(x - 0.62, y - 0.55) - 0.1)),
  },
  {
    id: 'checks',
    label: 'Checkerboard',
    ink: (x, y) =>
      Math.max(Math.abs(x), Math.abs(y)) < 0.8 && (Math.floor(x / 0.4) + Math.floor(y / 0.4)) % 2 === 0
        ? 1
        : 0,
  },
  {
    id: 'rings',
    label: 'Two linked rings',
    ink: (x, y) => Math.max(...[-0.3, 0.3].map((at) => soft(Math.abs(Math.hypot(x - at, y) - 0.45) - 0.05))),
  },
  {
    id: 'gradient',
    label: 'Dense to thin',
    ink: (x, y) => (Math.max(Math.abs(x), Math.abs(y)) < 0.75 ? (0.8 - x) / 1.6 : 0),
  },
]

/** `side`×`side` weights, row 0 at the top. */
export function shapeDensity({ ink }: Shape, side: number): Float32Array {
  return Float32Array.from({ length: side * side }, (_, i) =>
    ink((2 * ((i % side) + 0.5)) / side - 1, 1 - (2 * (Math.floor(i / side) + 0.5)) / side),
  )
}
