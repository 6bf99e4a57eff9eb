/** Holes in one picture on plain numbers: the same shapes as src/worker/gan/tasks/restore/holes.ts draws on the device. Pure. */
import { uniforms, type Stream } from '../numbers/random.ts'
import type { HoleId } from './sources.ts'

const STROKES = 4
/** Half the width of a stroke, as a share of the side. */
const THINNEST = 0.04
const THICKEST = 0.1

/** [side, side]: 1 where the picture is missing. */
export function plainHole(hole: HoleId, side: number, stream: Stream): Float32Array {
  const drawn = uniforms(stream, STROKES * 5)
  const missing = RULES[hole](side, (index) => drawn[index] ?? 0)
  return Float32Array.from({ length: side * side }, (_, i) =>
    missing(i % side, Math.floor(i / side)) ? 1 : 0,
  )
}

type Missing = (x: number, y: number) => boolean
type Rule = (side: number, chance: (index: number) => number) => Missing

const RULES: Record<HoleId, Rule> = {
  centre: (side) => {
    const hole = holeSide(side)
    const first = Math.floor((side - hole) / 2)
    const inside = (place: number): boolean => place >= first && place < first + hole
    return (x, y) => inside(x) && inside(y)
  },
  // Its middle lies anywhere, so that it may stick out over the border.
  random: (side, chance) => {
    const hole = holeSide(side)
    const places = side + (1 - (hole % 2))
    const [left = 0, top = 0] = [0, 1].map((i) => Math.floor(chance(i) * places) - Math.floor(hole / 2))
    return (x, y) => x >= left && x < left + hole && y >= top && y < top + hole
  },
  half: (side, chance) => {
    const [middle, which] = [(side - 1) / 2, Math.floor(chance(0) * 4)]
    return (x, y) => [y - middle, middle - y, x - middle, middle - x].some((d, i) => i === which && d > 0)
  },
  brush: (side, chance) => {
    const strokes = Array.from({ length: STROKES }, (_, stroke) => {
      const [fromX, fromY, toX, toY] = [0, 1, 2, 3].map((i) => chance(stroke * 5 + i) * (side - 1))
      const radius = (THINNEST + (THICKEST - THINNEST) * chance(stroke * 5 + 4)) * side
      return { fromX: fromX ?? 0, fromY: fromY ?? 0, toX: toX ?? 0, toY: toY ?? 0, radius }
    })
    return (x, y) => strokes.some(({ radius, ...line }) => distanceTo(line, x, y) <= radius)
  },
}

/** Half the side, as DiffAugment cuts. */
function holeSide(side: number): number {
  return Math.floor(side / 2 + 0.5)
}

interface Line {
  readonly fromX: number
  readonly fromY: number
  readonly toX: number
  readonly toY: number
}

function distanceTo({ fromX, fromY, toX, toY }: Line, x: number, y: number): number {
  const [alongX, alongY] = [toX - fromX, toY - fromY]
  const length = alongX ** 2 + alongY ** 2 + 1e-6
  const share = Math.min(1, Math.max(0, ((x - fromX) * alongX + (y - fromY) * alongY) / length))
  return Math.hypot(x - fromX - share * alongX, y - fromY - share * alongY)
}
