/** Draws the pictures of the film: a few fakes of the same noises at each kept step. One read-back each. */
import { inTurn } from '../../gan/batches/labels.ts'
import { generateItems } from '../../probe/samples.ts'
import { latentNoise } from '../../gan/batches/noise.ts'
import type { FilmPicture } from '../../../common/protocol/film.ts'
import { streamFor } from '../../../common/numbers/random.ts'
import { drawReals } from '../train/run.ts'
import type { Shown } from '../shown.ts'

const FAKES = 160
const REALS = 96
/** Pictures of a frame, two by two. */
const PICTURES = 4

/** The frame of the networks shown; the first of the noises of the stage. */
export async function filmPicture(shown: Shown): Promise<FilmPicture> {
  const { config, dataset, game } = shown
  const count = dataset.kind === 'points' ? FAKES : PICTURES
  const noise = latentNoise(config, streamFor(config.seed, 'noise-preview'), count)
  const labels = game.classes === 0 ? null : inTurn(count, game.classes)
  const items = await generateItems(game, config, noise, count, labels)
  if (dataset.kind === 'images') {
    const pixels = Uint8Array.from(items, (value) => Math.min(255, Math.max(0, 127.5 * (value + 1))))
    return { kind: 'images', size: dataset.size, channels: dataset.channels, count, pixels }
  }
  const reals = drawReals(dataset, streamFor(config.seed, 'evaluate'), REALS)
  return { kind: 'points', fakes: placed(items, dataset.extent), reals: placed(reals, dataset.extent) }
}

/** Coordinates in a byte each; points outside the window are left out. */
function placed(points: Float32Array, extent: number): Int8Array {
  const inside: number[] = []
  for (let at = 0; at + 1 < points.length; at += 2) {
    const x = Math.round((127 * (points[at] ?? NaN)) / extent)
    const y = Math.round((127 * (points[at + 1] ?? NaN)) / extent)
    if (Math.abs(x) <= 127 && Math.abs(y) <= 127) inside.push(x, y)
  }
  return Int8Array.from(inside)
}
