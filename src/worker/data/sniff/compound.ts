/** Compound files: what Office wrote before 2007, and what it writes when a password is set. Named by the streams in them. */
import { viewOf } from '../headers/facts.ts'
import { starts } from './match.ts'

export interface Compound {
  readonly kind: 'workbook' | 'document'
  readonly foreign: string
}

const STREAMS: readonly (readonly [name: string, what: Compound])[] = [
  ['EncryptedPackage', { kind: 'document', foreign: 'an Office document locked with a password' }],
  ['Workbook', { kind: 'workbook', foreign: 'an old Excel workbook (.xls)' }],
  ['Book', { kind: 'workbook', foreign: 'an old Excel workbook (.xls)' }],
  ['WordDocument', { kind: 'document', foreign: 'an old Word document (.doc)' }],
  ['PowerPoint Document', { kind: 'document', foreign: 'an old PowerPoint presentation (.ppt)' }],
]

/** Bytes of an entry of the directory; its name comes first, two bytes a letter. */
const ENTRY = 128
/** Most directories begin with what matters. */
const ENTRIES = 32

/** Null for what is none. @param file whole, as its directory may lie anywhere */
export function compoundIn(file: Uint8Array): Compound | null {
  if (!starts(file, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return null
  const names = file.length < 512 ? [] : namesIn(file)
  const known = STREAMS.find(([name]) => names.includes(name))
  return known?.[1] ?? { kind: 'document', foreign: 'an old Office document' }
}

function namesIn(file: Uint8Array): string[] {
  const view = viewOf(file)
  const sector = 2 ** view.getUint16(30, true)
  const from = (view.getUint32(48, true) + 1) * sector
  const text = new TextDecoder('utf-16le')
  return Array.from({ length: ENTRIES }, (_, i) => {
    const entry = file.subarray(from + i * ENTRY, from + (i + 1) * ENTRY)
    const bytes = entry.length < ENTRY ? 0 : Math.min(64, viewOf(entry).getUint16(64, true))
    return text.decode(entry.subarray(0, Math.max(0, bytes - 2)))
  })
}
