/**
 * A JPEG whose end mark is missing: is everything else there? Then the mark is put behind it. Its entropy-coded data are walked
 * code by code (ITU-T T.81, annex F) and its blocks counted, for what is cut within its scan must not become half a gray picture.
 */
import { viewOf } from './facts.ts'
import { END_OF_IMAGE, isFrame, scanEnd, standsAlone, START_OF_SCAN } from './jpeg.ts'

/** Missing up to this share of the blocks, a picture is whole but for a corner nobody sees. */
const MISSING = 1 / 64

/** The file with its end mark, or null where its data are not whole. */
export function mended(file: Uint8Array): Uint8Array | null {
  const end = withoutPadding(file)
  if (!isWhole(file.subarray(0, end))) return null
  const out = new Uint8Array(end + 2)
  out.set(file.subarray(0, end))
  out.set([0xff, END_OF_IMAGE], end)
  return out
}

/** A half mark at the very end is none. */
function withoutPadding(file: Uint8Array): number {
  return file.at(-1) === 0xff ? file.length - 1 : file.length
}

interface Component {
  readonly id: number
  readonly across: number
  readonly down: number
  /** Spectral bands that have come to their last bit: progressive files send them one by one. */
  readonly done: Set<number>
}

interface Frame {
  readonly marker: number
  readonly width: number
  readonly height: number
  readonly components: readonly Component[]
}

/** For each number of bits: first code, last code, place of the first value. */
interface Codes {
  readonly lengths: readonly { readonly from: number; readonly count: number; readonly at: number }[]
  readonly values: Uint8Array
}

const BASELINE = [0xc0, 0xc1]
const PROGRESSIVE = 0xc2

function isWhole(bytes: Uint8Array): boolean {
  const view = viewOf(bytes)
  const tables = new Map<number, Codes>()
  let frame: Frame | null = null
  let interval = 0
  let whole = false
  let at = 2
  while (at + 3 < bytes.length) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff || standsAlone(marker)) {
      at += bytes[at] === 0xff && marker !== 0xff ? 2 : 1
      continue
    }
    const next = at + 2 + view.getUint16(at + 2)
    if (next > bytes.length) return false
    const body = bytes.subarray(at + 4, next)
    if (marker === 0xc4) readTables(body, tables)
    else if (marker === 0xdd) interval = viewOf(body).getUint16(0)
    else if (isFrame(marker)) frame = readFrame(marker, body)
    if (marker !== START_OF_SCAN) {
      at = next
      continue
    }
    if (frame === null) return false
    const end = scanEnd(bytes, next)
    const scan = { body, data: bytes.subarray(next, end), tables, interval }
    whole =
      frame.marker === PROGRESSIVE
        ? bandsDone(frame, body) && passIsWhole(frame, scan)
        : BASELINE.includes(frame.marker) && scanIsWhole(frame, scan, skipBlock)
    at = end
  }
  return whole
}

function readFrame(marker: number, body: Uint8Array): Frame {
  const view = viewOf(body)
  const components = Array.from({ length: body[5] ?? 0 }, (_, i) => {
    const at = 6 + 3 * i
    const sampling = body[at + 1] ?? 0x11
    return {
      id: body[at] ?? 0,
      across: sampling >> 4 || 1,
      down: sampling & 15 || 1,
      done: new Set<number>(),
    }
  })
  return { marker, height: view.getUint16(1), width: view.getUint16(3), components }
}

function readTables(body: Uint8Array, tables: Map<number, Codes>): void {
  let at = 0
  while (at + 17 <= body.length) {
    const id = body[at] ?? 0
    const lengths: { from: number; count: number; at: number }[] = []
    let code = 0
    let total = 0
    for (let bits = 1; bits <= 16; bits++) {
      const count = body[at + bits] ?? 0
      lengths.push({ from: code, count, at: total })
      code = (code + count) * 2
      total += count
    }
    tables.set(id, { lengths, values: body.subarray(at + 17, at + 17 + total) })
    at += 17 + total
  }
}

/** Have all bands of all components come to their last bit with this scan? */
function bandsDone(frame: Frame, scan: Uint8Array): boolean {
  const count = scan[0] ?? 0
  const from = scan[1 + 2 * count] ?? 0
  const to = scan[2 + 2 * count] ?? 0
  const last = (scan[3 + 2 * count] ?? 0) & 15
  for (let i = 0; i < count; i++) {
    const component = frame.components.find(({ id }) => id === scan[1 + 2 * i])
    if (component !== undefined && last === 0) for (let k = from; k <= to; k++) component.done.add(k)
  }
  return frame.components.every(({ done }) => done.size === 64)
}

/** A scan with its header, its data and the tables that hold for it. */
interface Scan {
  readonly body: Uint8Array
  readonly data: Uint8Array
  readonly tables: ReadonlyMap<number, Codes>
  readonly interval: number
}

/**
 * Of a progressive file's last scan. One that refines carries the last bit alone: without it pictures of the sides that are
 * trained on differ by one or two levels of 255. One that brings a band for the first time is seen to be missing, as blocks.
 */
