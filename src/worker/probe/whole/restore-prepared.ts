/**
 * All of a picture that was made ready: each colour by itself where networks know gray alone, and holes that are larger than networks
 * can bridge in a smaller picture first. Must not know files.
 */
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { Picture } from '../../data/pixels/picture.ts'
import type { Game } from '../../gan/game-types.ts'
import { holeReach } from './hole-extent.ts'
import { restoreWhole, type Whole } from './restore-whole.ts'
import { translateWhole } from './translate-whole.ts'
import { interleaved, resized, type Prepared } from './whole-of.ts'

interface Restoring {
  readonly game: Game
  readonly config: RunConfig
}

/** Hands back what share is done. @returns the picture, 8 bits a sample */
export async function* restorePrepared(
  networks: Restoring,
  { planes, width, height, way }: Prepared,
): AsyncGenerator<number, Picture, undefined> {
  const made: Uint8Array[] = []
  for (const [index, plane] of planes.entries()) {
    const work =
      way !== undefined
        ? translateWhole(networks, plane, way)
        : plane.missing === null
          ? restoreWhole(networks, plane)
          : filled(networks, plane)
    for (;;) {
      const turn = await work.next()
      if (turn.done === true) {
        made.push(turn.value)
        break
      }
      yield (index + turn.value) / planes.length
    }
  }
  const channels = planes.length > 1 ? 3 : (planes[0]?.channels ?? 1)
  return { width, height, channels, bytes: interleaved(made) }
}

/** A hole as large as it was in training is filled as it is; a larger one in a picture that is smaller by as much. */
async function* filled(networks: Restoring, whole: Whole): AsyncGenerator<number, Uint8Array, undefined> {
  const { width, height, channels, missing } = whole
  const [side = 0] = networks.game.itemShape
  const factor = missing === null ? 1 : holeReach(missing, width, height) / (side / 4)
  if (missing === null || factor <= 1) return yield* restoreWhole(networks, whole)
  const small = yield* restoreWhole(networks, smaller(whole, factor))
  const [across, down] = [reduced(width, factor), reduced(height, factor)]
  const large = resized({ width: across, height: down, channels, bytes: small }, width, height).bytes
  return whole.bytes.map((value, i) => (missing[Math.floor(i / channels)] === 1 ? (large[i] ?? 0) : value))
}

function reduced(length: number, factor: number): number {
  return Math.max(1, Math.round(length / factor))
}

/** What is missing lends no colour to what is known beside it. */
function smaller(whole: Whole, factor: number): Whole {
  const { width, height, channels, bytes, missing } = whole
  const rgba = new Uint8Array(width * height * 4)
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = bytes[i * channels + Math.min(c, channels - 1)] ?? 0
    rgba[4 * i + 3] = missing?.[i] === 1 ? 0 : 255
  }
  const [across, down] = [reduced(width, factor), reduced(height, factor)]
  const small = resized({ width, height, channels: 4, bytes: rgba }, across, down).bytes
  const count = across * down
  const known = new Uint8Array(count * channels)
  const gone = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < channels; c++) known[i * channels + c] = small[4 * i + c] ?? 0
    gone[i] = (small[4 * i + 3] ?? 0) < 128 ? 1 : 0
  }
  return { width: across, height: down, channels, bytes: known, missing: gone }
}
