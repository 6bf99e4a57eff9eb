/** What an array of numbers holds, by its shape: pictures one after the other, labels, or rows of a table. Pure. */

export interface PictureShape {
  readonly count: number
  readonly height: number
  readonly width: number
  readonly channels: 1 | 3 | 4
  /** Channels come first. */
  readonly planar: boolean
}

/** The least side of pictures that lie flat in rows: eight by eight digits. */
export const LEAST_SIDE = 8
/** A row of no more numbers is one of a table. */
const MOST_COLUMNS = 48
/** A grid that is one picture is not longer by more than this: rows of a table are far more than its columns. */
const LONGEST = 2

/**
 * Null where they are no pictures. @param values in C order; looked at where the shape does not tell whether the colours of
 * a pixel lie together
 */
export function picturesIn(shape: readonly number[], values: ArrayLike<number>): PictureShape | null {
  const [a = 0, b = 0, c = 0, d = 0] = shape
  if (shape.includes(0)) return null
  if (shape.length === 4) {
    if (isChannels(d)) return { count: a, height: b, width: c, channels: d, planar: false }
    return isChannels(b) ? { count: a, height: c, width: d, channels: b, planar: true } : null
  }
  if (shape.length === 3) {
    // One picture: nobody keeps pictures of so few columns.
    if (isChannels(c) && b > 4) return { count: 1, height: a, width: b, channels: c, planar: false }
    return { count: a, height: b, width: c, channels: 1, planar: false }
  }
  if (shape.length !== 2) return null
  if (isSquare(shape)) return { count: 1, height: a, width: b, channels: 1, planar: false }
  return flatPictures(a, b, values) ?? onePicture(a, b)
}

/** Rows of so few numbers are a table. */
export function isTable(shape: readonly number[]): boolean {
  const [, columns = 0] = shape
  return shape.length === 2 && columns >= 2 && columns <= MOST_COLUMNS && !isSquare(shape)
}

/** As many rows as columns: a picture by itself, whatever could be made of each row. */
function isSquare([height = 0, width = 0]: readonly number[]): boolean {
  return height === width && height >= LEAST_SIDE
}

function onePicture(height: number, width: number): PictureShape | null {
  const [shorter, longer] = height < width ? [height, width] : [width, height]
  return shorter < LEAST_SIDE || longer > LONGEST * shorter
    ? null
    : { count: 1, height, width, channels: 1, planar: false }
}

/** [count, side · side] or [count, 3 · side · side] */
function flatPictures(count: number, length: number, values: ArrayLike<number>): PictureShape | null {
  const gray = Math.sqrt(length)
  if (gray >= LEAST_SIDE && Number.isInteger(gray))
    return { count, height: gray, width: gray, channels: 1, planar: false }
  const side = Math.sqrt(length / 3)
  if (side < LEAST_SIDE || !Number.isInteger(side)) return null
  return { count, height: side, width: side, channels: 3, planar: isPlanar(values) }
}

/** Neighbours are more alike than the same colour of neighbours: so they are of one colour. */
function isPlanar(values: ArrayLike<number>): boolean {
  let next = 0
  let third = 0
  for (let i = 0; i + 3 < Math.min(values.length, 1e6); i++) {
    const value = values[i] ?? 0
    next += Math.abs(value - (values[i + 1] ?? 0))
    third += Math.abs(value - (values[i + 3] ?? 0))
  }
  return next <= third
}

function isChannels(value: number): value is 1 | 3 | 4 {
  return value === 1 || value === 3 || value === 4
}
