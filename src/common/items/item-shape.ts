/**
 * Shapes of items, without the batch dimension: how many axes an item has says what it is to a network, channels last.
 * Knows no data and no networks.
 */
export type ItemShape = readonly number[]

/** What a shape means: what layers can be laid over it. */
export type Geometry =
  | { readonly type: 'vector'; readonly values: number }
  | { readonly type: 'sequence'; readonly steps: number; readonly channels: number }
  | { readonly type: 'picture'; readonly height: number; readonly width: number; readonly channels: number }
  | {
      readonly type: 'volume'
      readonly depth: number
      readonly height: number
      readonly width: number
      readonly channels: number
    }

/** So many numbers without an order, e.g. the coordinates of a point. */
export const vectorShape = (values: number): ItemShape => [values]

export const sequenceShape = (steps: number, channels: number): ItemShape => [steps, channels]

/** @param width the height's, unless told */
export const pictureShape = (height: number, channels: number, width = height): ItemShape => [
  height,
  width,
  channels,
]

/** A cube, unless told otherwise. */
export const volumeShape = (depth: number, channels: number, height = depth, width = height): ItemShape => [
  depth,
  height,
  width,
  channels,
]

/** @throws Error for a shape of no or of more than four axes */
export function geometryOf(shape: ItemShape): Geometry {
  const [a = 0, b = 0, c = 0, d = 0] = shape
  switch (shape.length) {
    case 1:
      return { type: 'vector', values: a }
    case 2:
      return { type: 'sequence', steps: a, channels: b }
    case 3:
      return { type: 'picture', height: a, width: b, channels: c }
    case 4:
      return { type: 'volume', depth: a, height: b, width: c, channels: d }
    default:
      throw new Error(`No item has the shape [${shape.join()}].`)
  }
}

/** The geometry of the items of a batch [n, …item]. */
export function geometryOfBatch(shape: readonly number[]): Geometry {
  return geometryOf(shape.slice(1))
}
