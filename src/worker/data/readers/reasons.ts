/**
 * Every reason why something could not be used: what happened to which file, and what to do. The sentences name the
 * limits they enforce. Text only; decides nothing.
 */
import { GanvasError } from '../../../common/failure.ts'
import {
  MAX_ARCHIVE_DEPTH,
  MAX_MEGAPIXELS,
  MAX_PREPARED_BYTES,
  MAX_RATIO,
  MAX_SIDE,
  MAX_UNPACKED_BYTES,
  MAX_ZIP_ENTRIES,
  MAX_ZIP_TOTAL_BYTES,
} from '../limits.ts'

const whole = (value: number) => value.toLocaleString('en-GB')
const mebibytes = (bytes: number) => `${whole(Math.round(bytes / 2 ** 20))} MiB`

const error = (code: string, sentence: string, nextStep: string) => new GanvasError(code, sentence, nextStep)

export const cancelled = () =>
  error('cancelled', 'Opening was cancelled.', 'The dataset from before is still there.')

// Any file
export const empty = (name: string) =>
  error('file-empty', `${name} is empty: it has zero bytes.`, 'Save or copy the file again.')

export const unreadable = (name: string) =>
  error(
    'file-unreadable',
    `${name} could not be read; it may have been moved or changed since it was picked.`,
    'Pick the file again.',
  )

export const notUsable = (name: string, what: string, step?: string) =>
  error(
    'not-an-image',
    `${name} is ${what}, ${step === undefined ? 'neither a picture nor a table of points' : 'which is not read here'}.`,
    step ??
      'Use PNG, JPEG, WebP, GIF, BMP, AVIF, TIFF or SVG pictures, IDX or NumPy arrays, a zip of those, or a CSV of points.',
  )

export const tooLarge = (name: string, bytes: number, limit: number) =>
  error(
    'file-too-large',
    `${name} has ${mebibytes(bytes)}; the limit for such a file is ${mebibytes(limit)}.`,
    'Make it smaller, or split it.',
  )

// Pictures
export const truncated = (name: string) =>
  error('file-truncated', `${name} is cut off: its end is missing or damaged.`, 'Copy or download it again.')

export const undecodable = (name: string, cause?: unknown) =>
  new GanvasError(
    'image-undecodable',
    `${name} is damaged: it could not be decoded.`,
    'Save it anew as PNG or JPEG.',
    { cause },
  )

export const imageTooLarge = (name: string, width: number, height: number) =>
  error(
    'image-too-large',
    `${name} is ${whole(width)} × ${whole(height)} pixels; the limit is ${whole(MAX_SIDE)} a side and ` +
      `${MAX_MEGAPIXELS} megapixels.`,
    'Reduce it before opening.',
  )

export const vectorUnreadable = (name: string) =>
  error('svg-unreadable', `${name} is an SVG picture that could not be drawn.`, 'Save it as PNG.')

export const tooManyPictures = (name: string) =>
  error(
    'too-many-pictures',
    `${name} was left out, wholly or in part: at this size the pictures before it fill ${mebibytes(MAX_PREPARED_BYTES)}.`,
    'Choose a smaller image side, or fewer pictures.',
  )

// Archives
export const zipDamaged = (name: string) =>
  error('zip-damaged', `${name} is a damaged or cut-off zip archive.`, 'Pack or download it again.')

export const zipSplit = (name: string) =>
  error('zip-split', `${name} is one part of a zip archive in several files.`, 'Pack it as a single file.')

export const zipTooMany = (name: string) =>
  error(
    'zip-too-many-entries',
    `${name} has more than ${whole(MAX_ZIP_ENTRIES)} entries, which is the limit.`,
    'Split the archive.',
  )

export const zipBomb = (name: string, bytes: number) =>
  error(
    'zip-bomb',
    `${name} would unpack to ${mebibytes(bytes)} or more; the limits are ${mebibytes(MAX_ZIP_TOTAL_BYTES)} an ` +
      `archive, ${mebibytes(MAX_UNPACKED_BYTES)} a file and ${MAX_RATIO} times its packed size.`,
    'Unpack it yourself and drop the folder.',
  )

