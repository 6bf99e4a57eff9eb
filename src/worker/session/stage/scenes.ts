/**
 * Builds the scenes of a run: the same fixed noises and the same real items at every look, so that what changes on the
 * stage is the networks. What a device can draw by itself stays there; the rest is read back. Draws nothing.
 */
import type { ImageScene, Pictures, PortraitScene, Scene } from '../../draw/scene.ts'
import { presenterNow } from '../../draw/device/presenters.ts'
import { truncated } from '../../../common/config/truncation.ts'
import type { ImageSet } from '../../data/prepared.ts'
import { fakesOnDevice } from '../../probe/on-device.ts'
import { sampleFakes, type Scored } from '../../probe/samples.ts'
import type { StageView } from '../../../common/protocol/stage-view.ts'
import { WHOLE } from '../../../common/items/viewport.ts'
import { NO_LAYERS } from '../../../common/items/stage-layers.ts'
import { pointScene, type Attention } from './point-scene.ts'
import { cursorLabels } from '../classes.ts'
import { fakesOf, onDevice, realsOn, sortedByScore, wallOf } from './picture-scene.ts'
import type { Shown } from '../shown.ts'

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

/** Whether a scene of networks was read back from a device that draws others by itself. */
export function isReadBack(scene: Scene): boolean {
  if (presenterNow() === null) return false
  if (scene.kind === 'points')
    return scene.device === undefined || scene.grid !== null || scene.inputGradients !== null
  if (scene.kind !== 'images') return false
  return [scene.fake, scene.real].some((pictures) => pictures !== null && pictures.device === undefined)
}

/** The sample under the hand: one large picture, or its place among the points. */
export async function latentScene(run: Shown, view: StageView, cursor: Float32Array): Promise<Scene> {
  const { dataset } = run
  if (dataset.kind === 'points') {
    const layers = { ...NO_LAYERS, real: true }
    return pointScene({ run, dataset }, { ...view, layers, viewport: WHOLE }, { cursor, focus: null })
  }
  const { size, channels } = dataset
  const about = { theme: view.theme, size, channels }
  const labels = cursorLabels(run, view.pickedClass ?? null)
  const count = labels?.length ?? 1
  const same = repeated(truncated(run.config, cursor), count)
  const device = presenterNow()
  const picture =
    device === null
      ? pictures(await sampleFakes(run.game, run.config, same, count, labels))
      : onDevice(device, count, fakesOnDevice(run.game, run.config, same, count, labels))
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
  const wall = wallOf(run, view)
  const { size, channels } = dataset
  // Columns that are classes stay where they are.
  const sorted = view.sorted === true && wall.heads === null
  const placed = sorted ? sortedByScore : same
  // Who sorts must know the scores.
  const device = sorted ? null : presenterNow()
  return {
    kind: 'images',
    theme: view.theme,
    size,
    channels,
    columns: view.columns,
    ...(wall.heads === null ? {} : { heads: wall.heads }),
    fake: view.show === 'real' ? null : placed(await fakesOf(run, wall, device)),
    real: view.show === 'fake' ? null : placed(await realsOn(run, wall, device)),
  }
}

function same(pictures: Pictures): Pictures {
  return pictures
}

function pictures({ count, items, scores }: Scored): Pictures {
  return { count, pixels: items, scores }
}
