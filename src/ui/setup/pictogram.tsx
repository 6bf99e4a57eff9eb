/** Little pictures of the point sets for the gallery: the shape by its formula, drawn as round green dots, as on the stage. */
import type { DatasetId } from '../../catalog/datasets.ts'

type Dot = readonly [x: number, y: number]

const TAU = 2 * Math.PI

/** `count` dots along a curve over t in [0, 1]. Coordinates in [−1, 1], y upwards. */
function along(count: number, curve: (t: number) => Dot): Dot[] {
  return Array.from({ length: count }, (_, i) => curve(i / (count - 1)))
}

const halfCircle = (turn: 1 | -1, x: number, y: number) => (t: number) =>
  [x + 0.55 * Math.cos(Math.PI * t), y + turn * 0.55 * Math.sin(Math.PI * t)] as const

const SHAPES: Partial<Record<DatasetId, readonly Dot[]>> = {
  ring: Array.from({ length: 8 }, (_, k) => [0.72 * Math.cos((TAU * k) / 8), 0.72 * Math.sin((TAU * k) / 8)]),
  grid: Array.from({ length: 25 }, (_, k) => [((k % 5) - 2) * 0.36, (Math.floor(k / 5) - 2) * 0.36]),
  lines: [...along(10, (t) => [1.5 * t - 0.75, 0.32]), ...along(10, (t) => [1.5 * t - 0.75, -0.32])],
  spiral: along(30, (t) => {
    const radius = 0.1 + 0.68 * t
    return [radius * Math.cos(3 * Math.PI * t), radius * Math.sin(3 * Math.PI * t)]
  }),
  moons: [...along(11, halfCircle(1, -0.25, -0.1)), ...along(11, halfCircle(-1, 0.25, 0.1))],
}

/** Null for a set without a formula. */
export function Pictogram({ dataset }: { dataset: DatasetId }) {
  const dots = SHAPES[dataset]
  if (dots === undefined) return null
  const size = dots.length > 12 ? 0.075 : 0.11
  return (
    <svg viewBox="-1 -1 2 2" className="pictogram" aria-hidden="true">
      {dots.map(([x, y]) => (
        <circle key={`${x},${y}`} cx={x} cy={-y} r={size} />
      ))}
    </svg>
  )
}
