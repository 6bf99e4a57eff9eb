/**
 * The stage of a run that translates: unseen pictures of both classes in turn, what they are translated into, and what comes of that on the
 * way back. The same pictures at every look, so that what changes is the networks. Draws nothing.
 */
import { restoredCount } from '../../../../common/items/restored-layout.ts'
import { FIRST_RESTORED_VIEW, type StageView } from '../../../../common/protocol/stage-view.ts'
import type { PictureSet } from '../../../data/picture-set.ts'
import type { RestoredColumn, RestoredScene } from '../../../draw/scene.ts'
import { lookAtTranslated } from '../../../probe/translated.ts'
import type { Shown } from '../../shown.ts'
import { differencePixels, rgbOf } from '../restore/seen.ts'
import { heldOutWays } from './held-out-ways.ts'

const NOTHING = new Float32Array(0)

export async function translatedScene(run: Shown<PictureSet>, view: StageView): Promise<RestoredScene> {
  const { dataset, game, config, step } = run
  const { size, channels } = dataset.item
  const { indices, ways, heldOut } = heldOutWays(dataset, config, restoredCount(size))
  const pictures = dataset.list.at(indices)
  const count = indices.length
  const { there, back, scores } = await lookAtTranslated(game, config, pictures, ways)
  const column = (
    id: RestoredColumn['id'],
    label: string,
    pixels: Float32Array,
    scored: Float32Array = NOTHING,
  ): RestoredColumn => ({ id, label, pictures: { count, pixels, scores: scored }, decibels: null })
  const changed = differencePixels(there, pictures, channels, view.theme)
  const difference = column('difference', 'What changed', changed)
  const { classes } = dataset.summary
  const [first = '', second = ''] = [classes[config.from], classes[config.to]]
  return {
    kind: 'picture',
    layout: 'restored',
    theme: view.theme,
    size,
    count,
    across: view.columns,
    step,
    heldOut,
    difference,
    names: ways.map((way) => (way === 0 ? `${first} → ${second}` : `${second} → ${first}`)),
    columns: [
      column('source', 'Given', rgbOf(pictures, channels)),
      column('output', 'There', rgbOf(there, channels), scores),
      column('back', 'Back', rgbOf(back, channels)),
      ...((view.restored ?? FIRST_RESTORED_VIEW).difference ? [difference] : []),
    ],
  }
}