/** The same danger, found on the way: the promise was small. */
export const zipOverflows = (name: string, promised: number) =>
  error(
    'zip-bomb',
    `${name} unpacks to more than the ${whole(promised)} bytes that its archive promises.`,
    'Pack it again, or unpack it yourself and drop the folder.',
  )

export const zipEncrypted = (name: string) =>
  error('zip-encrypted', `${name} is locked with a password.`, 'Unpack it yourself and drop the folder.')

export const zipMethod = (name: string) =>
  error(
    'zip-method',
    `${name} is packed with a method that cannot be read here; only “store” and “deflate” can.`,
    'Pack it again as an ordinary zip.',
  )

export const zipInZip = (name: string) =>
  error(
    'zip-in-zip',
    `${name} is an archive inside an archive that was not looked into.`,
    'Unpack it yourself and drop what it holds.',
  )

export const tooDeep = (name: string) =>
  error(
    'zip-in-zip',
    `${name} is an archive that lies deeper than ${MAX_ARCHIVE_DEPTH} archives in one another.`,
    'Unpack the outer ones first.',
  )

export const archiveEmpty = (name: string) =>
  error('archive-empty', `${name} is an archive without any files.`, 'Pack or download it again.')

export const tarDamaged = (name: string) =>
  error('tar-damaged', `${name} is a damaged or cut-off tar archive.`, 'Pack or download it again.')

export const archiveCut = (name: string, within: string | null, read: number) =>
  error(
    'archive-cut',
    `${name} breaks off${within === null ? '' : ` in the middle of ${within}`}: ${read === 1 ? 'the one file before that was' : `the ${whole(read)} files before that were`} read.`,
    'Download or pack it again for the rest.',
  )

export const unpackedBeside = (name: string, count: number) =>
  error(
    'twin',
    `${name} holds ${count === 1 ? 'one file that lies' : `${whole(count)} files that lie`} beside it unpacked: ${count === 1 ? 'it counts' : 'each counts'} once.`,
    'Nothing needs to be done.',
  )

const andMore = (name: string, count: number) => (count === 1 ? name : `${name} and ${whole(count - 1)} more`)

export const packedTwins = (name: string, count: number) =>
  error(
    'twin',
    count === 1
      ? `${name} is the packed twin of the file beside it: the two count once.`
      : `${andMore(name, count)} are packed twins of files beside them: each two count once.`,
    'Nothing needs to be done.',
  )

export const sameTwice = (name: string, count: number) =>
  error(
    'twin',
    count === 1
      ? `${name} was opened twice, and counts once.`
      : `${andMore(name, count)} were opened twice or more, and count once.`,
    'Nothing needs to be done.',
  )

// Documents
export const workbook = (name: string, what: string) =>
  error('workbook', `${name} is ${what}.`, 'Save the sheet as CSV, and drop that.')

export const officeDocument = (name: string, what: string) =>
  error(
    'document',
    `${name} is ${what}; what lies in such a file is not taken apart.`,
    'Save the pictures in it as PNG, or its table as CSV, and drop those.',
  )

export const gzipDamaged = (name: string) =>
  error('gzip-damaged', `${name} is a damaged or cut-off gzip file.`, 'Download it again.')

// IDX
export const idxMagic = (name: string, bytes: string) =>
  error(
    'idx-bad-magic',
    `${name} begins with ${bytes}, not with the mark of an IDX file (00 00 08 03 for images).`,
    'Download the file again.',
  )

export const idxType = (name: string, type: string) =>
  error(
    'idx-type',
    `${name} holds numbers of type ${type}, which no IDX file has.`,
    'Save it as uint8 or float32.',
  )

export const idxShape = (name: string, shape: string) =>
  error(
    'idx-shape',
    `${name} has the shape ${shape}; images need three dimensions, or four with 1 or 3 channels.`,
    'Save the images as count × height × width.',
  )

export const idxSize = (name: string, shape: string, promised: number, found: number) =>
  error(
    'idx-size-mismatch',
    `${name} promises ${shape} = ${whole(promised)} bytes, but ${whole(found)} follow its header.`,
    'Download the file again.',
  )

