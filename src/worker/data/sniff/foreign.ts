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
const AS_CSV = 'Save its table as CSV.'
const AS_VIDEO = 'Save it as MP4 or WebM, or its frames as PNG or JPEG pictures.'
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
  { name: 'an encrypted Parquet table', step: AS_CSV, is: (head) => ascii(head, 0, 'PARE') },
  { name: 'a RAR archive', step: UNPACK, is: (head) => ascii(head, 0, 'Rar!') },
  { name: 'a 7-Zip archive', step: UNPACK, is: (head) => starts(head, [0x37, 0x7a, 0xbc, 0xaf]) },
  { name: 'a bzip2 archive', step: UNPACK, is: (head) => ascii(head, 0, 'BZh') },
  { name: 'an xz archive', step: UNPACK, is: (head) => starts(head, [0xfd, 0x37, 0x7a, 0x58, 0x5a]) },
  {
    name: 'a damaged tar archive',
    step: 'Copy or download it again.',
    is: (head) => ascii(head, 257, 'ustar'),
  },
  { name: 'a Stata file', step: AS_CSV, is: isStata },
  { name: 'an SPSS file', step: AS_CSV, is: (head) => ascii(head, 0, '$FL2') || ascii(head, 0, '$FL3') },
  { name: 'a SAS file', step: AS_CSV, is: (head) => starts(head, SAS) },
  { name: 'an R data file', step: AS_CSV, is: isR },
  { name: 'a Feather table of the first version', step: AS_CSV, is: (head) => ascii(head, 0, 'FEA1') },
  { name: 'an SQLite database', step: AS_CSV, is: (head) => ascii(head, 0, 'SQLite format 3\0') },
  { name: 'a FITS file', step: AS_NUMPY, is: (head) => ascii(head, 0, 'SIMPLE  =') },
  { name: 'a DICOM picture', step: 'Save it as PNG.', is: (head) => ascii(head, 128, 'DICM') },
  { name: 'a JPEG 2000 picture', step: 'Save it as PNG.', is: (head) => ascii(head, 4, 'jP  ') },
  {
    name: 'an OpenEXR picture',
    step: 'Save it as PNG.',
    is: (head) => starts(head, [0x76, 0x2f, 0x31, 0x01]),
  },
  { name: 'a GIMP picture', step: 'Save it as PNG.', is: (head) => ascii(head, 0, 'gimp xcf') },
  { name: 'a QOI picture', step: 'Save it as PNG.', is: (head) => ascii(head, 0, 'qoif') },
  { name: 'a 3-D model', step: 'Save its corners as a CSV to learn them as points.', is: isModel },
  { name: 'a font', step: 'Draw its letters, and save them as PNG files.', is: isFont },
  { name: 'a Debian package', step: UNPACK, is: (head) => ascii(head, 0, '!<arch>\ndebian-binary') },
  { name: 'a Zstandard archive', step: UNPACK, is: (head) => starts(head, [0x28, 0xb5, 0x2f, 0xfd]) },
  { name: 'a video', step: AS_VIDEO, is: isOldVideo },
  { name: 'a sound', is: isSound },
  { name: 'a program', is: (head) => starts(head, [0x7f, 0x45, 0x4c, 0x46]) || isDosProgram(head) },
]

const SAS = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xc2, 0xea, 0x81, 0x60]

/** Today a text that says so; before 2013 a release, the order of bytes and the kind of file. */
function isStata(head: Uint8Array): boolean {
  const release = head[0] ?? 0
  const old = release >= 0x69 && release <= 0x73 && (head[1] === 1 || head[1] === 2) && head[2] === 1
  return ascii(head, 0, '<stata_dta>') || (old && head[3] === 0)
}

/** A workspace, or one value, which begins with its version and the one of the program. */
function isR(head: Uint8Array): boolean {
  const value = ascii(head, 0, 'X\n\0\0\0') && (head[5] === 2 || head[5] === 3)
  return ascii(head, 0, 'RDX2\n') || ascii(head, 0, 'RDX3\n') || value
}

function isFont(head: Uint8Array): boolean {
  const tables = head[4] === 0 && (head[5] ?? 0) > 0 && (head[5] ?? 0) < 64
  const plain = (starts(head, [0, 1, 0, 0]) || ascii(head, 0, 'true')) && tables
  return plain || ['OTTO', 'ttcf', 'wOFF', 'wOF2'].some((mark) => ascii(head, 0, mark))
}

const WAVEFRONT = /^(#|$|mtllib |usemtl |o |g |s |v -?[\d.]|vn -?[\d.]|vt -?[\d.]|f \d)/

/** glTF's binary and STL's text begin with their names; Wavefront's lines with a word each, and some of them are corners. */
function isModel(head: Uint8Array): boolean {
  if (ascii(head, 0, 'glTF')) return true
  const text = new TextDecoder('latin1').decode(head.subarray(0, 4096))
  if (/^solid\b.*\s+facet normal /.test(text)) return true
  const lines = text.split(/\r?\n/).slice(0, -1)
  return (
    lines.every((line) => WAVEFRONT.test(line)) && lines.filter((line) => line.startsWith('v ')).length > 2
  )
}

/** Containers that no browser opens: AVI, MPEG programs, Windows Media, Flash. */
function isOldVideo(head: Uint8Array): boolean {
  const avi = ascii(head, 0, 'RIFF') && ascii(head, 8, 'AVI ')
  return (
    avi ||
    starts(head, [0, 0, 1, 0xba]) ||
    starts(head, [0, 0, 1, 0xb3]) ||
    starts(head, [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11]) ||
    ascii(head, 0, 'FLV\x01')
  )
}

function isSound(head: Uint8Array): boolean {
  const wave = ascii(head, 0, 'RIFF') && ascii(head, 8, 'WAVE')
  const mpeg = head[0] === 0xff && [0xfb, 0xfa, 0xf3, 0xf2].includes(head[1] ?? 0)
  return (
    wave || mpeg || isMpeg4Sound(head) || ['OggS', 'ID3', 'fLaC', 'MThd'].some((mark) => ascii(head, 0, mark))
  )
}

function isMpeg4Sound(head: Uint8Array): boolean {
  return ascii(head, 4, 'ftyp') && (ascii(head, 8, 'M4A') || ascii(head, 8, 'M4B'))
}

/** "MZ" alone may begin a text. */
function isDosProgram(head: Uint8Array): boolean {
  return ascii(head, 0, 'MZ') && head.subarray(0, 256).includes(0)
}

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
  return (
    (ascii(head, 4, 'ftyp') && !isHeif(head) && !isMpeg4Sound(head)) || starts(head, [0x1a, 0x45, 0xdf, 0xa3])
  )
}
