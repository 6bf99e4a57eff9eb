/** Makes the pictures of the film: a few fakes of the same noises at each kept step. One read-back each. */
import type { FilmPicture } from '../../../common/protocol/film.ts'
import { streamFor } from '../../../common/numbers/random.ts'
import { inTurn } from '../../gan/batches/labels.ts'
import { latentNoise } from '../../gan/batches/noise.ts'
import { kindOf } from '../../kinds/kinds.ts'
import type { Shown } from '../../kinds/shown.ts'
import { generateItems } from '../../probe/samples.ts'

/** The frame of the networks shown; the first of the noises of the stage. */
export function filmPicture(shown: Shown): Promise<FilmPicture> {
  return pictureOf(shown, kindOf(shown.dataset).film.fakes)
}

/** A larger one, to be looked at by itself; the same noises first. */
export function sheetPicture(shown: Shown): Promise<FilmPicture> {
  return pictureOf(shown, kindOf(shown.dataset).film.sheet)
}

async function pictureOf(shown: Shown, count: number): Promise<FilmPicture> {
  const { config, dataset, game } = shown
  const noise = latentNoise(config, streamFor(config.seed, 'noise-preview'), count)
  const labels = game.classes === 0 ? null : inTurn(count, game.classes)
  return kindOf(dataset).film.picture(shown, await generateItems(game, config, noise, count, labels))
}
