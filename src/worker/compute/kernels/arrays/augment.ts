/**
 * DiffAugment in one pass over plain arrays, and its transpose: what kernels/fused.ts says of AUGMENT, picture by picture.
 * Knows no tensors.
 */
import type { AugmentAttributes } from '../../../gan/kernels/fused.ts'

export type Geometry = readonly [count: number, side: number, channels: number]

/** One uniform number for each picture. */
export type AugmentDraws = Readonly<
  Record<
    'brightness' | 'saturation' | 'contrast' | 'shiftY' | 'shiftX' | 'holeY' | 'holeX',
    ArrayLike<number>
  >
>

/** What is done to one picture. */
interface Change {
  readonly bright: number
  /** Factors of what a pixel differs by from its own gray, and from the picture's mean. */
  readonly colour: number
  readonly contrast: number
  /** A pixel at (y, x) of the result was at (y − down, x − across). */
  readonly down: number
  readonly across: number
  /** First row and column of the hole; it may begin outside. */
  readonly holeTop: number
  readonly holeLeft: number
}

/** @param x,y [n, s, s, c]; y is overwritten whole */
export function augmentArrays(
  attributes: AugmentAttributes,
  [count, side, channels]: Geometry,
  draws: AugmentDraws,
  x: Float32Array,
  y: Float32Array,
): void {
  const length = side * side * channels
  const apply = attributes.part === 'transposed' ? transposed : forward
  for (let i = 0; i < count; i++) {
    const change = changeOf(attributes, side, channels, draws, i)
    const [from, to] = [x, y].map((all) => all.subarray(i * length, (i + 1) * length)) as [
      Float32Array,
      Float32Array,
    ]
    apply({ side, channels, hole: attributes.hole }, change, from, to)
  }
}

function changeOf(
  { mostShift, hole, part }: AugmentAttributes,
  side: number,
  channels: number,
  draws: AugmentDraws,
  i: number,
): Change {
  const at = (values: ArrayLike<number>) => values[i] ?? 0
  // Rounded as the composed operations round, so that a pixel lands in the same place.
  const places = (uniform: number, count: number) => Math.floor(Math.fround(uniform * count))
  const holePlaces = side + (1 - (hole % 2))
  return {
    bright: part === 'whole' ? at(draws.brightness) - 0.5 : 0,
    colour: channels === 1 ? 1 : 2 * at(draws.saturation),
    contrast: at(draws.contrast) + 0.5,
    down: places(at(draws.shiftY), 2 * mostShift + 1) - mostShift,
    across: places(at(draws.shiftX), 2 * mostShift + 1) - mostShift,
    holeTop: places(at(draws.holeY), holePlaces) - Math.floor(hole / 2),
    holeLeft: places(at(draws.holeX), holePlaces) - Math.floor(hole / 2),
  }
}

interface Frame {
  readonly side: number
  readonly channels: number
  readonly hole: number
}

/** Colours, moves, holes. */
function forward(frame: Frame, change: Change, x: Float32Array, y: Float32Array): void {
  const { channels } = frame
  const { colour, contrast, bright } = change
  const rest = (1 - contrast) * meanOf(x) + bright
  y.fill(0)
  overMoved(frame, change, (to, from) => {
    const gray = contrast * (1 - colour) * grayOf(x, from, channels) + rest
    for (let c = 0; c < channels; c++) y[to + c] = contrast * colour * (x[from + c] ?? 0) + gray
  })
}

/** The way back: holes, moves, colours, each its own transpose but for the move's direction. */
function transposed(frame: Frame, change: Change, x: Float32Array, y: Float32Array): void {
  const { channels } = frame
  const { colour, contrast } = change
  y.fill(0)
  overMoved(frame, change, (from, to) => {
    for (let c = 0; c < channels; c++) y[to + c] = x[from + c] ?? 0
  })
  const rest = (1 - contrast) * meanOf(y)
  for (let at = 0; at < y.length; at += channels) {
    const gray = contrast * (1 - colour) * grayOf(y, at, channels) + rest
    for (let c = 0; c < channels; c++) y[at + c] = contrast * colour * (y[at + c] ?? 0) + gray
  }
}

/** Visits what is not cut out and came from inside: where a pixel is in the moved picture, and where it was. */
function overMoved(
  { side, channels, hole }: Frame,
  { down, across, holeTop, holeLeft }: Change,
  visit: (moved: number, original: number) => void,
): void {
  const [top, bottom] = [Math.max(0, down), Math.min(side, side + down)]
  const [left, right] = [Math.max(0, across), Math.min(side, side + across)]
  const offset = (down * side + across) * channels
  for (let row = top; row < bottom; row++) {
    const isCut = row >= holeTop && row < holeTop + hole
    for (let column = left; column < right; column++) {
      if (isCut && column >= holeLeft && column < holeLeft + hole) continue
      const moved = (row * side + column) * channels
      visit(moved, moved - offset)
    }
  }
}

function meanOf(values: Float32Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0
  return sum / values.length
}

function grayOf(values: Float32Array, at: number, channels: number): number {
  let sum = 0
  for (let c = 0; c < channels; c++) sum += values[at + c] ?? 0
  return sum / channels
}
