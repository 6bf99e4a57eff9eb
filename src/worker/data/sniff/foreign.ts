/** Formats people do drop and that cannot be read: named, so that the sentence can say what the file is. */
import { ascii, starts } from './match.ts'

/** What the file is, with its article; null when it is none of these. */
export function foreignFormat(head: Uint8Array): string | null {
  if (ascii(head, 4, 'ftyp')) return isHeif(head) ? 'a HEIC picture' : 'a video'
  return SIGNATURES.find(({ is }) => is(head))?.name ?? null
}

const HEIF_BRANDS = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1']

function isHeif(head: Uint8Array): boolean {
  return HEIF_BRANDS.some((brand) => ascii(head, 8, brand))
}

interface Signature {
  readonly name: string
  readonly is: (head: Uint8Array) => boolean
}

const SIGNATURES: readonly Signature[] = [
  { name: 'a PDF document', is: (head) => ascii(head, 0, '%PDF') },
  { name: 'a TIFF picture', is: (head) => ascii(head, 0, 'II*\0') || ascii(head, 0, 'MM\0*') },
  { name: 'a Photoshop document', is: (head) => ascii(head, 0, '8BPS') },
  { name: 'a JPEG XL picture', is: (head) => starts(head, [0xff, 0x0a]) || ascii(head, 4, 'JXL ') },
  { name: 'an icon', is: (head) => starts(head, [0, 0, 1, 0]) },
  { name: 'a NumPy array', is: (head) => starts(head, [0x93]) && ascii(head, 1, 'NUMPY') },
  { name: 'an HDF5 file', is: (head) => starts(head, [0x89]) && ascii(head, 1, 'HDF') },
  { name: 'a Parquet table', is: (head) => ascii(head, 0, 'PAR1') },
  { name: 'a RAR archive', is: (head) => ascii(head, 0, 'Rar!') },
  { name: 'a 7-Zip archive', is: (head) => starts(head, [0x37, 0x7a, 0xbc, 0xaf]) },
  { name: 'a bzip2 archive', is: (head) => ascii(head, 0, 'BZh') },
  { name: 'an xz archive', is: (head) => starts(head, [0xfd, 0x37, 0x7a, 0x58, 0x5a]) },
  { name: 'a damaged tar archive', is: (head) => ascii(head, 257, 'ustar') },
  { name: 'a sound or video', is: (head) => ascii(head, 0, 'RIFF') || ascii(head, 0, 'OggS') },
  { name: 'a video', is: (head) => starts(head, [0x1a, 0x45, 0xdf, 0xa3]) },
]
