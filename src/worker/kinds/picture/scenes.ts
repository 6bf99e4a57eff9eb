/**
 * Builds the scenes of pictures: the same fixed noises and the same real items at every look, so that what changes on the
 * stage is the networks. What a device can draw by itself stays there; the rest is read back. Draws nothing.
 */
import type { Pictures, PictureScene, PortraitScene, Scene, WallScene } from '../../draw/scene.ts'
import { presenterNow } from '../../draw/device/presenters.ts'
import { truncated } from '../../../common/config/truncation.ts'
import type { PictureSet } from '../../data/picture-set.ts'
import { fakesOnDevice } from '../../probe/on-device.ts'
import { restoredOnDevice, restoreScored } from '../../probe/restored.ts'
import { translatedOnDevice, translateScored } from '../../probe/translated.ts'
import { sampleFakes, type Scored } from '../../probe/samples.ts'
import type { StageView } from '../../../common/protocol/stage-view.ts'
import { cursorLabels } from '../classes.ts'
import { fakesOf, onDevice, realsOn, sortedByScore, wallOf } from './wall.ts'
import type { AskedItem } from '../kind.ts'
import type { Shown } from '../shown.ts'

/** Real pictures shown as a preview of what the networks will see. */
const PREVIEW = 64
const NOTHING = new Float32Array(0)

/** Networks that make pictures, and the set they imitate. */
export type ShownPictures = Shown<PictureSet>

/** The sample under the hand: one large picture, or one for each class. */
export async function latentScene(
  run: ShownPictures,
  view: StageView,
  cursor: Float32Array,
): Promise<PictureScene> {
  const { size, channels } = run.dataset.item
  const about = { theme: view.theme, size, channels }
  if (run.game.latent === 0)
    return { kind: 'picture', layout: 'portrait', ...about, picture: await madeOf(run, view, cursor) }
  const labels = cursorLabels(run, view.pickedClass ?? null)
  const count = labels?.length ?? 1
  const same = repeated(truncated(run.config, cursor), count)
  const device = presenterNow()
  const picture =
    device === null
      ? pictures(await sampleFakes(run.game, run.config, same, count, labels))
      : onDevice(device, count, fakesOnDevice(run.game, run.config, same, count, labels))
  const portrait: PortraitScene = { kind: 'picture', layout: 'portrait', ...about, picture }
  return count === 1
    ? portrait
    : { kind: 'picture', layout: 'wall', ...about, ...grid(count), fake: picture, real: null }
}

/** What becomes of the source under the hand. */
async function madeOf(
  { game, config }: ShownPictures,
  { way = 0 }: StageView,
  source: Float32Array,
): Promise<Pictures> {
  const device = presenterNow()
  if (config.task === 'translate')
    return device === null
      ? pictures(await translateScored(game, config, source, way))
      : onDevice(device, 1, translatedOnDevice(game, config, source, way))
  return device === null
    ? pictures(await restoreScored(game, config, source, 1))
    : onDevice(device, 1, restoredOnDevice(game, config, source, 1))
}

/** So many pictures of one latent, as a bare square. */
function grid(count: number): Pick<WallScene, 'columns' | 'bare'> {
  return { columns: Math.ceil(Math.sqrt(count)), bare: true }
}

/** A latent as often as wanted, [count, latent]. */
function repeated(latent: Float32Array, count: number): Float32Array {
  const rows = new Float32Array(count * latent.length)
  for (let row = 0; row < count; row++) rows.set(latent, row * latent.length)
  return rows
}

/** What the networks will see of the person's pictures. */
export function previewScene({ item, pixels, summary }: PictureSet, view: StageView): WallScene {
  const { size, channels } = item
  const count = Math.min(PREVIEW, summary.count)
  const bytes = pixels.subarray(0, count * size ** 2 * channels)
  const real = { count, pixels: Float32Array.from(bytes, (byte) => byte / 127.5 - 1), scores: NOTHING }
  return { kind: 'picture', layout: 'wall', theme: view.theme, size, channels, columns: 8, fake: null, real }
}

/** The wall of fakes and reals. */
export async function wallScene(run: ShownPictures, view: StageView): Promise<WallScene> {
  const wall = wallOf(run, view)
  const { size, channels } = run.dataset.item
  // Columns that are classes stay where they are.
  const sorted = view.sorted === true && wall.heads === null
  const placed = sorted ? sortedByScore : same
  // Who sorts must know the scores.
  const device = sorted ? null : presenterNow()
  return {
    kind: 'picture',
    layout: 'wall',
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

/** Which of the unsorted pictures stands at a tile of the stage as it was drawn last. */
export function pictureAt(drawn: Scene | null, { side, tile }: AskedItem['target']): number {
  const pictures = drawn !== null && isWall(drawn) ? drawn[side] : null
  return pictures?.order?.[tile] ?? tile
}

/** Whether some of its pictures are plain numbers. */
export function isReadBack(scene: PictureScene): boolean {
  if (scene.layout === 'portrait') return false
  if (scene.layout === 'restored') return true
  return [scene.fake, scene.real].some((pictures) => pictures !== null && pictures.device === undefined)
}

/** The stage may still hold what was drawn of other data. */
function isWall(scene: Scene): scene is WallScene {
  return scene.kind === 'picture' && 'layout' in scene && scene.layout === 'wall'
}
