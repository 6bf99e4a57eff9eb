/** One picture of the person's as an item of a dataset: the same checks and the same fitting as for a whole set. */
import { GanvasError } from '../../common/failure.ts'
import { READERS_CHOICE, type DataChoice } from '../../common/items/data-card.ts'
import type { PictureItem } from '../../common/items/item-spec.ts'
import { finishOne } from './collect/finish.ts'
import { toGray, toRgb } from './pixels/colour.ts'
import { browserDecoder } from './readers/browser-decoder.ts'
import { find, type Tools } from './readers/find.ts'

/**
 * [size, size, channels] in [−1, 1].
 * @throws GanvasError that says why the file cannot be used; `not-a-picture` for a table or an archive
 */
export async function ownPicture(
  file: File,
  item: PictureItem,
  how: {
    fit: Tools['wanted']['fit']
    rasterise: Tools['rasterise']
    decoder?: Tools['decoder']
    /** What the set was read with. */
    choice?: DataChoice
  },
): Promise<Float32Array> {
  const { name, size } = file
  const source = {
    name,
    size,
    path: name,
    loose: true,
    read: async () => new Uint8Array(await file.arrayBuffer()),
  }
  const wanted = {
    size: item.size,
    fit: how.fit,
    channels: item.channels === 1 ? 'gray' : 'rgb',
    // One picture is asked for.
    choice: { ...(how.choice ?? READERS_CHOICE), frames: 0, tile: null },
  } as const
  const found = await find(source, {
    wanted,
    decoder: how.decoder ?? browserDecoder,
    rasterise: how.rasterise,
  })
  if (found.holds !== 'picture') {
    throw new GanvasError(
      'not-a-picture',
      `“${name}” is no single picture.`,
      'Choose a PNG, JPEG, WebP or SVG file.',
    )
  }
  const square = finishOne(found.picture, wanted)
  const bytes =
    square.channels === item.channels
      ? square.bytes
      : item.channels === 3
        ? toRgb(square.bytes)
        : toGray(square.bytes)
  return Float32Array.from(bytes, (byte) => byte / 127.5 - 1)
}
