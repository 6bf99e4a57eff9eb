/**
 * The stage of a run that restores: held-out pictures, what was left of them, what the networks made of that, and what can be made without
 * them. The same pictures and sources at every look, so that what changes is the networks. Draws nothing.
 */
import { restoredCount } from '../../../../common/items/restored-layout.ts'
import type { RestoredRow, RestoredTile } from '../../../../common/protocol/picture-explanation.ts'
import { FIRST_RESTORED_VIEW, type StageView } from '../../../../common/protocol/stage-view.ts'
import { baselineLabel, baselineShort, baselineShown } from '../../../../common/restore/baseline-names.ts'
import type { PictureSet } from '../../../data/picture-set.ts'
import type { Pictures, RestoredColumn, RestoredScene, Scene } from '../../../draw/scene.ts'
import { complete } from '../../../evaluation/metrics/complete.ts'
import { missingOf } from '../../../evaluation/restoring/baselines.ts'
import { decibels, differenceOf } from '../../../evaluation/restoring/distortion.ts'
import { lookAtRestored } from '../../../probe/restored.ts'
import type { Shown } from '../../shown.ts'
import { heldOutOf, type HeldOut } from './held-out.ts'
import { differencePixels, rgbOf, sourcePixels } from './seen.ts'

const NOTHING = new Float32Array(0)

export async function restoredScene(run: Shown<PictureSet>, view: StageView): Promise<RestoredScene> {
  const { dataset, game, config, step } = run
  const { size, channels } = dataset.item
  const held = await heldOutOf(dataset, config)
  const count = Math.min(held.count, restoredCount(size))
  const { baseline: asked, difference: differs } = view.restored ?? FIRST_RESTORED_VIEW
  const told = held.first(count)
  const look = await lookAtRestored(game, config, told, count)
  const baseline = baselineShown(asked, config)
  const plain = await complete(held.baseline(baseline, count))
  const near = (made: Float32Array) => decibelsOf(held, count, made)
  const shown = (pixels: Float32Array, scores: Float32Array = NOTHING): Pictures => ({
    count,
    pixels: rgbOf(pixels, channels),
    scores,
  })
  const difference: RestoredColumn = {
    id: 'difference',
    label: 'Difference',
    pictures: {
      count,
      pixels: differencePixels(look.output, told.truth, channels, view.theme),
      scores: NOTHING,
    },
    decibels: null,
  }
  return {
    kind: 'picture',
    layout: 'restored',
    theme: view.theme,
    size,
    count,
    across: view.columns,
    step,
    heldOut: held.isHeldOut,
    difference,
    columns: [
      {
        id: 'source',
        label: 'Source',
        pictures: {
          count,
          pixels: sourcePixels(told.source, config.source, { size, channels }),
          scores: NOTHING,
        },
        decibels: null,
      },
      {
        id: 'output',
        label: 'Output',
        pictures: shown(look.output, look.scores),
        decibels: near(look.output),
      },
      { id: 'truth', label: 'Truth', pictures: shown(told.truth, look.truthScores), decibels: null },
      {
        id: 'baseline',
        label: baselineLabel(baseline),
        short: baselineShort(baseline),
        pictures: shown(plain),
        decibels: near(plain),
      },
      ...(differs ? [difference] : []),
    ],
  }
}

/** Of each of the first pictures; of a hole over missing pixels, NaN where nothing was missing. */
function decibelsOf({ item, config, pictures }: HeldOut, count: number, made: Float32Array): Float32Array {
  const { size, channels } = item
  const length = size * size * channels
  const missing = config.source === 'hole' ? missingOf(pictures.source, channels) : null
  return Float32Array.from({ length: count }, (_, i) => {
    const part = (values: Float32Array, each: number) => values.subarray(i * each, (i + 1) * each)
    const counted = missing === null ? null : part(missing, size * size)
    const apart = differenceOf(part(pictures.truth, length), part(made, length), channels, counted)
    return apart === null ? NaN : decibels(apart.squares)
  })
}

export function isRestored(scene: Scene): scene is RestoredScene {
  return scene.kind === 'picture' && 'layout' in scene && scene.layout === 'restored'
}

/** One row of it, difference included; null where there is none. */
export function rowOf(scene: Scene, row: number): RestoredRow | null {
  if (!isRestored(scene) || !Number.isInteger(row) || row < 0 || row >= scene.count) return null
  const { count, step, size, heldOut, difference } = scene
  const columns = [...scene.columns.filter(({ id }) => id !== 'difference'), difference]
  return { row, count, step, size, heldOut, pictures: columns.map((column) => tileOf(column, row, size)) }
}

function tileOf(
  { id, label, pictures, decibels: near }: RestoredColumn,
  row: number,
  size: number,
): RestoredTile {
  const numbers = pictures.pixels.subarray(row * size * size * 3, (row + 1) * size * size * 3)
  const rgba = new Uint8ClampedArray(size * size * 4).fill(255)
  numbers.forEach((value, at) => {
    rgba[Math.floor(at / 3) * 4 + (at % 3)] = (value + 1) * 127.5
  })
  return { id, label, rgba, decibels: near?.[row] ?? null, score: pictures.scores[row] ?? null }
}
