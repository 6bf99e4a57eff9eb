/** What is left of a picture, as a person is shown it: what is missing has a pattern of its own. Pure. */
import { streamFor } from '../../../../common/numbers/random.ts'
import { plainSource } from '../../../../common/restore/plain-source.ts'
import { USUAL_RESTORE, type RestoreConfig } from '../../../../common/restore/restore-config.ts'

/** A picture [side, side, channels] in [−1, 1]. */
export interface Example {
  readonly shape: readonly [number, number, number]
  readonly values: Float32Array
  /** What it is made from, of the same shape, where pictures come in pairs. */
  readonly partner?: Float32Array
}

/** The same chance at every look. */
const STREAM = streamFor(2, 'evaluate')
/** Sides of the squares of a hole’s pattern, in pixels. */
const SQUARE = 2
const DARK = -0.35
const LIGHT = 0.35

/** Null where the picture comes alone and its partner is asked for. */
export function exampleOf(
  { shape, values, partner }: Example,
  how: Omit<RestoreConfig, 'l1' | 'lively'>,
): Example | null {
  const [side, , channels] = shape
  const { source } = how
  if (source === 'pairs') return partner === undefined ? null : { shape, values: partner }
  const left = plainSource(values, { side, channels }, { ...USUAL_RESTORE, ...how, source }, STREAM)
  return seen(left, side, source === 'hole')
}

/** @param source [side, side, …] @param holed its last channel says what is missing */
export function seen(source: Float32Array, side: number, holed: boolean): Example {
  const given = source.length / side ** 2
  if (!holed) return { shape: [side, side, given], values: source }
  const channels = given - 1
  const values = new Float32Array(side * side * channels)
  for (let pixel = 0; pixel < side * side; pixel++) {
    const gone = source[pixel * given + channels] ?? 0
    const [x, y] = [pixel % side, Math.floor(pixel / side)]
    const pattern = (Math.floor(x / SQUARE) + Math.floor(y / SQUARE)) % 2 === 0 ? DARK : LIGHT
    for (let c = 0; c < channels; c++)
      values[pixel * channels + c] = (source[pixel * given + c] ?? 0) + gone * pattern
  }
  return { shape: [side, side, channels], values }
}

/**
 * Of some pictures the one that shows most: what is lost of a plain one cannot be seen.
 * @param shape [count, side, side, channels] @param partners of the same shape
 */
export function liveliest(
  shape: readonly number[],
  data: Float32Array,
  partners?: Float32Array,
): Example | null {
  const [count = 0, side = 0, , channels = 0] = shape
  const length = side * side * channels
  if (count === 0 || length === 0) return null
  const spreads = Array.from({ length: count }, (_, i) => spread(data.subarray(i * length, (i + 1) * length)))
  const best = spreads.indexOf(Math.max(...spreads))
  const of = (all: Float32Array) => all.slice(best * length, (best + 1) * length)
  const example: Example = { shape: [side, side, channels], values: of(data) }
  return partners === undefined ? example : { ...example, partner: of(partners) }
}

function spread(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
}
