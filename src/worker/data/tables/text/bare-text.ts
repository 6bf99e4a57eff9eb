/** What stands in a table's text beside its rows: a line that names the separator, comments, what old programs put at the end. */
import { preambleIn } from './preamble.ts'
import { linesOf, type Separator } from './separator.ts'

export interface BareText {
  /** The rows. What was taken out left empty lines, so that lines can still be counted. */
  readonly text: string
  /** What the first line names as separator; null where it names none. */
  readonly separator: Separator | null
  /** The last comment before the rows, without its mark: it may name the columns. */
  readonly comment: string | null
}

const NAMED = /^"?sep=([,;|\t])"?[ \t]*(?=\r|\n|$)/i
/** `#`, `%` or `//` at the beginning of a line; but "#N/A" and "#VALUE!" are cells, and "#ff8800" is a colour. */
const COMMENT = /^[ \t]*"?(?:#(?!N\/A|NV\b|NA\b|[A-Z]+(?:\/0)?[!?]|[0-9a-f]{6}\b)|%|\/\/)[^\r\n]*/gim

export function bareText(whole: string): BareText {
  // Ctrl-Z ends a text of DOS; NULs pad a block.
  const text = whole.replace(/^\uFEFF/, '').replace(/[\0\x1A\r\n]+$/, '')
  const preamble = preambleIn(text)
  if (preamble !== null)
    return { text: withoutComments(preamble.text).text, separator: null, comment: preamble.names }
  const named = NAMED.exec(text)
  const rows = named === null ? text : text.slice(named[0].length)
  return { ...withoutComments(rows), separator: (named?.[1] as Separator | undefined) ?? null }
}

function withoutComments(text: string): Pick<BareText, 'text' | 'comment'> {
  const comments = text.match(COMMENT)
  if (comments === null) return { text, comment: null }
  const bare = text.replace(COMMENT, '')
  const rows = linesOf(bare).filter((line) => line.trim() !== '').length
  // Where most lines begin so, it is no mark of a comment.
  if (comments.length > rows) return { text, comment: null }
  return { text: bare, comment: lastBeforeRows(linesOf(text), linesOf(bare)) }
}

function lastBeforeRows(lines: readonly string[], bare: readonly string[]): string | null {
  const first = bare.findIndex((line) => line.trim() !== '')
  const before = lines.slice(0, Math.max(0, first)).filter((line) => line.trim() !== '')
  return before.at(-1)?.replace(/^[ \t]*"?(?:#|%|\/\/)+[ \t]*/, '') ?? null
}
