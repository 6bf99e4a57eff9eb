/** Every limit of what can be opened, in one place. Each is named in the sentence a person reads when it is reached. */

const MIB = 2 ** 20

/** Pictures: refused from their header, before anything is decoded. */
export const MAX_SIDE = 16_384
export const MAX_MEGAPIXELS = 100
export const MAX_IMAGE_BYTES = 256 * MIB
export const MAX_SVG_BYTES = 16 * MIB

/** Archives. The ratio counts only past a size that does no harm. */
export const MAX_ZIP_ENTRIES = 100_000
export const MAX_ZIP_DIRECTORY_BYTES = 128 * MIB
/** An archive in an archive in an archive is read, no deeper. */
export const MAX_ARCHIVE_DEPTH = 3
export const MAX_ZIP_TOTAL_BYTES = 4096 * MIB
export const MAX_RATIO = 200
export const HARMLESS_BYTES = 16 * MIB

/** One file once it is unpacked, and tables of points and IDX files however they come. */
export const MAX_UNPACKED_BYTES = 512 * MIB
export const MAX_TABLE_BYTES = 64 * MIB
/** A workbook, unpacked: its reader takes it as one text. */
export const MAX_WORKBOOK_BYTES = 256 * MIB
/** Cells of a table that comes by columns, where a small file may hold many: a million rows of sixteen. */
export const MAX_TABLE_CELLS = 2 ** 24

/** A text beside pictures that may tell their classes: the labels of some hundred thousand. */
export const MAX_TEXT_BYTES = 16 * MIB
/** Small files that were read to tell what they are, kept until their turn comes. */
export const MAX_REMEMBERED_BYTES = 64 * MIB

/** Prepared bytes of a dataset. */
export const MAX_PREPARED_BYTES = 768 * MIB

/** Below this there is nothing to tell apart. */
export const MIN_ITEMS = 2

/** A table with fewer rows that lies beside pictures or archives is not taken for the data. */
export const MIN_ROWS_BESIDE = 64

/** Files looked into at the same time, to tell archives from others. */
export const LOOKERS = 16

/** Pictures decoded at the same time: two keep both the decoder and us busy, and memory low. */
export const DECODERS = 2

/** Channels of a gray pixel may differ by this much: lossy decoders round. */
export const GRAY_TOLERANCE = 3

/** A picture is shrunk by halves while it stays this many times the wanted side; the rest is averaged exactly. */
export const OVERSAMPLING = 2

/** Sides at which a vector picture is drawn, as a multiple of the wanted side. */
export const VECTOR_OVERSAMPLING = 4
