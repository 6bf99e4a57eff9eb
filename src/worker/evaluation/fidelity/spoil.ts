/**
 * Pictures spoilt in the ways in which fakes fall short: out of focus, ghosts of several at once, bent out of shape, grown
 * together from two, grainy. What the probe (probe.ts) learns to tell from whole ones. Pure: the same stream spoils alike.
 */
import { fork, integers, normals, uniforms, type Stream } from '../../../common/numbers/random.ts'
import type { PictureBatch } from '../features/feature-map.ts'
import { blurred, smoothNoise } from './blur.ts'

/** One picture of the batch, spoilt: [size, size, channels] in [−1, 1]. */
type Spoil = (images: PictureBatch, at: number, stream: Stream) => Float32Array

/** Lengths below are in pixels of pictures of this side, and grow with the side. */
const NOMINAL_SIDE = 32
/** Deviations of grain and of stains, and the share of pixels that are speckles; values span 2. */
const GRAIN = 0.35
const STAINS = 0.5
const SPECKLED = 0.12

/** The ways in which a picture falls short. A fake may be beyond all reals in one of them and fine in the others. */
export type Shortfall = 'soft' | 'rough' | 'broken'
export const SHORTFALLS = ['soft', 'rough', 'broken'] as const

/** Blur and ghosts are what hedging makes; grain and harshness what overdriving makes; the rest what a young generator makes. */
export const SPOILINGS: Readonly<Record<Shortfall, readonly Spoil[]>> = {
  soft: [
    (images, at) => blurred(pictureOf(images, at), images, scaled(images, 1.5)),
    (images, at) => blurred(pictureOf(images, at), images, scaled(images, 3)),
    (images, _, stream) => ghost(images, 3, stream),
    (images, _, stream) => ghost(images, 8, stream),
  ],
  rough: [
    (images, at, stream) => grainy(pictureOf(images, at), GRAIN, stream),
    speckled,
    (images, at, stream) => grainy(harsh(images, at), GRAIN, stream),
    chequered,
  ],
  broken: [
    (images, at, stream) => bent(images, at, { reach: 2.5, grain: 1.5 }, stream),
    (images, at, stream) =>
      blurred(bent(images, at, { reach: 4, grain: 2 }, stream), images, scaled(images, 0.8)),
    grownTogether,
    blotched,
  ],
}

/** Picture `at` of the batch, a copy: [size, size, channels]. */
export function pictureOf(images: PictureBatch, at: number): Float32Array {
  const length = numbersOf(images)
  return images.pixels.slice(at * length, (at + 1) * length)
}

/** Numbers of one picture. */
export function numbersOf({ size, channels }: PictureBatch): number {
  return size * size * channels
}

function scaled({ size }: PictureBatch, length: number): number {
  return (length * size) / NOMINAL_SIDE
}

/** The weighted mean of some pictures. */
function ghost(images: PictureBatch, among: number, stream: Stream): Float32Array {
  const out = new Float32Array(numbersOf(images))
  const picks = integers(fork(stream, 0), among, images.pixels.length / out.length)
  const weights = uniforms(fork(stream, 1), among, 0.2, 1)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  picks.forEach((pick, i) => {
    const share = (weights[i] ?? 0) / total
    for (let at = 0; at < out.length; at++)
      out[at] = (out[at] ?? 0) + share * (images.pixels[pick * out.length + at] ?? 0)
  })
  return out
}

/** The picture and another one, each in its part, along a smooth border. */
function grownTogether(images: PictureBatch, at: number, stream: Stream): Float32Array {
  const one = pictureOf(images, at)
  const [pick = 0] = integers(fork(stream, 0), 1, images.pixels.length / one.length)
  const other = pictureOf(images, pick)
  const border = smoothNoise(images.size, images.size / 12, fork(stream, 1))
  return one.map((value, i) => {
    const share = 1 / (1 + Math.exp(-2 * (border[Math.floor(i / images.channels)] ?? 0)))
    return share * value + (1 - share) * (other[i] ?? 0)
  })
}

