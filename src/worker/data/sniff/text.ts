/** Is it text, and is the text an SVG picture? Looks past byte order marks, prologs, comments and doctypes. */

/**
 * The text, or null for what is not text. UTF-8 unless a byte order mark or a zero in every other byte says UTF-16; what is no
 * UTF-8 is read as Windows writes Latin letters.
 */
export function textOf(bytes: Uint8Array): string | null {
  const filled = withoutPadding(bytes)
  const text = new TextDecoder(encodingOf(filled)).decode(filled)
  const controls = text.match(CONTROLS)?.length ?? 0
  if (text.includes('\0') || controls > Math.max(1, text.length / CONTROLS_APART)) return null
  return isBroken(text) && letters(filled) * 10 < filled.length * 7 ? null : lettersIn(filled, text)
}

/** The same of what is known to be text by its beginning: whatever else stands in it, nobody typed it. */
export function textIn(bytes: Uint8Array): string {
  const filled = withoutPadding(bytes)
  return lettersIn(filled, new TextDecoder(encodingOf(filled)).decode(filled))
}

/** Whether the text has a byte order mark, or other letters than UTF-8. */
export function needsMark(bytes: Uint8Array): boolean {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  if (marked || encodingOf(bytes) !== 'utf-8') return true
  return isBroken(new TextDecoder().decode(withoutPadding(bytes)))
}

function lettersIn(bytes: Uint8Array, text: string): string {
  const read = isBroken(text) ? new TextDecoder('windows-1252').decode(bytes) : text
  return read.replace(CONTROLS, '')
}

/** The last letter may have been cut; any other that is no UTF-8 shows that none is. */
function isBroken(text: string): boolean {
  return text.slice(0, -4).includes('\uFFFD')
}

/** Control characters that no text has: all but tab, line feed, form feed and carriage return. */
const CONTROLS = /[\0-\x08\x0B\x0E-\x1F]/g
/** One that slipped into a text is no sign that it is none; more than one in so many letters is. */
const CONTROLS_APART = 100

/** NULs fill a block to its end, Ctrl-Z ends a text of DOS. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] === 0 || bytes[end - 1] === 0x1a)) end--
  // Of two bytes a letter the upper one may be zero.
  return end % 2 === 1 && end < bytes.length && bytes[1] === 0
    ? bytes.subarray(0, end + 1)
    : bytes.subarray(0, end)
}

/** How many bytes are plain ASCII. */
function letters(bytes: Uint8Array): number {
  return bytes.reduce((count, byte) => (byte < 128 ? count + 1 : count), 0)
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return withoutMark(bytes) ?? 'utf-8'
}

/** UTF-16 without its mark: in the first letters every other byte is zero, and none of the others. */
function withoutMark(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, Math.min(64, bytes.length - (bytes.length % 2)))
  if (head.length < 6) return null
  const zeros = (odd: number) => head.filter((byte, i) => i % 2 === odd && byte === 0).length * 2
  if (zeros(1) === head.length && zeros(0) === 0) return 'utf-16le'
  return zeros(0) === head.length && zeros(1) === 0 ? 'utf-16be' : null
}

/** Is the first element `svg`? */
export function isSvg(text: string): boolean {
  let rest = text.trimStart()
  for (;;) {
    if (rest.startsWith('<?')) rest = after(rest, '?>')
    else if (rest.startsWith('<!--')) rest = after(rest, '-->')
    else if (/^<!doctype/i.test(rest)) rest = afterDoctype(rest)
    else return /^<([\w.-]+:)?svg[\s/>]/.test(rest)
  }
}

/** What follows `end`; nothing when it is missing. */
function after(text: string, end: string): string {
  const at = text.indexOf(end)
  return at < 0 ? '' : text.slice(at + end.length).trimStart()
}

/** A doctype may hold declarations in brackets, which hold `>` of their own. */
function afterDoctype(text: string): string {
  const bracket = text.indexOf('[')
  const close = text.indexOf('>')
  return bracket >= 0 && bracket < close ? after(after(text, ']'), '>') : after(text, '>')
}
