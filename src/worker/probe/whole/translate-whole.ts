/**
 * Translates a square picture of any size by networks that are made for one: a small copy goes through them, and what they change of it is
 * laid over the picture itself, enlarged smoothly, so that detail finer than theirs stays. Must not know files.
 */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { bicubicMatrix, boxMatrix, separably } from '../../../common/restore/matrices.ts'
import type { Game } from '../../gan/game-types.ts'
import { translateScored, type Way } from '../translated.ts'
import type { Whole } from './restore-whole.ts'

interface Translating {
  readonly game: Game
  readonly config: RunConfig
}

/** @returns [side, side, channels], 0 … 255 */
export async function* translateWhole(
  { game, config }: Translating,
  { width, channels, bytes }: Whole,
  way: Way,
): AsyncGenerator<number, Uint8Array, undefined> {
  const [side = 0] = game.itemShape
  const picture = Float32Array.from(bytes, (byte) => byte / 127.5 - 1)
  const small = scaled(picture, channels, width, side)
  const { items } = await translateScored(game, config, small, way)
  yield 0.5
  const change = scaled(
    items.map((value, i) => value - (small[i] ?? 0)),
    channels,
    side,
    width,
  )
  const made = new Uint8ClampedArray(bytes.length)
  picture.forEach((value, i) => (made[i] = (value + (change[i] ?? 0) + 1) * 127.5))
  return new Uint8Array(made.buffer)
}

/** Squares to squares: means where it is made smaller, cubic curves where larger. */
function scaled(square: Float32Array, channels: number, from: number, to: number): Float32Array {
  if (from === to) return square
  return separably(square, channels, from > to ? boxMatrix(from, to) : bicubicMatrix(from, to))
}
