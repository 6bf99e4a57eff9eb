/** Makes a square of a picture that is not one: which part is shown, and where it stands in the square. */
import type { FitId } from '../../../common/catalog/datasets.ts'
import { borderColour } from './border.ts'
import type { Picture, Samples } from './picture.ts'
import { resampler, type Region } from './resample.ts'

interface Placement {
  /** Shown part of the source. */
  readonly region: Region
  /** Place in the square, whole pixels. */
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/**
 * [side, side, channels] samples. Beside a picture that does not fill the square stands the colour of its own edge; beside
 * one that can be seen through, nothing.
 */
export function fitSquare(source: Picture, side: number, fit: FitId): Samples {
  const place = placement(source.width, source.height, side, fit)
  const inner = resampler(source, place.region, place.width, place.height)(source.bytes)
  return place.width === side && place.height === side ? inner : inSquare(source, inner, place, side)
}

/** Does it leave no bars in its square? */
export function fills({ width, height }: Omit<Picture, 'bytes'>, fit: FitId): boolean {
  return fit !== 'contain' || width === height
}

/** The picture by a whole number of times its size, with hard edges, in the middle of a square it fits into. */
export function fitWhole(source: Picture, side: number): Samples {
  const { width, height, channels, bytes } = source
  const times = Math.max(1, Math.floor(side / Math.max(width, height)))
  const size = { width: width * times, height: height * times }
  const inner = sameDepth(bytes, size.width * size.height * channels)
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const from = (Math.floor(y / times) * width + Math.floor(x / times)) * channels
      const to = (y * size.width + x) * channels
      for (let c = 0; c < channels; c++) inner[to + c] = bytes[from + c] ?? 0
    }
  }
  return inSquare(source, inner, { ...middle(size, side), ...size }, side)
}

/** As `fitSquare` for pictures that fill the square however they are fitted, many of one size. */
export function stretcher(source: Omit<Picture, 'bytes'>, side: number): (bytes: Uint8Array) => Uint8Array {
  const { region } = placement(source.width, source.height, side, 'stretch')
  const resize = resampler(source, region, side, side)
  return (bytes) => Uint8Array.from(resize(bytes))
}

function inSquare(source: Picture, inner: Samples, place: Omit<Placement, 'region'>, side: number): Samples {
  const { channels } = source
  const out = sameDepth(inner, side * side * channels)
  if (channels !== 4) {
    const colour = borderColour(source)
    for (let i = 0; i < out.length; i++) out[i] = colour[i % channels] ?? 0
  }
  const row = place.width * channels
  for (let y = 0; y < place.height; y++)
    out.set(inner.subarray(y * row, (y + 1) * row), ((place.top + y) * side + place.left) * channels)
  return out
}

function sameDepth(like: Samples, length: number): Uint8Array | Uint16Array {
  return like instanceof Uint16Array ? new Uint16Array(length) : new Uint8Array(length)
}

function middle(inner: { width: number; height: number }, side: number): { left: number; top: number } {
  return { left: Math.floor((side - inner.width) / 2), top: Math.floor((side - inner.height) / 2) }
}

function placement(width: number, height: number, side: number, fit: FitId): Placement {
  const whole = { left: 0, top: 0, right: width, bottom: height }
  switch (fit) {
    case 'stretch':
      return { region: whole, left: 0, top: 0, width: side, height: side }
    case 'cover': {
      const shown = Math.min(width, height)
      const left = (width - shown) / 2
      const top = (height - shown) / 2
      const region = { left, top, right: left + shown, bottom: top + shown }
      return { region, left: 0, top: 0, width: side, height: side }
    }
    case 'contain': {
      const scale = side / Math.max(width, height)
      const inner = { width: atLeastOne(width * scale), height: atLeastOne(height * scale) }
      return { region: whole, ...middle(inner, side), ...inner }
    }
  }
}

function atLeastOne(length: number): number {
  return Math.max(1, Math.round(length))
}
