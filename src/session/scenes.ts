/**
 * Builds the scenes of a run: the same fixed noises and the same real items at every look, so that what changes on the
 * stage is the networks. Reads back from the device; draws nothing.
 */
import type { ImageScene, Pictures, PortraitScene, Scene } from '../compute/draw/scene.ts'
import { truncated } from '../config/truncation.ts'
import type { ImageSet } from '../data/prepared.ts'
import { lookAtFakes, scoresOf, type Scored } from '../gan/look.ts'
import type { Labels } from '../gan/labels.ts'
import { latentNoise } from '../gan/noise.ts'
import type { StageView } from '../protocol/stage-view.ts'
import { WHOLE } from '../shared/plane.ts'
import { streamFor } from '../shared/random.ts'
import { NO_LAYERS } from '../shared/stage-layers.ts'
import { pointScene, type Attention } from './point-look.ts'
import { columnNames, handLabels, realsOf, shownLabels } from './classes.ts'
import { drawReals } from './run.ts'
import type { Shown } from './shown.ts'

/** Real pictures shown as a preview of what the networks will see. */
const PREVIEW = 64
const NOTHING = new Float32Array(0)

/** The stage of a run. */
export async function stageScene(run: Shown, view: StageView, attention: Attention): Promise<Scene> {
  const { dataset } = run
  return dataset.kind === 'points'
    ? pointScene({ run, dataset }, view, attention)
    : imageScene(run, dataset, view)
}

/** The sample under the hand: one large picture, or its place among the points. */
export async function latentScene(run: Shown, view: StageView, held: Float32Array): Promise<Scene> {
  const { dataset } = run
  if (dataset.kind === 'points') {
    const layers = { ...NO_LAYERS, real: true }
    return pointScene({ run, dataset }, { ...view, layers, look: WHOLE }, { held, focus: null })
  }
  const { size, channels } = dataset
  const about = { theme: view.theme, size, channels }
  const labels = handLabels(run, view.pickedClass ?? null)
  const count = labels?.length ?? 1
  const same = repeated(truncated(run.config, held), count)
  const picture = pictures(await lookAtFakes(run.game, run.config, same, count, labels))
  const portrait: PortraitScene = { kind: 'portrait', ...about, picture }
  return count === 1 ? portrait : { kind: 'images', ...about, ...grid(count), fake: picture, real: null }
}

/** So many pictures of one latent, as a bare square. */
function grid(count: number): Pick<ImageScene, 'columns' | 'bare'> {
  return { columns: Math.ceil(Math.sqrt(count)), bare: true }
}

/** A latent as often as wanted, [count, latent]. */
function repeated(latent: Float32Array, count: number): Float32Array {
  const rows = new Float32Array(count * latent.length)
  for (let row = 0; row < count; row++) rows.set(latent, row * latent.length)
  return rows
}

/** What the networks will see of the person's pictures. */
export function previewScene(dataset: ImageSet, view: StageView): ImageScene {
  const count = Math.min(PREVIEW, dataset.count)
  const bytes = dataset.pixels.subarray(0, count * dataset.size ** 2 * dataset.channels)
  const real = { count, pixels: Float32Array.from(bytes, (byte) => byte / 127.5 - 1), scores: NOTHING }
  const { size, channels } = dataset
  return { kind: 'images', theme: view.theme, size, channels, columns: 8, fake: null, real }
}

async function imageScene(run: Shown, dataset: ImageSet, view: StageView): Promise<ImageScene> {
  const count = view.columns * view.columns
  const { size, channels } = dataset
  const pick = view.pickedClass ?? null
  const labels = shownLabels(run, count, view.columns, pick)
  const heads = columnNames(run, view.columns, pick)
  const latents = heads === null ? undefined : rowLatents(run, view.columns)
  return {
    kind: 'images',
    theme: view.theme,
    size,
    channels,
    columns: view.columns,
    ...(heads === null ? {} : { heads }),
    fake: view.show === 'real' ? null : pictures(await fixedFakes(run, count, labels, latents)),
    real: view.show === 'fake' ? null : await realPictures(run, count, labels),
  }
}

async function realPictures(run: Shown, count: number, labels: Labels): Promise<Pictures> {
  const stream = streamFor(run.config.seed, 'evaluate')
  const pixels = (labels === null ? null : realsOf(run, labels, stream)) ?? fixedReals(run, count)
  return { count, pixels, scores: await scoresOf(run.game, pixels, count, labels) }
}

/** Where each column is a class, each row is one latent: [columns², latent]. */
function rowLatents(run: Shown, columns: number): Float32Array {
  const { latent } = run.game
  const noise = latentNoise(run.config, streamFor(run.config.seed, 'noise-preview'), columns)
  const rows = Array.from({ length: columns }, (_, row) =>
    repeated(noise.subarray(row * latent, (row + 1) * latent), columns),
  )
  return Float32Array.from(rows.flatMap((row) => [...row]))
}

/** @param latents [count, latent]; absent: as many draws of the prior */
function fixedFakes(
  run: Shown,
  count: number,
  labels: Labels = null,
  latents = latentNoise(run.config, streamFor(run.config.seed, 'noise-preview'), count),
): Promise<Scored> {
  return lookAtFakes(run.game, run.config, truncated(run.config, latents), count, labels)
}

function fixedReals(run: Shown, count: number): Float32Array {
  return drawReals(run.dataset, streamFor(run.config.seed, 'evaluate'), count)
}

function pictures({ count, items, scores }: Scored): Pictures {
  return { count, pixels: items, scores }
}
