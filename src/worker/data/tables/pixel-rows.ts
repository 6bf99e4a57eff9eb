/**
 * Reads a table of pictures from its bytes, row by row: a table of 42,000 digits has 33 million cells, and no text is made of
 * any but the labels.
 */
import type { PixelArray } from '../arrays/pixel-array.ts'
import { atOnce, type Steps } from '../readers/in-turns.ts'
import { tableEmpty } from '../readers/reasons.ts'
import { textIn, textOf } from '../sniff/text.ts'
import { badCell, LeftOutRows, shortRow } from './left-out-rows.ts'
import { isMissing, numberOf } from './numbers.ts'
import { pixelLayout, type PixelLayout } from './pixel-layout.ts'
import { PixelStore } from './pixel-store.ts'

/** So much of the beginning tells how it is laid out. */
const HEAD_BYTES = 2 ** 20

/** So much is read between two turns: some milliseconds. */
const STRETCH_BYTES = 2 ** 20

const NEWLINE = 10
const RETURN = 13
const QUOTE = 34
const BLANK = 32
const POINT = 46
const ZERO = 48

/** Null where it is no table of pictures. @throws GanvasError `table-row` where most rows are bad */
export function readPixelRows(name: string, file: Uint8Array): PixelArray | null {
  return atOnce(pixelRowSteps(name, file))
}

/** The same in turns. */
export function* pixelRowSteps(name: string, file: Uint8Array): Steps<PixelArray | null> {
  // Two bytes a letter: what such a file holds is written anew with one.
  const wide = (file[0] === 0xff && file[1] === 0xfe) || (file[0] === 0xfe && file[1] === 0xff)
  const bytes = wide ? new TextEncoder().encode(textIn(file)) : file
  const head = textOf(bytes.subarray(0, HEAD_BYTES)) ?? ''
  const layout = pixelLayout(head, bytes.length > HEAD_BYTES, linesAllOver(bytes))
  return layout === null ? null : yield* new Reader(name, bytes, layout).read()
}

/** Lines that are looked at beside the first ones, and how long one may be. */
const LOOKS = 64
const MOST_LINE = 2 ** 18

/** A line from each of so many even stretches of the file. */
function linesAllOver(bytes: Uint8Array): string[] {
  const text = new TextDecoder('latin1')
  return Array.from({ length: LOOKS }, (_, i) => {
    const from = bytes.indexOf(NEWLINE, Math.floor((bytes.length * i) / LOOKS)) + 1
    const to = from === 0 ? -1 : bytes.indexOf(NEWLINE, from)
    return to < 0 || to - from > MOST_LINE ? '' : text.decode(bytes.subarray(from, to))
  }).filter((line) => line.trim() !== '')
}

class Reader {
  private at = 0
  private line = 1
  private readonly store: PixelStore
  private readonly labels: string[] = []
  private readonly leftOut: LeftOutRows
  private readonly text = new TextDecoder('latin1')
  private readonly utf8 = new TextDecoder()
  private readonly separator: number

  constructor(
    private readonly name: string,
    private readonly bytes: Uint8Array,
    private readonly layout: PixelLayout,
  ) {
    this.store = new PixelStore(layout.numbers, Math.ceil(bytes.length / (layout.numbers * 3)) + 16)
    this.leftOut = new LeftOutRows(name)
    this.separator = layout.separator.charCodeAt(0)
  }

  *read(): Steps<PixelArray> {
    const { layout, bytes, store } = this
    let header = layout.header
    let rows = 0
    let turn = STRETCH_BYTES
    while (this.at < bytes.length) {
      const from = this.at
      if (from >= turn) {
        yield from / bytes.length
        turn = from + STRETCH_BYTES
      }
      const to = this.lineEnd()
      if (this.isRow(from, to)) {
        if (header) header = false
        else {
          rows++
          this.row(from, to)
        }
      }
      this.line++
    }
    this.leftOut.demandMostGood(rows)
    if (store.count === 0) throw tableEmpty(this.name)
    const { side, channels, label } = layout
    const pixels = store.pixels()
    return {
      count: store.count,
      width: side,
      height: side,
      channels,
      planar: channels === 3 && arePlanes(pixels, side),
      bytes: pixels,
      labels: label === null ? null : this.labels,
      leftOut: this.leftOut.items(),
    }
  }

  /** Moves behind the line, and says where it ends. */
  private lineEnd(): number {
    const { bytes } = this
    let to = this.at
    while (to < bytes.length && bytes[to] !== NEWLINE && bytes[to] !== RETURN) to++
    this.at = to + (bytes[to] === RETURN && bytes[to + 1] === NEWLINE ? 2 : 1)
    return to
  }

