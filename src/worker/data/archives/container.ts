/** What a zip archive is the wrapping of: many programs save their documents as zips. Told from its names, not unpacked. */
import { viewOf } from '../headers/facts.ts'

export type Container =
  /** Its entries are what the person has. */
  | { readonly is: 'archive' }
  /** One document with sheets. */
  | { readonly is: 'workbook'; readonly what: string }
  /** One document of another kind; what it is, with its article. */
  | { readonly is: 'document'; readonly what: string }

export const EXCEL = 'an Excel workbook'
export const OPEN_DOCUMENT = 'an OpenDocument workbook'
/** Which kind, only what lies in it tells: it was packed again, and its type stands no longer first. */
export const SOME_OPEN_DOCUMENT = 'an OpenDocument file'

/** @param paths of all entries @param head its first bytes, where a `mimetype` stands plain if there is one */
export function containerOf(paths: readonly string[], head: Uint8Array): Container {
  const has = (path: string) => paths.includes(path)
  const under = (folder: string) => paths.some((path) => path.startsWith(folder))
  const document = (what: string) => ({ is: 'document', what }) as const
  if (has('[Content_Types].xml')) {
    if (under('xl/')) return { is: 'workbook', what: EXCEL }
    if (under('word/')) return document('a Word document')
    if (under('ppt/')) return document('a PowerPoint presentation')
    return document('an Office document')
  }
  if (has('mimetype')) {
    const type = mimetypeIn(head)
    if (type.includes('opendocument.spreadsheet')) return { is: 'workbook', what: OPEN_DOCUMENT }
    const known = MIMETYPES.find(([part]) => type.includes(part))
    if (known !== undefined) return document(known[1])
  }
  if (has('META-INF/container.xml')) return document('an e-book')
  if (has('META-INF/manifest.xml') && has('content.xml')) return document(SOME_OPEN_DOCUMENT)
  if (has('AndroidManifest.xml')) return document('an Android app')
  if (has('META-INF/MANIFEST.MF')) return document('a Java archive')
  if (has('Index/Document.iwa')) return document('a Pages, Numbers or Keynote document')
  if (paths.some((path) => /^[^/]+\/data\.pkl$/.test(path))) return document('a PyTorch file')
  return { is: 'archive' }
}

/** The same for the whole file in memory; null where its table of contents cannot be read. */
export function containerIn(bytes: Uint8Array): Container | null {
  const names = namesIn(bytes)
  return names === null ? null : containerOf(names, bytes)
}

const MIMETYPES: readonly (readonly [string, string])[] = [
  ['opendocument.text', 'an OpenDocument text'],
  ['opendocument.presentation', 'an OpenDocument presentation'],
  ['opendocument', SOME_OPEN_DOCUMENT],
  ['epub', 'an e-book'],
  ['krita', 'a Krita picture'],
  ['openraster', 'an OpenRaster picture'],
]

/** It is the first entry, stored, where it is there at all: its text follows the header and its name. */
function mimetypeIn(head: Uint8Array): string {
  if (head.length < 38) return ''
  const view = viewOf(head)
  const from = 30 + view.getUint16(26, true) + view.getUint16(28, true)
  return String.fromCharCode(...head.subarray(from, from + 80)).toLowerCase()
}

const END = 0x06054b50
const HEADER = 0x02014b50

/** ASCII is enough for what is asked of them. */
function namesIn(bytes: Uint8Array): string[] | null {
  const view = viewOf(bytes)
  for (let end = bytes.length - 22; end >= Math.max(0, bytes.length - 65_557); end--) {
    if (view.getUint32(end, true) !== END) continue
    const names: string[] = []
    for (let at = view.getUint32(end + 16, true); at + 46 <= end;) {
      if (view.getUint32(at, true) !== HEADER) return null
      const nameEnd = at + 46 + view.getUint16(at + 28, true)
      names.push(String.fromCharCode(...bytes.subarray(at + 46, Math.min(nameEnd, at + 300))))
      at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    }
    return names
  }
  return null
}
