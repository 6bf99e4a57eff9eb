/** Answers about pictures to be restored: the person’s own, and those that drawings begin with. */
import { GanvasError } from '../../../common/failure.ts'
import {
  MOST_RESTORED_PIXELS,
  type RestoredPicture,
  type StartPicture,
} from '../../../common/restore/protocol.ts'
import { isListed, type Listed } from '../../data/dataset.ts'
import { splitOfItems } from '../../data/split.ts'
import { wholePicture } from '../../data/whole-picture.ts'
import { wholeOf } from '../../probe/whole/whole-of.ts'
import type { Shown } from '../../kinds/shown.ts'
import type { GalleryLoader } from '../build/dataset-loader.ts'
import type { PictureRestoring } from '../beside/picture-restoring.ts'

/** @throws GanvasError `not-restoring`, and what is wrong with the file */
export async function restorePicture(
  {
    loader,
    restoring,
  }: {
    readonly loader: Pick<GalleryLoader, 'rasterise'>
    readonly restoring: Pick<PictureRestoring, 'begin'>
  },
  shown: Shown,
  file: { file: Blob; name: string },
  leave: () => void,
): Promise<RestoredPicture> {
  restoringOf(shown)
  const { picture, came } = await wholePicture(file, {
    rasterise: loader.rasterise,
    most: MOST_RESTORED_PIXELS,
  })
  const prepared = wholeOf(picture, shown.config.source, shown.game.itemShape[2] === 1 ? 1 : 3)
  const { over } = await restoring.begin(shown, {
    ...prepared,
    // It may have been reduced before, while it was read.
    shrunkFrom: prepared.given.width === came.width ? null : came,
  })
  leave()
  return over
}

/** @throws GanvasError `not-restoring` */
export function startPicture(shown: Shown, index: number): StartPicture {
  const set = restoringOf(shown)
  const { heldOut, training } = splitOfItems(set)
  const among = heldOut.length > 0 ? heldOut : training
  const pick = among[((index % among.length) + among.length) % among.length] ?? 0
  return {
    shape: [...shown.game.itemShape],
    data: set.list.at(Uint32Array.of(pick)),
    heldOut: heldOut.length > 0,
  }
}

function restoringOf({ config, dataset }: Shown): Listed {
  if (config.task === 'restore' && isListed(dataset)) return dataset
  throw new GanvasError(
    'not-restoring',
    'This run makes new items and restores none.',
    'Choose “Restore pictures” beside the data, and train.',
  )
}
