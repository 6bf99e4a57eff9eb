/**
 * The pictures of the stage: the same fixed noises and the same reals at every look, so that what changes is the
 * networks. Sorted by score where the person wants that. Draws nothing.
 */
import type { Pictures } from '../../draw/scene.ts'
import type { Presenter } from '../../draw/device/presenter.ts'
import { truncated } from '../../../common/config/truncation.ts'
import { fakesOnDevice, realsOnDevice, type ScoredOnDevice } from '../../probe/on-device.ts'
import { sampleFakes, scoresOf } from '../../probe/samples.ts'
import type { Labels } from '../../gan/batches/labels.ts'
import { latentNoise } from '../../gan/batches/noise.ts'
import type { StageView } from '../../../common/protocol/stage-view.ts'
import { streamFor } from '../../../common/numbers/random.ts'
import { columnNames, realsOf, shownLabels } from '../classes.ts'
import type { Shown } from '../shown.ts'

const NOTHING = new Float32Array(0)

/** What fills the grid: which noises, of which classes, under which names. */
export interface Wall {
  readonly count: number
  readonly columns: number
  readonly labels: Labels
  /** [count, latent], as they were drawn: not yet truncated. */
  readonly latents: Float32Array
  /** Names above the columns; null where they are not classes. */
  readonly heads: string[] | null
}

export function wallOf(run: Shown, { columns, pickedClass = null }: StageView): Wall {
  const count = columns * columns
  const heads = columnNames(run, columns, pickedClass)
  return {
    count,
    columns,
    labels: shownLabels(run, count, columns, pickedClass),
    latents: heads === null ? noises(run, count) : rowLatents(run, columns),
    heads,
  }
}

/** @param device draws them where they are; null: as plain numbers */
export async function fakesOf(run: Shown, wall: Wall, device: Presenter | null): Promise<Pictures> {
  const shown = truncated(run.config, wall.latents)
  if (device !== null) {
    return onDevice(device, wall.count, fakesOnDevice(run.game, run.config, shown, wall.count, wall.labels))
  }
  const { count, items, scores } = await sampleFakes(run.game, run.config, shown, wall.count, wall.labels)
  return { count, pixels: items, scores }
}

/** @param device as in `fakesOf` */
export async function realsOn(run: Shown, wall: Wall, device: Presenter | null): Promise<Pictures> {
  const pixels = realPixels(run, wall)
  if (device !== null) {
    return onDevice(device, wall.count, realsOnDevice(run.game, pixels, wall.count, wall.labels))
  }
  return { count: wall.count, pixels, scores: await scoresOf(run.game, pixels, wall.count, wall.labels) }
}

/** Pictures that stay where they were made. */
export function onDevice(presenter: Presenter, count: number, scored: ScoredOnDevice): Pictures {
  return { count, pixels: NOTHING, scores: NOTHING, device: { ...scored, presenter } }
}

/** [count, …item] */
export function realPixels(run: Shown, { labels, count }: Wall): Float32Array {
  const stream = streamFor(run.config.seed, 'evaluate')
  return (labels === null ? null : realsOf(run, labels, stream)) ?? run.dataset.draw(stream, count)
}

/** The most real first; the order says where each picture stood before. Equal scores keep their order. */
export function sortedByScore(pictures: Pictures): Pictures {
  const { count, pixels, scores } = pictures
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => (scores[b] ?? NaN) - (scores[a] ?? NaN) || a - b,
  )
  const length = pixels.length / count
  const sorted = new Float32Array(pixels.length)
  order.forEach((from, to) => sorted.set(pixels.subarray(from * length, (from + 1) * length), to * length))
  return { count, pixels: sorted, scores: Float32Array.from(order, (from) => scores[from] ?? NaN), order }
}

function noises(run: Shown, count: number): Float32Array {
  return latentNoise(run.config, streamFor(run.config.seed, 'noise-preview'), count)
}

/** Where each column is a class, each row is one latent: [columns², latent]. */
function rowLatents(run: Shown, columns: number): Float32Array {
  const { latent } = run.game
  const noise = noises(run, columns)
  const rows = new Float32Array(columns * columns * latent)
  for (let tile = 0; tile < columns * columns; tile++) {
    const row = Math.floor(tile / columns)
    rows.set(noise.subarray(row * latent, (row + 1) * latent), tile * latent)
  }
  return rows
}
