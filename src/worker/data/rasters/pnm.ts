/** Portable anymaps (Netpbm): PBM, PGM, PPM, plain and binary, and PAM. Gray or colour, with alpha where PAM has it. */
import { viewOf } from '../headers/facts.ts'
import { withoutIdleAlpha, type Picture } from '../pixels/picture.ts'

export interface PnmHeader {
  readonly width: number
  readonly height: number
  /** The largest sample. */
  readonly most: number
  readonly depth: number
  /** "P1" … "P7" */
  readonly mark: string
  /** Where the samples begin. */
  readonly from: number
}

/** Null where it is none. Looks at the header alone. */
export function pnmHeader(bytes: Uint8Array): PnmHeader | null {
  const mark = String.fromCharCode(...bytes.subarray(0, 2))
  if (!/^P[1-7]$/.test(mark) || !isBlank(bytes[2])) return null
  return mark === 'P7' ? pamHeader(bytes) : plainHeader(mark, bytes)
}

/** @throws Error where samples are missing */
export function pnmPicture(bytes: Uint8Array): Picture {
  const header = pnmHeader(bytes)
  if (header === null) throw new Error('no anymap')
  const { width, height, depth, most, mark } = header
  const count = width * height * depth
  const samples = /[123]/.test(mark) ? plainSamples(bytes, header, count) : rawSamples(bytes, header, count)
  const deep = most > 255
  // A bitmap's 1 is black.
  const level = (sample: number) => {
    const share = Math.min(1, sample / most)
    return Math.round(
      (mark === 'P1' || mark === 'P4' ? 1 - share : share) * (deep && depth % 2 === 1 ? 65_535 : 255),
    )
  }
  if (depth === 1 || depth === 3) {
    const bytesOf = deep ? Uint16Array.from(samples, level) : Uint8Array.from(samples, level)
    return { width, height, channels: depth, bytes: bytesOf }
  }
  const rgba = new Uint8Array(width * height * 4)
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = level(samples[depth === 2 ? 2 * i : 4 * i + c] ?? 0)
    rgba[4 * i + 3] = level(samples[depth * i + depth - 1] ?? 0)
  }
  return withoutIdleAlpha(width, height, rgba)
}

function plainHeader(mark: string, bytes: Uint8Array): PnmHeader | null {
  const words = new Words(bytes, 2)
  const bitmap = mark === 'P1' || mark === 'P4'
  const numbers = Array.from({ length: bitmap ? 2 : 3 }, () => words.number())
  const [width, height, most = 1] = numbers
  if (width === undefined || height === undefined || numbers.includes(0) || numbers.some(Number.isNaN))
    return null
  // One blank parts the header from raw samples.
  const from = /[123]/.test(mark) ? words.at : words.at + 1
  return most > 65_535 ? null : { mark, width, height, most, depth: /[36]/.test(mark) ? 3 : 1, from }
}

function pamHeader(bytes: Uint8Array): PnmHeader | null {
  const text = String.fromCharCode(...bytes.subarray(0, 1024))
  const end = /\nENDHDR\r?\n/.exec(text)
  if (end === null) return null
  const value = (key: string) => Number(new RegExp(`\\n${key}\\s+(\\d+)`).exec(text)?.[1] ?? 0)
  const header = {
    width: value('WIDTH'),
    height: value('HEIGHT'),
    most: value('MAXVAL'),
    depth: value('DEPTH'),
  }
  const { width, height, most, depth } = header
  if (width === 0 || height === 0 || most === 0 || most > 65_535 || depth < 1 || depth > 4) return null
  return { ...header, mark: 'P7', from: end.index + end[0].length }
}

function rawSamples(
  bytes: Uint8Array,
  { mark, width, height, most, from }: PnmHeader,
  count: number,
): ArrayLike<number> {
  if (mark === 'P4') {
    const row = Math.ceil(width / 8)
    if (bytes.length < from + row * height) throw new Error('samples are missing')
    return Uint8Array.from({ length: count }, (_, i) => {
      const x = i % width
      return ((bytes[from + Math.floor(i / width) * row + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1
    })
  }
  const wide = most > 255 ? 2 : 1
  if (bytes.length < from + count * wide) throw new Error('samples are missing')
  if (wide === 1) return bytes.subarray(from, from + count)
  const view = viewOf(bytes)
  return Uint16Array.from({ length: count }, (_, i) => view.getUint16(from + 2 * i))
}

function plainSamples(bytes: Uint8Array, { mark, from }: PnmHeader, count: number): ArrayLike<number> {
  const words = new Words(bytes, from)
  const out = new Uint16Array(count)
  for (let i = 0; i < count; i++) {
    const value = mark === 'P1' ? words.digit() : words.number()
    if (Number.isNaN(value)) throw new Error('samples are missing')
    out[i] = value
  }
  return out
}

/** Numbers as text, with comments from # to the end of the line. */
class Words {
  constructor(
    private readonly bytes: Uint8Array,
    public at: number,
  ) {}

  number(): number {
    this.skipBlanks()
    let value = NaN
    for (let digit = this.peek(); digit !== null; digit = this.peek()) {
      value = (Number.isNaN(value) ? 0 : value) * 10 + digit
      this.at++
    }
    return value
  }

  digit(): number {
    this.skipBlanks()
    const digit = this.peek()
    this.at++
    return digit ?? NaN
  }

  private peek(): number | null {
    const code = this.bytes[this.at] ?? 0
    return code >= 48 && code <= 57 ? code - 48 : null
  }

  private skipBlanks(): void {
    for (;;) {
      if (isBlank(this.bytes[this.at])) this.at++
      else if (this.bytes[this.at] === 0x23) {
        const end = this.bytes.indexOf(0x0a, this.at)
        this.at = end < 0 ? this.bytes.length : end
      } else return
    }
  }
}

function isBlank(code: number | undefined): boolean {
  return code === 32 || (code !== undefined && code >= 9 && code <= 13)
}
