/** Makes a square of a picture that is not one: which part is shown, and where it stands in the square. */
import type { FitId } from '../../../common/catalog/datasets.ts'
import type { Picture } from './picture.ts'
import { resampler, type Region } from './resample.ts'

/** Beside a picture that does not fill the square. */
const WHITE = 255

interface Placement {
  /** Shown part of the source. */
  readonly region: Region
  /** Place in the square, whole pixels. */
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** [side, side, channels] bytes. */
export function fitSquare(source: Picture, side: number, fit: FitId): Uint8Array {
  return squareFitter(source, side, fit)(source.bytes)
}

/** As `fitSquare`, for many pictures of one size. */
export function squareFitter(
  source: Omit<Picture, 'bytes'>,
  side: number,
  fit: FitId,
): (bytes: Picture['bytes']) => Uint8Array {
  const place = placement(source.width, source.height, side, fit)
  const resize = resampler(source, place.region, place.width, place.height)
  if (place.width === side && place.height === side) return resize
  return (bytes) => {
    const out = new Uint8Array(side * side * source.channels).fill(WHITE)
    const inner = resize(bytes)
    const row = place.width * source.channels
    for (let y = 0; y < place.height; y++)
      out.set(inner.subarray(y * row, (y + 1) * row), ((place.top + y) * side + place.left) * source.channels)
    return out
  }
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
      const left = Math.floor((side - inner.width) / 2)
      const top = Math.floor((side - inner.height) / 2)
      return { region: whole, left, top, ...inner }
    }
  }
}

function atLeastOne(length: number): number {
  return Math.max(1, Math.round(length))
}
