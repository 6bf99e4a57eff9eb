/** Is it text, and is the text an SVG picture? Looks past byte order marks, prologs, comments and doctypes. */

/** The text, or null for what is not text. UTF-8 unless a byte order mark says UTF-16. */
export function textOf(bytes: Uint8Array): string | null {
  const encoding = encodingOf(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  // A Latin-1 file has a few letters that are no UTF-8; a binary file has many.
  const broken = text.split('\uFFFD').length - 1
  return broken > text.length / 10 || hasControls(text) ? null : text
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

/** Control characters that no text has: all but tab, line feed, form feed and carriage return. */
function hasControls(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13) return true
  }
  return false
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