function grainy(picture: Float32Array, deviation: number, stream: Stream): Float32Array {
  const grain = normals(stream, picture.length, 0, deviation)
  return picture.map((value, i) => clipped(value + (grain[i] ?? 0)))
}

/** Some pixels black, white or a pure colour. */
function speckled(images: PictureBatch, at: number, stream: Stream): Float32Array {
  const { channels } = images
  const picture = pictureOf(images, at)
  const hit = uniforms(fork(stream, 0), picture.length / channels)
  const colours = uniforms(fork(stream, 1), picture.length)
  return picture.map((value, i) =>
    (hit[Math.floor(i / channels)] ?? 1) < SPECKLED ? ((colours[i] ?? 0) < 0.5 ? -1 : 1) : value,
  )
}

/** Edges and colours driven too far. */
function harsh(images: PictureBatch, at: number): Float32Array {
  const picture = pictureOf(images, at)
  const soft = blurred(picture, images, scaled(images, 1.2))
  return picture.map((value, i) => clipped(2 * value + 2 * (value - (soft[i] ?? 0))))
}

/** The pattern that transposed convolutions leave: every other pixel lighter. */
function chequered(images: PictureBatch, at: number, stream: Stream): Float32Array {
  const { size, channels } = images
  const picture = pictureOf(images, at)
  const [strength = 0, turn = 0] = uniforms(stream, 2)
  return picture.map((value, i) => {
    const place = Math.floor(i / channels)
    const [row, column] = [Math.floor(place / size), place % size]
    const odd = turn < 0.5 ? (row + column) % 2 : row % 2
    return clipped(value + (0.25 + 0.35 * strength) * (odd === 0 ? 1 : -1))
  })
}

/** Stains of colour over the picture. */
function blotched(images: PictureBatch, at: number, stream: Stream): Float32Array {
  const { size, channels } = images
  const picture = pictureOf(images, at)
  const stains = Array.from({ length: channels }, (_, c) =>
    smoothNoise(size, scaled(images, 1.6), fork(stream, c)),
  )
  return picture.map((value, i) =>
    clipped(value + STAINS * (stains[i % channels]?.[Math.floor(i / channels)] ?? 0)),
  )
}

function clipped(value: number): number {
  return Math.min(1, Math.max(-1, value))
}

/** Every pixel taken from elsewhere: `reach` away (deviation), alike over about `grain`. */
function bent(
  images: PictureBatch,
  at: number,
  { reach, grain }: { reach: number; grain: number },
  stream: Stream,
): Float32Array {
  const { size, channels } = images
  const picture = pictureOf(images, at)
  const [down, right] = [0, 1].map((axis) => smoothNoise(size, scaled(images, grain), fork(stream, axis)))
  const out = new Float32Array(picture.length)
  const far = scaled(images, reach)
  for (let place = 0; place < size * size; place++) {
    const y = Math.floor(place / size) + far * (down?.[place] ?? 0)
    const x = (place % size) + far * (right?.[place] ?? 0)
    for (let c = 0; c < channels; c++) out[place * channels + c] = between(picture, images, { y, x, c })
  }
  return out
}

/** The value between four pixels; beyond the border the border's. */
function between(
  picture: Float32Array,
  { size, channels }: PictureBatch,
  { y, x, c }: { y: number; x: number; c: number },
): number {
  const within = (value: number) => Math.min(size - 1, Math.max(0, value))
  const [row, column] = [within(y), within(x)]
  const [top, left] = [Math.floor(row), Math.floor(column)]
  const value = (line: number, place: number) =>
    picture[(within(line) * size + within(place)) * channels + c] ?? 0
  const upper = (left + 1 - column) * value(top, left) + (column - left) * value(top, left + 1)
  const lower = (left + 1 - column) * value(top + 1, left) + (column - left) * value(top + 1, left + 1)
  return (top + 1 - row) * upper + (row - top) * lower
}
