/**
 * What a hand draws where a run restores, and what the forger is given of it. For some sources the drawing is the source itself: lines,
 * shades, a picture with a hole; for the others it is a picture of which something is lost as in training. Pure.
 */
import { streamFor } from '../../../common/numbers/random.ts'
import { plainHole } from '../../../common/restore/plain-holes.ts'
import { plainLuma, plainSource, withHole } from '../../../common/restore/plain-source.ts'
import type { RestoreConfig } from '../../../common/restore/restore-config.ts'
import type { RestoreSourceId } from '../../../common/restore/sources.ts'
import { paintStroke, type BrushStroke } from '../setup/drawing/brush.ts'
import { seen, type Example } from '../setup/task/example.ts'

/** What is made of a drawing: it is translated, or restored from what is left of it. */
export type PadSource = RestoreSourceId | 'translate'

/** How; of a run that translates nothing is lost first. */
export type PadConfig = Omit<RestoreConfig, 'source'> & { readonly source: PadSource }

/** What is drawn with: white lines, shades of gray, colours, or a sponge. */
export type PadKind = 'lines' | 'shades' | 'colours' | 'hole'

export interface Drawing {
  readonly side: number
  /** Of the values. */
  readonly channels: number
  /** [side, side, channels] in [−1, 1]; changed in place by strokes. */
  readonly values: Float32Array
  /** [side, side], 1 where it is wiped out; null where nothing can be. */
  readonly missing: Float32Array | null
}

/** A picture to begin with. */
export type Start = Example

export interface PadBrush {
  /** Radius in pixels of the picture. */
  readonly radius: number
  /** Takes away what the brush brings. */
  readonly erase: boolean
  /** One number for each channel, in [−1, 1]. */
  readonly ink: readonly number[]
}

/** The drawing itself is what the forger is given. */
const DRAWN = ['edges', 'gray', 'hole', 'pairs', 'translate'] as const satisfies readonly PadSource[]

/** The same chance at every look: what a hand changes is then all that changes. */
const STREAM = streamFor(3, 'evaluate')
/** From so much of the brush on a pixel is wiped out. */
const WIPED = 0.4

export function padKindOf(source: PadSource, channels: number): PadKind {
  if (source === 'edges') return 'lines'
  if (source === 'hole') return 'hole'
  return source === 'gray' || channels === 1 ? 'shades' : 'colours'
}

/** The picture as a drawing of this kind. */
export function drawingOf({ shape, values }: Start, config: PadConfig): Drawing {
  const [side, , channels] = shape
  const given = { side, channels }
  const { source } = config
  switch (source) {
    case 'edges':
      return {
        side,
        channels: 1,
        values: plainSource(values, given, { ...config, source }, STREAM),
        missing: null,
      }
    case 'gray':
      return { side, channels: 1, values: plainLuma(values, channels), missing: null }
    case 'hole':
      return { ...given, values: values.slice(), missing: plainHole(config.hole, side, STREAM) }
    case 'half':
    case 'quarter':
    case 'noise':
    case 'blur':
    case 'mosaic':
    case 'pairs':
    case 'translate':
      return { ...given, values: values.slice(), missing: null }
  }
}

/** Nothing drawn yet: no lines, nothing wiped out, or the ground that the picture stands on, black or white. */
export function cleared({ side, channels, values, missing }: Drawing, source: PadSource): Drawing {
  if (missing !== null)
    return { side, channels, values: values.slice(), missing: new Float32Array(side * side) }
  const ground = source === 'edges' || borderOf(values, side, channels) < 0 ? -1 : 1
  return { side, channels, values: new Float32Array(values.length).fill(ground), missing }
}

/** Draws in place, from one place to another. */
export function strokeOn(
  { side, channels, values, missing }: Drawing,
  kind: PadKind,
  stroke: Omit<BrushStroke, 'radius' | 'erase'>,
  { radius, erase, ink }: PadBrush,
): void {
  const cover = new Float32Array(side * side)
  paintStroke(cover, side, { ...stroke, radius, erase: false })
  cover.forEach((share, pixel) => {
    if (share === 0) return
    if (missing !== null) {
      if (share >= WIPED) missing[pixel] = erase ? 0 : 1
      return
    }
    for (let c = 0; c < channels; c++) {
      const at = pixel * channels + c
      const before = values[at] ?? 0
      if (kind !== 'lines') values[at] = before + share * ((ink[c] ?? 0) - before)
      else values[at] = erase ? Math.min(before, 1 - 2 * share) : Math.max(before, 2 * share - 1)
    }
  })
}

/** What the forger is given, as `sourceShape` says. */
export function sourceOf({ side, channels, values, missing }: Drawing, config: PadConfig): Float32Array {
  if (missing !== null) return withHole(values, channels, missing)
  const { source } = config
  if (!isLostFrom(source)) return values.slice()
  return plainSource(values, { side, channels }, { ...config, source }, STREAM)
}

/** The drawing as it is shown. */
export function shownDrawing({ side, channels, values, missing }: Drawing): Example {
  return missing === null
    ? { shape: [side, side, channels], values }
    : seen(withHole(values, channels, missing), side, true)
}

/** Whether the forger is given something else than what is drawn. */
export function isLostFrom(source: PadSource): source is Exclude<PadSource, (typeof DRAWN)[number]> {
  return !DRAWN.some((drawn) => drawn === source)
}

export function copyOf({ side, channels, values, missing }: Drawing): Drawing {
  return { side, channels, values: values.slice(), missing: missing === null ? null : missing.slice() }
}

/** Mean of the outermost pixels. */
function borderOf(values: Float32Array, side: number, channels: number): number {
  let [sum, count] = [0, 0]
  for (let i = 0; i < side * side; i++) {
    const [x, y] = [i % side, Math.floor(i / side)]
    if (x > 0 && y > 0 && x < side - 1 && y < side - 1) continue
    for (let c = 0; c < channels; c++) sum += values[i * channels + c] ?? 0
    count += channels
  }
  return sum / count
}
