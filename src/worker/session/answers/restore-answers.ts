/** Answers about pictures to be restored: the person’s own, and those that drawings begin with. */
import { isFromPictures } from '../../../common/config/task.ts'
import { GanvasError } from '../../../common/failure.ts'
import {
  MOST_RESTORED_PIXELS,
  type RestoredPicture,
  type StartPicture,
} from '../../../common/restore/protocol.ts'
import { isListed, type Listed } from '../../data/dataset.ts'
import { isLabelled } from '../../data/labels.ts'
import { splitOfItems, type Split } from '../../data/split.ts'
import { wholePicture } from '../../data/whole-picture.ts'
import type { Way } from '../../probe/translated.ts'
import { squareOf, wholeOf } from '../../probe/whole/whole-of.ts'
import { partnersIn } from '../../kinds/pairs.ts'
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
  { way = 0, ...file }: { file: Blob; name: string; way?: Way },
  leave: () => void,
): Promise<RestoredPicture> {
  fromPicturesOf(shown)
  const { picture, came } = await wholePicture(file, {
    rasterise: loader.rasterise,
    most: MOST_RESTORED_PIXELS,
  })
  const channels = shown.game.itemShape[2] === 1 ? 1 : 3
  const prepared =
    shown.config.task === 'translate'
      ? squareOf(picture, way, channels)
      : wholeOf(picture, shown.config.source, channels)
  const { over } = await restoring.begin(shown, {
    ...prepared,
    // It may have been reduced before, while it was read.
    shrunkFrom: prepared.given.width === came.width ? null : came,
  })
  leave()
  return over
}

/** @throws GanvasError `not-restoring` */
export function startPicture(shown: Shown, index: number, way: Way = 0): StartPicture {
  const set = fromPicturesOf(shown)
  const { heldOut, training } = ofClass(set, shown, way)
  const among = heldOut.length > 0 ? heldOut : training
  const pick = among[((index % among.length) + among.length) % among.length] ?? 0
  const pictures = partnersIn(shown.config, set) ?? set.list
  return {
    shape: [...shown.game.itemShape],
    data: pictures.at(Uint32Array.of(pick)),
    heldOut: heldOut.length > 0,
  }
}

/** Of a run that translates, pictures of the class that goes this way alone. */
function ofClass(set: Listed, { config }: Shown, way: Way): Split {
  const split = splitOfItems(set)
  if (config.task !== 'translate' || !isLabelled(set)) return split
  const wanted = way === 0 ? config.from : config.to
  const own = (indices: Uint32Array) => indices.filter((index) => set.labels[index] === wanted)
  return { heldOut: own(split.heldOut), training: own(split.training) }
}

function fromPicturesOf({ config, dataset }: Shown): Listed {
  if (isFromPictures(config) && isListed(dataset)) return dataset
  throw new GanvasError(
    'not-restoring',
    'This run makes new items, and none of a picture.',
    'Choose “Restore” or “Translate” beside the data, and train.',
  )
}
