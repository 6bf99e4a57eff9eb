/** Formats people do drop and that cannot be read: named, with the one step that helps. */
import { ascii, starts } from './match.ts'

export interface Foreign {
  /** What the file is, with its article. */
  readonly name: string
  /** What to do; absent where nothing in particular helps. */
  readonly step?: string
}

/** Null when it is none of these. */
export function foreignFormat(head: Uint8Array): Foreign | null {
  return SIGNATURES.find(({ is }) => is(head)) ?? null
}

interface Signature extends Foreign {
  readonly is: (head: Uint8Array) => boolean
}

const UNPACK = 'Unpack it yourself and drop the folder.'
const AS_NUMPY = 'Save the pictures in it as a NumPy array (.npy) or as PNG files.'

/** Magic numbers after each format's own specification; MATLAB's begin with a line of text, HDF5 may stand behind one. */
const SIGNATURES: readonly Signature[] = [
  { name: 'a PDF document', step: 'Save its pages as PNG.', is: (head) => ascii(head, 0, '%PDF') },
  { name: 'a Photoshop document', step: 'Save it as PNG.', is: (head) => ascii(head, 0, '8BPS') },
  {
    name: 'a MATLAB file',
    step: AS_NUMPY,
    is: (head) => ascii(head, 0, 'MATLAB ') && ascii(head, 10, ' MAT-file'),
  },
  { name: 'an HDF5 file', step: AS_NUMPY, is: isHdf5 },
  { name: 'a Python pickle', step: AS_NUMPY, is: isPickle },
  {
    name: 'a Parquet table',
    step: 'Save it as CSV, or the pictures in it as PNG files.',
    is: (head) => ascii(head, 0, 'PAR1'),
  },
  { name: 'a RAR archive', step: UNPACK, is: (head) => ascii(head, 0, 'Rar!') },
  { name: 'a 7-Zip archive', step: UNPACK, is: (head) => starts(head, [0x37, 0x7a, 0xbc, 0xaf]) },
  { name: 'a bzip2 archive', step: UNPACK, is: (head) => ascii(head, 0, 'BZh') },
  { name: 'an xz archive', step: UNPACK, is: (head) => starts(head, [0xfd, 0x37, 0x7a, 0x58, 0x5a]) },
  {
    name: 'a damaged tar archive',
    step: 'Copy or download it again.',
    is: (head) => ascii(head, 257, 'ustar'),
  },
  { name: 'a sound or video', is: (head) => ascii(head, 0, 'RIFF') || ascii(head, 0, 'OggS') },
]

function isHdf5(head: Uint8Array): boolean {
  return [0, 512].some((at) => head[at] === 0x89 && ascii(head, at + 1, 'HDF'))
}

/** Protocols 2 to 5 begin with their number, then a frame, a memo, or what is built first. */
function isPickle(head: Uint8Array): boolean {
  const protocol = head[1] ?? 0
  return (
    head[0] === 0x80 &&
    protocol >= 2 &&
    protocol <= 5 &&
    /[\x95}\](c\x8a\x8c]/.test(String.fromCharCode(head[2] ?? 0))
  )
}

const HEIF_BRANDS = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1']

/** A picture of the HEIF family that is no AVIF. */
export function isHeif(head: Uint8Array): boolean {
  return ascii(head, 4, 'ftyp') && HEIF_BRANDS.some((brand) => ascii(head, 8, brand))
}

export function isJpegXl(head: Uint8Array): boolean {
  return starts(head, [0xff, 0x0a]) || ascii(head, 4, 'JXL ')
}

/** An ISO media file that is no picture, or Matroska and WebM. */
export function isVideo(head: Uint8Array): boolean {
  return (ascii(head, 4, 'ftyp') && !isHeif(head)) || starts(head, [0x1a, 0x45, 0xdf, 0xa3])
}
