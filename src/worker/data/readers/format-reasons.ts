/** Reasons why a file of a rarer format could not be used: what happened, and the one step that helps. Text only; decides nothing. */
import { GanvasError } from '../../../common/failure.ts'

/** A picture that this browser does not show. @param what with its article: "a HEIC picture" */
export const notShown = (name: string, what: string, cause: unknown) =>
  new GanvasError(
    'picture-not-shown',
    `${name} is ${what}, and this browser cannot show it.`,
    'Save it as JPEG or PNG.',
    { cause },
  )

/** A picture of a format that is read, with something in it that is not. */
export const formatUnread = (name: string, what: string, cause?: unknown) =>
  new GanvasError(
    'image-undecodable',
    `${name} is ${what} that could not be read: it is damaged, or of a rare kind.`,
    'Save it as PNG.',
    { cause },
  )

export const videoNotShown = (name: string, cause?: unknown) =>
  new GanvasError(
    'video-not-shown',
    `${name} is a video, and this browser cannot take its frames.`,
    'Save its frames as PNG or JPEG pictures, or try another browser.',
    { cause },
  )

export const onlyFirstFrame = (name: string) =>
  new GanvasError(
    'too-few-items',
    `${name} is an animation, and this browser can take out its first frame alone; a set needs two.`,
    'Save its frames as PNG or the animation as GIF, or try another browser.',
  )

/** @param width of the only picture there is */
export const oneGrid = (name: string, height: number, width: number) =>
  new GanvasError(
    'too-few-items',
    `${name} is one grid of ${height} × ${width} numbers, which makes a single picture; a set needs two.`,
    'Add more such files, or save pictures as count × height × width, points as rows of two numbers.',
  )

/** By NumPy's letters; `[` begins a list of named fields. */
const ODD_TYPES: Readonly<Record<string, string>> = {
  '|O': 'Python objects',
  '[': 'records with named fields',
}

export const arrayObjects = (name: string, type: string) =>
  new GanvasError(
    'array-type',
    `${name} is a NumPy array of ${ODD_TYPES[type] ?? `type ${type}`}, not of plain numbers.`,
    'Save it as an array of uint8 or float32.',
  )

export const arrayShape = (name: string, shape: string) =>
  new GanvasError(
    'array-shape',
    shape === ''
      ? `${name} is a single number, neither pictures nor a table.`
      : `${name} has the shape ${shape}, which is neither pictures nor a table.`,
    'Save pictures as count × height × width, or with 1 or 3 channels behind.',
  )

export const arraySize = (name: string) =>
  new GanvasError(
    'array-size',
    `${name} is cut off: it holds fewer numbers than its header promises.`,
    'Copy or download it again.',
  )
