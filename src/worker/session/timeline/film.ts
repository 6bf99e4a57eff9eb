/** Makes the pictures of the film: a few fakes of the same noises at each kept step. One read-back each. */
import type { FilmPicture } from '../../../common/protocol/film.ts'
import { streamFor } from '../../../common/numbers/random.ts'
import { inTurn } from '../../gan/batches/labels.ts'
import { latentNoise } from '../../gan/batches/noise.ts'
import { kindOf } from '../../kinds/kinds.ts'
import type { Shown } from '../../kinds/shown.ts'
import { generateItems } from '../../probe/samples.ts'

/** The frame of the networks shown; the first of the noises of the stage. */
export async function filmPicture(shown: Shown): Promise<FilmPicture> {
  const { config, dataset, game } = shown
  const { film } = kindOf(dataset)
  const noise = latentNoise(config, streamFor(config.seed, 'noise-preview'), film.fakes)
  const labels = game.classes === 0 ? null : inTurn(film.fakes, game.classes)
  return film.picture(shown, await generateItems(game, config, noise, film.fakes, labels))
}