  /** Neither empty, nor a comment, nor the line that names the separator. */
  private isRow(from: number, to: number): boolean {
    const start = this.text.decode(this.bytes.subarray(from, Math.min(to, from + 8))).replace(/^ï»¿/, '')
    return /[^\s\0\x1a]/.test(start) && !/^\s*"?(#|%|\/\/|sep=)/i.test(start)
  }

  private row(from: number, to: number): void {
    const { layout, bytes, store, separator } = this
    const last = layout.from + layout.cells
    let label = ''
    let cell = 0
    let at = from
    store.begin()
    if (separator === BLANK) while (bytes[at] === BLANK) at++
    while (at <= to) {
      const inside = cell >= layout.from && cell < last
      if (inside && layout.cells === 1) at = this.many(at, to)
      else if (inside) at = this.one(at, to)
      else {
        const end = this.cellEnd(at, to)
        if (cell === layout.label) label = this.utf8.decode(bytes.subarray(at, end))
        at = end
      }
      if (at < 0) return
      // Blanks stand in any number.
      if (separator === BLANK) while (bytes[at + 1] === BLANK) at++
      at++
      cell++
    }
    // A separator at the end parts nothing off.
    if (store.filled !== layout.numbers || cell > layout.width + 1) {
      this.leftOut.add(this.line, shortRow(this.name, this.line, cell, layout.width))
      return
    }
    store.end()
    const plain = label.replaceAll('"', '').trim()
    this.labels.push(/^\d+\.0*(e[+-]?0+)?$/i.test(plain) ? String(Number(plain)) : plain)
  }

  private cellEnd(at: number, to: number): number {
    let end = at
    let quoted = false
    while (end < to && (quoted || this.bytes[end] !== this.separator)) {
      if (this.bytes[end] === QUOTE) quoted = !quoted
      end++
    }
    return end
  }

  /** One number, up to the end of its cell. −1 where it is none: the row is left out. */
  private one(from: number, to: number): number {
    const { bytes, separator } = this
    let at = from
    let value = 0
    let byte = bytes[at] ?? 0
    while (at < to && byte >= ZERO && byte < ZERO + 10) {
      value = value * 10 + byte - ZERO
      byte = bytes[++at] ?? 0
    }
    if (byte === POINT && at > from) {
      let scale = 1
      byte = bytes[++at] ?? 0
      for (; at < to && byte >= ZERO && byte < ZERO + 10; byte = bytes[++at] ?? 0) {
        value = value * 10 + byte - ZERO
        scale *= 10
      }
      // Exact enough for a byte, and many times as fast as a text.
      value /= scale
    }
    if (at > from && (at >= to || byte === separator)) this.store.add(value)
    else {
      at = this.cellEnd(from, to)
      const text = this.text.decode(bytes.subarray(from, at)).replaceAll('"', '').trim()
      const slow = isMissing(text) ? null : numberOf(text, 'point')
      if (slow === null) {
        this.leftOut.add(this.line, badCell(this.name, this.line, text))
        return -1
      }
      this.store.add(slow)
    }
    return at
  }

  /** Whole numbers between blanks, up to the end of their cell. */
  private many(from: number, to: number): number {
    const { bytes, separator, store } = this
    let at = from
    while (at < to && bytes[at] !== separator) {
      let value = 0
      const begin = at
      for (let byte = bytes[at] ?? 0; byte >= ZERO && byte < ZERO + 10; byte = bytes[++at] ?? 0)
        value = value * 10 + byte - ZERO
      if (at > begin) store.add(value)
      else if (bytes[at] === BLANK || bytes[at] === QUOTE) at++
      else {
        const text = this.text.decode(bytes.subarray(begin, Math.min(to, begin + 12)))
        this.leftOut.add(this.line, badCell(this.name, this.line, text.split(' ')[0] ?? ''))
        return -1
      }
    }
    return at
  }
}

/**
 * Whether colours come plane by plane: then the number one row down is `side` further, else three times that. Judged by the
 * first pictures: what is near is alike.
 */
function arePlanes(pixels: Uint8Array, side: number): boolean {
  const length = Math.min(pixels.length, 20 * 3 * side * side)
  let planes = 0
  let mixed = 0
  for (let i = 0; i + 3 * side < length; i++) {
    planes += Math.abs((pixels[i] ?? 0) - (pixels[i + side] ?? 0))
    mixed += Math.abs((pixels[i] ?? 0) - (pixels[i + 3 * side] ?? 0))
  }
  return planes <= mixed
}
