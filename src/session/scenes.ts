/**
 * Builds the scenes of a run: the same fixed noises and the same real items at every look, so that what changes on the
 * stage is the networks. Reads back from the device; draws nothing.
 */
import type { ImageScene, Pictures, PortraitScene, Scene } from '../compute/draw/scene.ts'
import { truncated } from '../config/truncation.ts'
import type { ImageSet } from '../data/prepared.ts'
import { lookAtFakes, scoresOf, type Scored } from '../gan/look.ts'
import { latentNoise } from '../gan/noise.ts'
import type { StageView } from '../protocol/stage-view.ts'
import { WHOLE } from '../shared/plane.ts'
import { streamFor } from '../shared/random.ts'
import { NO_LAYERS } from '../shared/stage-layers.ts'
import { pointScene, type Attention } from './point-look.ts'
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
  const portrait: PortraitScene = {
    kind: 'portrait',
    theme: view.theme,
    size: dataset.size,
    channels: dataset.channels,
    picture: pictures(await lookAtFakes(run.game, run.config, truncated(run.config, held), 1)),
  }
  return portrait
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
  return {
    kind: 'images',
    theme: view.theme,
    size,
    channels,
    columns: view.columns,
    fake: view.show === 'real' ? null : pictures(await fixedFakes(run, count)),
    real: view.show === 'fake' ? null : await realPictures(run, count),
  }
}

async function realPictures(run: Shown, count: number): Promise<Pictures> {
  const pixels = fixedReals(run, count)
  return { count, pixels, scores: await scoresOf(run.game, pixels, count) }
}

function fixedFakes(run: Shown, count: number): Promise<Scored> {
  const noise = latentNoise(run.config, streamFor(run.config.seed, 'noise-preview'), count)
  return lookAtFakes(run.game, run.config, truncated(run.config, noise), count)
}

function fixedReals(run: Shown, count: number): Float32Array {
  return drawReals(run.dataset, streamFor(run.config.seed, 'evaluate'), count)
}

function pictures({ count, items, scores }: Scored): Pictures {
  return { count, pixels: items, scores }
}
