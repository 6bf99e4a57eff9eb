/**
 * Restores a picture of any size by networks that are made for squares of one: tiles that overlap by half, each restored by itself and
 * blended. Hands back now and then what share of them is done. Must not know files.
 */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { streamFor } from '../../../common/numbers/random.ts'
import { plainLuma, plainSource, withHole } from '../../../common/restore/plain-source.ts'
import type { Game } from '../../gan/game-types.ts'
import { restoreItems } from '../restored.ts'
import { strideOf, tilePlaces, tileWeights, weightSums } from './tile-places.ts'

/** What is to be restored, as large as what comes of it. */
export interface Whole {
  readonly width: number
  readonly height: number
  /** Of the picture, as the networks have them. */
  readonly channels: 1 | 3
  /** [height, width, channels], 0 … 255. */
  readonly bytes: Uint8Array
  /** [height, width]: 1 where the picture is missing; null where nothing is. */
  readonly missing: Uint8Array | null
}

type Restoring = Pick<{ game: Game; config: RunConfig }, 'game' | 'config'>

/** Restored together. */
const BATCH = 16

/** @returns [height, width, channels], 0 … 255 */
export async function* restoreWhole(
  { game, config }: Restoring,
  whole: Whole,
): AsyncGenerator<number, Uint8Array, undefined> {
  const { width, height, channels, missing } = whole
  const [side = 0] = game.itemShape
  const stride = strideOf(side, config.source === 'mosaic' ? config.mosaic : 1)
  const [lefts, tops] = [tilePlaces(width, side, stride), tilePlaces(height, side, stride)]
  const tiles = tops
    .flatMap((top) => lefts.map((left) => ({ left, top })))
    .filter((place) => missing === null || hasMissing(whole, place, side))
  const sums = new Float32Array(width * height * channels)
  for (let first = 0; first < tiles.length; first += BATCH) {
    const batch = tiles.slice(first, first + BATCH)
    const sources = joined(batch.map((place) => sourceOf(cut(whole, place, side), side, channels, config)))
    const made = await restoreItems(game, config, sources, batch.length)
    const length = side * side * channels
    batch.forEach((place, i) => lay(sums, whole, place, side, made.subarray(i * length, (i + 1) * length)))
    yield (first + batch.length) / tiles.length
  }
  const weights = { across: weightSums(width, side, lefts), down: weightSums(height, side, tops) }
  return finished(whole, sums, weights)
}

interface Place {
  readonly left: number
  readonly top: number
}

interface Tile {
  /** [side, side, channels] in [−1, 1]; beyond the border the last pixel goes on. */
  readonly values: Float32Array
  /** [side, side] */
  readonly missing: Float32Array | null
}

function cut({ width, height, channels, bytes, missing }: Whole, { left, top }: Place, side: number): Tile {
  const values = new Float32Array(side * side * channels)
  const gone = missing === null ? null : new Float32Array(side * side)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const pixel = Math.min(height - 1, top + y) * width + Math.min(width - 1, left + x)
      for (let c = 0; c < channels; c++)
        values[(y * side + x) * channels + c] = (bytes[pixel * channels + c] ?? 0) / 127.5 - 1
      if (gone !== null) gone[y * side + x] = missing?.[pixel] ?? 0
    }
  return { values, missing: gone }
}

/** What the networks are told of a tile. A picture that is small, noisy, blurred or a mosaic is what is left already. */
function sourceOf(
  { values, missing }: Tile,
  side: number,
  channels: number,
  config: RunConfig,
): Float32Array {
  switch (config.source) {
    case 'hole':
      return withHole(values, channels, missing ?? new Float32Array(side * side))
    case 'gray':
      return plainLuma(values, channels)
    case 'edges':
      return plainSource(values, { side, channels }, { ...config, source: 'edges' }, streamFor(0, 'evaluate'))
    case 'half':
    case 'quarter':
    case 'noise':
    case 'blur':
    case 'mosaic':
    case 'pairs':
      return values
  }
}

function hasMissing({ width, height, missing }: Whole, { left, top }: Place, side: number): boolean {
  for (let y = top; y < Math.min(height, top + side); y++)
    for (let x = left; x < Math.min(width, left + side); x++) if (missing?.[y * width + x] === 1) return true
  return false
}

/** Adds a tile, weighed, where it lies. @param made [side, side, channels] */
function lay(sums: Float32Array, whole: Whole, { left, top }: Place, side: number, made: Float32Array): void {
  const { width, height, channels } = whole
  const weights = tileWeights(side)
  for (let y = 0; y < side && top + y < height; y++)
    for (let x = 0; x < side && left + x < width; x++) {
      const weight = (weights[y] ?? 0) * (weights[x] ?? 0)
      const to = ((top + y) * width + left + x) * channels
      const from = (y * side + x) * channels
      for (let c = 0; c < channels; c++) sums[to + c] = (sums[to + c] ?? 0) + weight * (made[from + c] ?? 0)
    }
}

/** What is known stays to the byte. */
function finished(
  { width, height, channels, bytes, missing }: Whole,
  sums: Float32Array,
  { across, down }: { across: Float64Array; down: Float64Array },
): Uint8Array {
  const made = new Uint8ClampedArray(bytes.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x
      const known = missing !== null && missing[pixel] !== 1
      const weight = (across[x] ?? 1) * (down[y] ?? 1)
      for (let c = 0; c < channels; c++) {
        const at = pixel * channels + c
        made[at] = known ? (bytes[at] ?? 0) : ((sums[at] ?? 0) / weight + 1) * 127.5
      }
    }
  return new Uint8Array(made.buffer)
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
