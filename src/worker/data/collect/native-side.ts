/** The side that pictures have by themselves, where all have the same. */
import { DATASET_SETTINGS } from '../../../common/catalog/settings/dataset.ts'
import type { Size } from '../../../common/items/data-card.ts'
import { halfOf } from '../pixels/halves.ts'
import type { Found } from '../readers/find.ts'
import type { ReadPicture } from '../readers/picture.ts'

const ALLOWED: readonly number[] = DATASET_SETTINGS.size.values
/** Larger ones are kept at their side only by whoever asks for it: a step takes four times as long for each doubling. */
const MOST = 64

/** The same of what was found, arrays included. @param halves of pictures that hold two, and may be cut already */
export function nativeSideOf(found: readonly Found[], halves = false): number | null {
  const cut = (came: Size | null) => ({ came: came !== null && halves ? halfOf(came) : came })
  const ofPicture = (picture: ReadPicture) => (picture.source === undefined ? cut(picture.came) : picture)
  return nativeSide(
    found.flatMap((item): readonly { readonly came: Size | null }[] => {
      if (item.holds === 'picture') return [ofPicture(item.picture)]
      if (item.holds === 'pictures') return item.pictures.map(ofPicture)
      return item.holds === 'array' ? [cut(item.array)] : []
    }),
  )
}

/** Null unless all are squares of one side that networks can make. */
export function nativeSide(pictures: readonly { readonly came: Size | null }[]): number | null {
  const side = pictures[0]?.came?.width ?? 0
  const alike = pictures.every(({ came }) => came?.width === side && came.height === side)
  return alike && ALLOWED.includes(side) && side <= MOST ? side : null
}
