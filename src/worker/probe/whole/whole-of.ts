/**
 * A picture of any kind as the networks of a run that restores can take it: in front of what stands behind it, no larger than bearable,
 * enlarged where that is the task, and in channels of theirs. Pure.
 */
import type { Size } from '../../../common/items/data-card.ts'
import { GanvasError } from '../../../common/failure.ts'
import { MOST_RESTORED_PIXELS } from '../../../common/restore/protocol.ts'
import type { RestoreSourceId } from '../../../common/restore/sources.ts'
import { BackgroundChoice, inFrontOf } from '../../data/pixels/background.ts'
import { isGray, toGray, toRgb } from '../../data/pixels/colour.ts'
import type { Picture } from '../../data/pixels/picture.ts'
import { resample } from '../../data/pixels/resample.ts'
import type { Way } from '../translated.ts'
import type { Whole } from './restore-whole.ts'

export interface Prepared extends Size {
  /** The whole picture, or each of its colours by itself where networks know gray alone. */
  readonly planes: readonly Whole[]
  /** What is restored, before it is enlarged: without what is lost, where that is colour or a part. */
  readonly given: Picture
  /** Which way it is translated; absent: it is restored. */
  readonly way?: Way
  /** Null where it was small enough. */
  readonly shrunkFrom: Size | null
}

/** How much larger the restored picture is. */
export function enlargement(source: RestoreSourceId): number {
  return source === 'half' ? 2 : source === 'quarter' ? 4 : 1
}

/**
 * @param picture of 8 bits a sample @param channels of the networks’ pictures
 * @throws GanvasError `nothing-missing`, `nothing-known`, of a picture whose hole is to be filled
 */
export function wholeOf(picture: Picture, source: RestoreSourceId, channels: 1 | 3): Prepared {
  const times = enlargement(source)
  const fitting = noLarger(picture, MOST_RESTORED_PIXELS / times ** 2)
  const missing = source === 'hole' ? missingIn(fitting) : null
  const seen = source === 'hole' ? withoutAlpha(fitting) : inFront(fitting)
  const large = times === 1 ? seen : resized(seen, seen.width * times, seen.height * times)
  const { width, height } = large
  const shrunk = fitting.width !== picture.width || fitting.height !== picture.height
  return {
    ...{ width, height },
    planes: planesOf(large, source, channels).map((plane) => ({ ...plane, width, height, missing })),
    given: source === 'hole' ? fitting : source === 'gray' ? inGray(seen) : seen,
    shrunkFrom: shrunk ? { width: picture.width, height: picture.height } : null,
  }
}

/** The middle square of a picture, as networks that translate can take it. @param channels of the networks’ pictures */
export function squareOf(picture: Picture, way: Way, channels: 1 | 3): Prepared {
  const fitting = noLarger(middleOf(picture), MOST_RESTORED_PIXELS)
  const seen = inFront(fitting)
  const { width, height } = seen
  const shrunk = fitting.width !== Math.min(picture.width, picture.height)
  return {
    ...{ width, height, way, given: seen },
    planes: planesOf(seen, 'noise', channels).map((plane) => ({ ...plane, width, height, missing: null })),
    shrunkFrom: shrunk ? { width: picture.width, height: picture.height } : null,
  }
}

function middleOf(picture: Picture): Picture {
  const { width, height } = picture
  const side = Math.min(width, height)
  if (width === height) return picture
  const [left, top] = [Math.floor((width - side) / 2), Math.floor((height - side) / 2)]
  const square = { left, top, right: left + side, bottom: top + side }
  return { ...picture, width: side, height: side, bytes: resample(picture, square, side, side) }
}

/** Planes side by side again: [height, width, planes]. */
export function interleaved(planes: readonly Uint8Array[]): Uint8Array {
  const [first] = planes
  if (first === undefined || planes.length === 1) return first ?? new Uint8Array()
  const all = new Uint8Array(first.length * planes.length)
  planes.forEach((plane, c) => plane.forEach((value, i) => (all[i * planes.length + c] = value)))
  return all
}

export function resized(picture: Picture, width: number, height: number): Picture {
  if (width === picture.width && height === picture.height) return picture
  const all = { left: 0, top: 0, right: picture.width, bottom: picture.height }
  return { ...picture, width, height, bytes: resample(picture, all, width, height) }
}

/** The same shape with about so many pixels at most. */
function noLarger(picture: Picture, most: number): Picture {
  const { width, height } = picture
  if (width * height <= most) return picture
  const scale = Math.sqrt(most / (width * height))
  return resized(picture, Math.max(1, Math.floor(width * scale)), Math.max(1, Math.floor(height * scale)))
}

function inGray(picture: Picture): Picture {
  const { width, height, channels, bytes } = picture
  return channels === 1 ? picture : { width, height, channels: 1, bytes: toGray(Uint8Array.from(bytes)) }
}

function inFront(picture: Picture): Picture {
  const alone = new BackgroundChoice()
  alone.see(picture)
  return inFrontOf(picture, alone.colour)
}

type Plane = Pick<Whole, 'channels' | 'bytes'>

function planesOf({ channels: came, bytes }: Picture, source: RestoreSourceId, channels: 1 | 3): Plane[] {
  const samples = Uint8Array.from(bytes)
  if (channels === 3) return [{ channels, bytes: came === 1 ? toRgb(samples) : samples }]
  if (came === 1) return [{ channels, bytes: samples }]
  if (source === 'edges' || isGray(samples)) return [{ channels, bytes: toGray(samples) }]
  return [0, 1, 2].map((c) => ({
    channels,
    bytes: Uint8Array.from({ length: samples.length / 3 }, (_, i) => samples[3 * i + c] ?? 0),
  }))
}

/** What can be seen through, however little, is missing. */
function missingIn({ channels, bytes }: Picture): Uint8Array {
  const missing = new Uint8Array(channels === 4 ? bytes.length / 4 : 0)
  for (let i = 0; i < missing.length; i++) missing[i] = (bytes[4 * i + 3] ?? 255) < 255 ? 1 : 0
  if (!missing.includes(1))
    throw new GanvasError(
      'nothing-missing',
      'Nothing is missing in this picture.',
      'Wipe out what is to be filled, or choose a picture that can be seen through there.',
    )
  if (!missing.includes(0))
    throw new GanvasError(
      'nothing-known',
      'Nothing is left of this picture to go by.',
      'Wipe out a part of it alone.',
    )
  return missing
}

function withoutAlpha(picture: Picture): Picture {
  const { channels, bytes, width, height } = picture
  if (channels !== 4) return picture
  const rgb = new Uint8Array(width * height * 3)
  for (let i = 0; i < width * height; i++) for (let c = 0; c < 3; c++) rgb[3 * i + c] = bytes[4 * i + c] ?? 0
  return { width, height, channels: 3, bytes: rgb }
}
