/**
 * Grids of numbers written as JSON: lists in lists, or one flat list with a width and a height beside it. They are read as a
 * NumPy array of the same shape; what such an array would take for rows of a table is left to tables/json-table.ts.
 */
import type { PixelArray } from './pixel-array.ts'
import { scaled } from './scaled.ts'
import { isTable, LEAST_SIDE, picturesIn, type PictureShape } from './shapes.ts'

type Json = unknown

interface Grid {
  readonly shape: readonly number[]
  readonly values: Float64Array
}

/** So many objects may lie in one another above a grid: plotly writes `{"data": [{"z": …}]}`. */
const DEEPEST = 3
/** More pictures are kept otherwise; and `MAX_TABLE_BYTES` of text hold no more numbers. */
const MOST_DIMENSIONS = 4

/** Null where there is no grid of pictures, or several. */
export function jsonGrid(value: Json): PixelArray | null {
  const [only, ...others] = gridsIn(value, DEEPEST)
  if (only === undefined || others.length > 0) return null
  const { shape, values } = only
  if (isTable(shape)) return null
  const pictures = picturesIn(shape, values)
  if (pictures === null || isOfPoints(pictures)) return null
  const type = values.every(Number.isInteger) ? 'int32' : 'float64'
  return { ...pictures, ...scaled(values, type), labels: labelsBeside(value, pictures.count) }
}

/** Outlines, hands and faces are lists of points in two or three numbers, and no pictures. */
function isOfPoints({ count, width, height, channels }: PictureShape): boolean {
  const [shorter, longer] = width < height ? [width, height] : [height, width]
  return shorter < LEAST_SIDE || (count === 1 && channels > 1 && (longer > 2 * shorter || shorter < 16))
}

function gridsIn(value: Json, deepest: number): Grid[] {
  if (Array.isArray(value)) {
    const grid = gridOf(value)
    if (grid !== null) return [grid]
    const parts: readonly Json[] = value
    return deepest > 0 && parts.length < 10 && parts.every(isObject)
      ? parts.flatMap((part) => gridsIn(part, deepest))
      : []
  }
  if (!isObject(value) || deepest === 0) return []
  const flat = flatGrid(value)
  return flat === null ? Object.values(value).flatMap((part) => gridsIn(part, deepest - 1)) : [flat]
}

/** Lists in lists, each as long as its neighbours. */
function gridOf(list: readonly Json[]): Grid | null {
  const shape: number[] = []
  for (let part: Json = list; Array.isArray(part); part = (part as readonly Json[])[0])
    shape.push(part.length)
  if (shape.length < 2 || shape.length > MOST_DIMENSIONS || shape.includes(0)) return null
  const values = new Float64Array(shape.reduce((product, side) => product * side, 1))
  let at = 0
  const fill = (part: Json, depth: number): boolean => {
    if (depth < shape.length)
      return (
        Array.isArray(part) && part.length === shape[depth] && part.every((each) => fill(each, depth + 1))
      )
    if (typeof part !== 'number') return false
    values[at++] = part
    return true
  }
  return fill(list, 0) ? { shape, values } : null
}

/** `{"width": 87, "height": 61, "values": [103, …]}` */
function flatGrid(value: Readonly<Record<string, Json>>): Grid | null {
  const { width, height } = value
  if (typeof width !== 'number' || typeof height !== 'number' || !(width > 0 && height > 0)) return null
  const fitting = Object.values(value).filter(
    (part): part is number[] =>
      Array.isArray(part) &&
      [1, 3, 4].includes(part.length / (width * height)) &&
      part.every((each) => typeof each === 'number'),
  )
  const [only, ...others] = fitting
  if (only === undefined || others.length > 0) return null
  const channels = only.length / (width * height)
  return {
    shape: channels === 1 ? [1, height, width] : [height, width, channels],
    values: Float64Array.from(only),
  }
}

/** The one list beside the grid that says something of each picture. */
function labelsBeside(value: Json, count: number): string[] | null {
  if (!isObject(value) || count < 2) return null
  const lists = Object.values(value).filter(
    (part): part is (string | number)[] =>
      Array.isArray(part) &&
      part.length === count &&
      part.every((each) => typeof each === 'string' || Number.isInteger(each)),
  )
  const [only, ...others] = lists
  return only === undefined || others.length > 0 ? null : only.map(String)
}

function isObject(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
