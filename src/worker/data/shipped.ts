/** The sets of pictures that come with the page: fetched once when chosen, brought to the wanted size and colour. */
import { datasetEntry, type DatasetId } from '../../common/catalog/datasets.ts'
import type { RunConfig } from '../../common/config/run-config.ts'
import { GanvasError } from '../../common/failure.ts'
import { toGray } from './pixels/colour.ts'
import { resizeMany } from './pixels/many.ts'
import { namedPictures, type PictureSet } from './picture-set.ts'
import { readShipped, type ShippedImages } from './shipped-format.ts'

/** The size at which digits and clothes get a black margin of 2 instead of being stretched, as LeNet does. */
const PADDED = 32

/**
 * @param fetchBytes gets a file by its path beside the page, e.g. "data/mnist.bin"; what it throws passes through
 * @param config `size` and, for colour sets, `channels`
 * @throws GanvasError `dataset-not-shipped`, `dataset-damaged`
 */
export async function loadShipped(
  id: DatasetId,
  fetchBytes: (path: string) => Promise<ArrayBuffer>,
  config: RunConfig,
): Promise<PictureSet> {
  const entry = datasetEntry(id)
  if (entry.shipped === undefined)
    throw new GanvasError(
      'dataset-not-shipped',
      `The dataset ${entry.label} has no file.`,
      'Pick a dataset of images from the gallery.',
    )
  const images = await readShipped(await fetchBytes(`data/${id}.bin`))
  const { channels, pixels } = recolour(resize(images, config.size), config)
  const { count, classes, labels, attributes, groups } = images
  const item = { kind: 'picture', size: config.size, channels } as const
  return namedPictures(
    { id, label: entry.label, item, count, classes, skipped: [] },
    pixels,
    classes.length === 0 ? null : Uint16Array.from(labels),
    { ...(attributes.length > 0 ? { attributes } : {}), ...(groups === null ? {} : { groups }) },
  )
}

type Sized = Pick<ShippedImages, 'channels' | 'pixels'>

function resize(images: ShippedImages, size: number): Sized {
  const { side, channels, count } = images
  const padded = channels === 1 && side < PADDED && size === PADDED
  const one = padded ? (bytes: Uint8Array) => pad(bytes, side, size) : undefined
  return { channels, pixels: resizeMany(images.pixels, count, channels, side, size, one) }
}

/** A gray picture in the middle of a larger black square. */
function pad(bytes: Uint8Array, side: number, size: number): Uint8Array {
  const out = new Uint8Array(size * size)
  const margin = (size - side) / 2
  for (let y = 0; y < side; y++)
    out.set(bytes.subarray(y * side, (y + 1) * side), (y + margin) * size + margin)
  return out
}

/** Gray sets stay gray: the catalogue offers the choice for colour sets alone. */
function recolour(images: Sized, config: RunConfig): Sized {
  if (images.channels === 1 || config.channels !== 'gray') return images
  return { channels: 1, pixels: toGray(images.pixels) }
}
