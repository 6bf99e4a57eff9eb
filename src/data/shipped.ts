/** The image sets that come with the page: fetched once when chosen, brought to the wanted size and colour. */
import { datasetEntry, type DatasetId } from '../catalog/datasets.ts'
import type { RunConfig } from '../config/run-config.ts'
import { GanvasError } from '../shared/failure.ts'
import { bytesOf, fingerprint } from './fingerprint.ts'
import { toGray } from './pixels/colour.ts'
import { squareFitter } from './pixels/fit.ts'
import type { ImageSet } from './prepared.ts'
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
): Promise<ImageSet> {
  const entry = datasetEntry(id)
  if (entry.shipped === undefined)
    throw new GanvasError(
      'dataset-not-shipped',
      `The dataset ${entry.label} has no file.`,
      'Pick a dataset of images from the gallery.',
    )
  const images = await readShipped(await fetchBytes(`data/${id}.bin`))
  const { channels, pixels } = recolour(resize(images, config.size), config)
  const labels = Uint16Array.from(images.labels)
  const { count, classes } = images
  const { size } = config
  const shape = `images ${size}x${size}x${channels}`
  return {
    kind: 'images',
    summary: {
      id,
      label: entry.label,
      kind: 'images',
      count,
      size,
      channels,
      classes,
      skipped: [],
      fingerprint: await fingerprint(shape, [pixels, bytesOf(labels)]),
    },
    size,
    channels,
    count,
    pixels,
    labels,
  }
}

type Sized = Pick<ShippedImages, 'channels' | 'pixels'>

function resize(images: ShippedImages, size: number): Sized {
  const { side, channels, count, pixels } = images
  if (side === size) return images
  const one =
    channels === 1 && size === PADDED
      ? (bytes: Uint8Array) => pad(bytes, side, size)
      : squareFitter({ width: side, height: side, channels }, size, 'stretch')
  const inLength = side * side * channels
  const outLength = size * size * channels
  const out = new Uint8Array(count * outLength)
  for (let i = 0; i < count; i++)
    out.set(one(pixels.subarray(i * inLength, (i + 1) * inLength)), i * outLength)
  return { channels, pixels: out }
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