export const idxLabelsAlone = (name: string) =>
  error(
    'idx-labels-alone',
    `${name} holds labels, and there are no images of the same count beside it.`,
    'Drop the images and their labels together.',
  )

// Tables
export const tableColumns = (name: string, line: number, found: number, part = 'line') =>
  error(
    'table-columns',
    `${name}, ${part} ${whole(line)}: ${found} ${found === 1 ? 'column' : 'columns'}; a point has two, x and y.`,
    'Keep two columns.',
  )

/** @param part what a row is in its file: a line, or a record */
export const tableCell = (name: string, line: number, cell: string, part = 'line') =>
  error(
    'table-row',
    `${name}, ${part} ${whole(line)}: ${cell === '' ? 'a cell is empty' : `“${cell}” is not a number`}.`,
    `Put a number there, or remove the ${part}.`,
  )

export const tableRow = (name: string, line: number, found: number, usual: number, part = 'line') =>
  error(
    'table-row',
    `${name}, ${part} ${whole(line)}: ${found} ${found === 1 ? 'cell' : 'cells'}, where the others have ${usual}.`,
    `Complete the ${part}, or remove it.`,
  )

export const noSuchColumns = (name: string, columns: number) =>
  error('table-columns', `${name} has ${columns} columns only.`, 'Choose among those.')

/** @param what with its article */
export const workbookUnreadable = (name: string, what: string, cause?: unknown) =>
  new GanvasError(
    'workbook-unreadable',
    `${name} is ${what} that could not be read.`,
    'Save the sheet as CSV, and drop that.',
    { cause },
  )

/** @param what with its article */
export const workbookEndless = (name: string, what: string) =>
  error(
    'workbook-endless',
    `${name} is ${what} that is damaged or too much for this machine: reading it came to no end and was stopped.`,
    'Save the sheet as CSV, and drop that.',
  )

/** @param what with its article */
export const columnsUnreadable = (name: string, what: string, cause?: unknown) =>
  new GanvasError(
    'columns-unreadable',
    `${name} is ${what} that is damaged, cut off or of a kind that could not be read.`,
    'Download it again, or save it as CSV, and drop that.',
    { cause },
  )

/** @param what with its article */
export const columnsEndless = (name: string, what: string) =>
  error(
    'columns-endless',
    `${name} is ${what} that is damaged: reading it came to no end and was stopped.`,
    'Download it again, or save it as CSV, and drop that.',
  )

export const compressedOtherwise = (name: string, what: string, codec: string) =>
  error(
    'columns-compression',
    `${name} is ${what}, compressed by ${codec}, which is not read here.`,
    'Save it with Snappy, gzip, Zstandard or without compression, or as CSV.',
  )

export const tooManyCells = (name: string, rows: number, columns: number, limit: number) =>
  error(
    'table-too-large',
    `${name} has ${whole(rows)} rows of ${whole(columns)} columns; of so many columns the limit is ${whole(Math.floor(limit / columns))} rows.`,
    'Save fewer rows or columns.',
  )

export const noSuchSheet = (name: string, sheets: readonly string[]) =>
  error('no-such-sheet', `${name} has other sheets: ${sheets.join(', ')}.`, 'Choose among those.')

export const otherColumns = (name: string, used: string) =>
  error(
    'table-other-columns',
    `${name} has other columns than ${used}, which was opened.`,
    'Open it on its own.',
  )

export const rowsBeside = (name: string) =>
  error(
    'rows-beside',
    `${name} lies beside pictures or archives, and only lists or numbers what they hold; it was not taken for points.`,
    'Open the archives, or the table on its own.',
  )

export const tableEmpty = (name: string) =>
  error('table-empty', `${name} holds no points.`, 'Give each point a line with two numbers.')

export const pointsBesidePictures = (name: string) =>
  error(
    'points-beside-pictures',
    `${name} is a table, but the pictures beside it were opened.`,
    'Open the table on its own.',
  )

export const picturesBesidePoints = (name: string) =>
  error(
    'pictures-beside-points',
    `${name} was left out: the points beside it were opened.`,
    'Open it on its own.',
  )
