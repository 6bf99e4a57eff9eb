/** The pictures inside image networks: each has half the side of the next, down to a few pixels. */
import { DATASET_SETTINGS } from '../../../common/catalog/settings/dataset.ts'
import { GanvasError } from '../../../common/failure.ts'
import { geometryOf, type ItemShape } from '../../../common/items/item-shape.ts'

/** The smallest picture is halved no further. */
const LEAST_SIDE = 4

const MOST_WIDENING = 8

const OFFERED: readonly number[] = DATASET_SETTINGS.size.values

export type PictureShape = readonly [height: number, width: number, channels: number]

export interface Pictures {
  /** The item itself. */
  readonly image: PictureShape
  /** From the smallest to one of the image's side, with the channels that a network has there. */
  readonly inside: readonly PictureShape[]
  readonly smallest: PictureShape
}

/**
 * @param width channels beside the image: doubled at each halving but the first, at most 8×
 * @throws GanvasError `config-unsupported` for what is no picture, or for a side that is not on offer
 */
export function picturesIn(itemShape: ItemShape, width: number): Pictures {
  const geometry = geometryOf(itemShape)
  if (geometry.type !== 'picture') {
    throw new GanvasError(
      'config-unsupported',
      'These networks make images, and this dataset holds points.',
      'Choose the MLP networks.',
    )
  }
  const { height: side, channels } = geometry
  if (!OFFERED.includes(side) || geometry.width !== side) {
    throw new GanvasError(
      'config-unsupported',
      `These networks cannot make images of ${side} pixels.`,
      `Choose ${OFFERED.slice(0, -1).join(', ')} or ${String(OFFERED.at(-1))} pixels.`,
    )
  }
  const downwards = halved(side).map((at, halvings) => pictureOf(at, channelsAt(width, halvings)))
  return {
    image: pictureOf(side, channels),
    inside: downwards.toReversed(),
    smallest: downwards.at(-1) ?? pictureOf(side, width),
  }
}

/** Each picture with the one after it. */
export function steps(pictures: readonly PictureShape[]): { from: PictureShape; to: PictureShape }[] {
  return pictures.slice(1).flatMap((to, i) => {
    const from = pictures[i]
    return from === undefined ? [] : [{ from, to }]
  })
}

/** The same side, with so many channels. */
export function withChannels([height, width]: PictureShape, channels: number): PictureShape {
  return [height, width, channels]
}

function pictureOf(side: number, channels: number): PictureShape {
  return [side, side, channels]
}

/** [28, 14, 7]: as long as halves are whole and not too small. */
function halved(side: number): number[] {
  const half = side / 2
  return Number.isInteger(half) && half >= LEAST_SIDE ? [side, ...halved(half)] : [side]
}

function channelsAt(width: number, halvings: number): number {
  return width * Math.min(2 ** Math.max(0, halvings - 1), MOST_WIDENING)
}