function passIsWhole(frame: Frame, scan: Scan): boolean {
  const [from = 0, to = 0, bits = 0] = scan.body.subarray(1 + 2 * (scan.body[0] ?? 0))
  if (bits >> 4 > 0) return true
  return scanIsWhole(frame, scan, from === 0 ? skipFirstBand : bandSkipper(from, to))
}

type Skip = (bits: Bits, dc: Codes, ac: Codes) => boolean

/** Where a scan needs no codes of a kind. */
const NO_CODES: Codes = { lengths: [], values: new Uint8Array(0) }

function scanIsWhole(frame: Frame, { body: scan, data, tables, interval }: Scan, skip: Skip): boolean {
  const parts = Array.from({ length: scan[0] ?? 0 }, (_, i) => {
    const component = frame.components.find(({ id }) => id === scan[1 + 2 * i])
    const chosen = scan[2 + 2 * i] ?? 0
    const dc = tables.get(chosen >> 4) ?? NO_CODES
    const ac = tables.get(0x10 | (chosen & 15)) ?? NO_CODES
    return component === undefined ? null : { component, dc, ac }
  })
  const known = parts.flatMap((part) => (part === null ? [] : [part]))
  if (known.length === 0 || known.length < parts.length) return false
  const most = (of: 'across' | 'down') => Math.max(...frame.components.map((component) => component[of]))
  const [only] = known
  const alone = known.length === 1 && only !== undefined
  // A component in a scan of its own has as many blocks as it has samples.
  const unit = (of: 'across' | 'down') => 8 * most(of) * (alone ? 1 / only.component[of] : 1)
  const units = Math.ceil(frame.width / unit('across')) * Math.ceil(frame.height / unit('down'))
  const blocks = known.flatMap(({ component, ...codes }) =>
    Array.from({ length: alone ? 1 : component.across * component.down }, () => codes),
  )
  const bits = new Bits(data)
  for (let done = 0; done < units; done++) {
    if (interval > 0 && done > 0 && done % interval === 0) bits.restart()
    for (const { dc, ac } of blocks)
      if (!skip(bits, dc, ac)) return units - done <= Math.floor(units * MISSING)
  }
  return true
}

/** False where the data end first, or make no sense. */
function skipBlock(bits: Bits, dc: Codes, ac: Codes): boolean {
  const size = bits.code(dc)
  if (size === null || !bits.skip(size)) return false
  for (let k = 1; k < 64; k++) {
    const symbol = bits.code(ac)
    if (symbol === null) return false
    const run = symbol >> 4
    const length = symbol & 15
    if (length === 0 && run !== 15) return true
    k += run
    if (!bits.skip(length)) return false
  }
  return true
}

function skipFirstBand(bits: Bits, dc: Codes): boolean {
  const size = bits.code(dc)
  return size !== null && bits.skip(size)
}

/** Bands of one component (annex G.1.2.2): a run may say that so many blocks hold no more. */
function bandSkipper(from: number, to: number): Skip {
  let empty = 0
  return (bits, _, ac) => {
    if (empty > 0) {
      empty--
      return true
    }
    for (let k = from; k <= to; k++) {
      const symbol = bits.code(ac)
      if (symbol === null) return false
      const run = symbol >> 4
      const length = symbol & 15
      if (length === 0 && run < 15) {
        const more = bits.number(run)
        if (more === null) return false
        empty = (1 << run) - 1 + more
        return true
      }
      k += run
      if (!bits.skip(length)) return false
    }
    return true
  }
}

/** Bits of entropy-coded data, in which FF is followed by 00 or a restart mark. */
class Bits {
  private at = 0
  private left = 0
  private byte = 0

  constructor(private readonly data: Uint8Array) {}

  /** The value of the next code; null where the data end, or there is no such code. */
  code({ lengths, values }: Codes): number | null {
    let code = 0
    for (const { from, count, at } of lengths) {
      const bit = this.next()
      if (bit === null) return null
      code = code * 2 + bit
      if (code - from < count) return values[at + code - from] ?? null
    }
    return null
  }

  skip(count: number): boolean {
    for (let i = 0; i < count; i++) if (this.next() === null) return false
    return true
  }

  /** Of so many bits. */
  number(count: number): number | null {
    let value = 0
    for (let i = 0; i < count; i++) {
      const bit = this.next()
      if (bit === null) return null
      value = value * 2 + bit
    }
    return value
  }

  /** Goes on behind the next restart mark. */
  restart(): void {
    this.left = 0
    while (this.at < this.data.length && !isRestart(this.data, this.at)) this.at++
    this.at += 2
  }

  private next(): 0 | 1 | null {
    if (this.left === 0) {
      if (this.at >= this.data.length || isRestart(this.data, this.at)) return null
      this.byte = this.data[this.at] ?? 0
      this.at += this.byte === 0xff ? 2 : 1
      this.left = 8
    }
    this.left--
    return ((this.byte >> this.left) & 1) as 0 | 1
  }
}

function isRestart(data: Uint8Array, at: number): boolean {
  const mark = data[at + 1] ?? 0
  return data[at] === 0xff && mark >= 0xd0 && mark <= 0xd7
}
