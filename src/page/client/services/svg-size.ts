/**
 * Tells an SVG picture how large it is to be: a browser can then draw it on another thread, sharp at that very size. Looks at
 * the root's tag alone; draws nothing.
 */

export interface Sized {
  readonly source: Blob
  readonly width: number
  readonly height: number
}

/** The root's tag stands within so many bytes. */
const HEAD = 2 ** 16
const TAG = /<(?:[\w.-]+:)?svg(?:\s(?:"[^"]*"|'[^']*'|[^>"'])*)?>/
/** How many times as long as its shorter side a picture is drawn at most. */
const LONGEST = 8
/** Of a picture that says nothing at all: CSS, "replaced elements". */
const PLAIN = { width: 300, height: 150 }
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  q: 96 / 101.6,
}

/** @param side pixels of the shorter side. Null where the root is not found, and for a line too thin for that. */
export async function sizedTo(source: Blob, side: number): Promise<Sized | null> {
  // A byte a letter: places in the text are places in the file.
  const head = new TextDecoder('latin1').decode(await source.slice(0, HEAD).arrayBuffer())
  const found = TAG.exec(head.replaceAll(/<!--[^]*?-->/g, (comment) => ' '.repeat(comment.length)))
  if (found === null) return null
  const [tag] = found
  const box = boxOf(tag)
  const own = ownSize(tag, box)
  const { width, height } = drawnSize(own, side)
  if (Math.max(own.width, own.height) > LONGEST * Math.min(own.width, own.height)) return null
  const bare = tag.replaceAll(/\s(?:width|height)\s*=\s*(?:"[^"]*"|'[^']*')/g, '')
  const view = box === null ? ` viewBox="0 0 ${own.width} ${own.height}"` : ''
  const given = bare.replace(/(?=\/?>$)/, ` width="${width}" height="${height}"${view}`)
  const bytes = Uint8Array.from(given, (letter) => letter.charCodeAt(0))
  const parts = [source.slice(0, found.index), bytes, source.slice(found.index + tag.length)]
  return { source: new Blob(parts, { type: 'image/svg+xml' }), width, height }
}

/** Keeps the picture's ratio; a picture without a size of its own is a square. */
export function drawnSize(own: { width: number; height: number }, side: number) {
  if (own.width === 0 || own.height === 0) return { width: side, height: side }
  const scale = side / Math.min(own.width, own.height)
  const within = (length: number) => Math.max(1, Math.min(LONGEST * side, Math.round(length * scale)))
  return { width: within(own.width), height: within(own.height) }
}

/** What it says of itself; what is missing follows from the box that it shows. */
function ownSize(tag: string, box: Size | null): Size {
  const width = lengthOf(attribute(tag, 'width'))
  const height = lengthOf(attribute(tag, 'height'))
  if (width !== null && height !== null) return { width, height }
  if (box === null) return { width: width ?? PLAIN.width, height: height ?? PLAIN.height }
  if (width !== null) return { width, height: (width * box.height) / box.width }
  return height !== null ? { width: (height * box.width) / box.height, height } : box
}

interface Size {
  readonly width: number
  readonly height: number
}

/** Null where it shows no box. */
function boxOf(tag: string): Size | null {
  const [, , width = 0, height = 0] = (attribute(tag, 'viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  return width > 0 && height > 0 ? { width, height } : null
}

function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
  return found?.[1] ?? found?.[2] ?? null
}

/** Pixels. Null for what is none, or is a share of something. */
function lengthOf(text: string | null): number | null {
  const found = /^\s*([+]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(text ?? '')
  const unit = UNITS[(found?.[2] ?? '?').toLowerCase()]
  const length = Number(found?.[1]) * (unit ?? 0)
  return length > 0 ? length : null
}
